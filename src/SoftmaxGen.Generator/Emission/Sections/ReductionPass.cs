namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// A method that sums over the classes of a row, in 64 bytes of virtual lanes: one register of 512 bits, two of 256, four
/// of 128, or as many plain variables. Class k is added to lane k mod their number; the rest of the row, the last block, is
/// taken from the row's end, so that the order of the additions is the same at every width.
/// </summary>
/// <param name="Name">The method's name, without the width.</param>
/// <param name="Comment">What it does, for the reader of the emitted code.</param>
/// <param name="Inputs">The rows it reads.</param>
/// <param name="Output">A row that it writes an element of for each class, or null.</param>
/// <param name="Numbers">The numbers that it takes; <c>label</c> is a class.</param>
/// <param name="Value">The element to write and to sum, from the inputs' elements and their index.</param>
internal sealed record ReductionPass(
    string Name,
    string Comment,
    string[] Inputs,
    string? Output,
    string[] Numbers,
    Func<KernelText, Lanes, string[], string, string> Value)
{
    /// <summary>Writes the method for that width.</summary>
    public void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int virtualLanes = text.Plan.VirtualLanes;
        int classes = text.Plan.Classes;
        int whole = classes / virtualLanes * virtualLanes;
        int parts = virtualLanes / lanes.Count;
        Part[] tail = TailParts(classes - whole, lanes, parts).ToArray();

        w.Write("// " + Comment);
        text.WritePass();
        using (w.Open($"private static {text.Scalar} {Name}{KernelText.Suffix(lanes)}({Parameters(text)})"))
        {
            PassNumbers.WriteBroadcasts(text, lanes, Numbers);

            foreach (Part part in tail.Where(p => p.Hidden > 0 && Output is not null))
            {
                w.Write("// Loaded before the loop overwrites what it shares with this register.");
                w.WriteEach(
                    Inputs,
                    input => $"{lanes.Type} {input}Last = {text.Access.Load(lanes, input, TailIndex(text, lanes, part))};");
            }

            w.WriteEach(Enumerable.Range(0, parts), i => $"{lanes.Type} {Sum(i)} = {lanes.Zero};");
            int chunk = LongestRun * virtualLanes;
            int chunked = whole >= 2 * chunk ? whole / chunk * chunk : 0;
            if (chunked > 0)
            {
                WriteChunks(text, lanes, parts, chunked, chunk);
            }

            if (chunked < whole)
            {
                WriteLoop(text, lanes, parts, KernelText.Number(chunked), KernelText.Number(whole), Sum);
            }

            WriteTail(text, lanes, tail);
            w.Write($"return {Across(text, lanes, parts)};");
        }
    }

    /// <summary>
    /// The longest run that is added up one by one. The blocks of longer rows are summed in chunks of so many, and of the
    /// longest rows so many chunks by themselves: rounding errors then grow with the run and hardly with the row (1,048,576
    /// equal classes but one, in float: a sum 5e-5 off without chunks, 9e-6 with them, 1.4e-6 with chunks of chunks).
    /// </summary>
    internal const int LongestRun = 64;

    private void WriteChunks(KernelText text, Lanes lanes, int parts, int end, int chunk)
    {
        CodeWriter w = text.Writer;
        string length = KernelText.Number(LongestRun * chunk);
        w.Write("// Chunk by chunk, so that a long row's rounding errors do not pile up.");
        if (end <= LongestRun * chunk)
        {
            WriteChunks(text, lanes, parts, "0", KernelText.Number(end), chunk, Sum);
            return;
        }

        static string Run(int part) => "run" + KernelText.Number(part);
        string type = text.Access.IndexType;
        using (w.Open($"for ({type} begin = 0; begin < {KernelText.Number(end)}; begin += {length})"))
        {
            w.Write($"{type} stop = Math.Min(begin + {length}, {KernelText.Number(end)});");
            w.WriteEach(Enumerable.Range(0, parts), i => $"{lanes.Type} {Run(i)} = {lanes.Zero};");
            WriteChunks(text, lanes, parts, "begin", "stop", chunk, Run);
            w.WriteEach(Enumerable.Range(0, parts), i => $"{Sum(i)} += {Run(i)};");
        }
    }

    private void WriteChunks(
        KernelText text, Lanes lanes, int parts, string from, string to, int chunk, Func<int, string> sum)
    {
        static string Part(int part) => "part" + KernelText.Number(part);
        CodeWriter w = text.Writer;
        string length = KernelText.Number(chunk);
        using (w.Open($"for ({text.Access.IndexType} start = {from}; start < {to}; start += {length})"))
        {
            w.WriteEach(Enumerable.Range(0, parts), i => $"{lanes.Type} {Part(i)} = {lanes.Zero};");
            WriteLoop(text, lanes, parts, "start", "start + " + length, Part);
            w.WriteEach(Enumerable.Range(0, parts), i => $"{sum(i)} += {Part(i)};");
        }
    }

    private void WriteLoop(KernelText text, Lanes lanes, int parts, string from, string to, Func<int, string> sum)
    {
        string step = KernelText.Number(text.Plan.VirtualLanes);
        string head = $"for ({text.Access.IndexType} k = {from}; k < {to}; k += {step})";
        using (text.Writer.Open(head))
        {
            for (int i = 0; i < parts; i++)
            {
                string index = i == 0 ? "k" : "k + " + KernelText.Number(i * lanes.Count);
                string[] inputs = Inputs.Select(x => text.Access.Load(lanes, x, index)).ToArray();
                WriteStep(text, lanes, sum(i), "value" + KernelText.Number(i), index, inputs, null);
            }
        }
    }

    /// <summary>A call of it for a row.</summary>
    public string Call(KernelText text, Lanes lanes, IReadOnlyList<(string Buffer, string At)> rows, params string[] numbers)
    {
        IEnumerable<string> arguments = rows.Select(row => text.Access.RowArgument(row.Buffer, row.At)).Concat(numbers);
        return $"{Name}{KernelText.Suffix(lanes)}({string.Join(", ", arguments)})";
    }

    /// <summary>A register of the last block: which part it is, and how many of its lanes were summed already.</summary>
    internal readonly record struct Part(int Index, int Hidden);

    private static string Sum(int part) => "sum" + KernelText.Number(part);

    /// <summary>The registers of the block that ends with the row, less those that hold nothing new.</summary>
    internal static IEnumerable<Part> TailParts(int rest, Lanes lanes, int parts)
    {
        int known = parts * lanes.Count - rest;
        for (int i = known / lanes.Count; rest > 0 && i < parts; i++)
        {
            yield return new Part(i, Math.Max(0, known - i * lanes.Count));
        }
    }

    internal static string TailIndex(KernelText text, Lanes lanes, Part part) =>
        KernelText.Number(text.Plan.Classes - text.Plan.VirtualLanes + part.Index * lanes.Count);

    private string Parameters(KernelText text)
    {
        IEnumerable<string> parameters = Inputs
            .Where(input => input != Output)
            .Select(input => text.Access.RowParameter(text.Scalar, input, written: false));
        if (Output is not null)
        {
            parameters = parameters.Append(text.Access.RowParameter(text.Scalar, Output, written: true));
        }

        return string.Join(", ", parameters.Concat(PassNumbers.Parameters(text, Numbers)));
    }

    private void WriteTail(KernelText text, Lanes lanes, Part[] tail)
    {
        foreach (Part part in tail)
        {
            string index = TailIndex(text, lanes, part);
            bool early = part.Hidden > 0 && Output is not null;
            string[] inputs = Inputs.Select(x => early ? x + "Last" : text.Access.Load(lanes, x, index)).ToArray();
            string name = "last" + KernelText.Number(part.Index);
            WriteStep(text, lanes, Sum(part.Index), name, index, inputs, part.Hidden == 0 ? null : Mask(lanes, part.Hidden));
        }
    }

    private void WriteStep(
        KernelText text, Lanes lanes, string sum, string name, string index, string[] inputs, string? mask)
    {
        CodeWriter w = text.Writer;
        if (mask is not null)
        {
            w.Write("// Only the lanes that are new are summed.");
        }

        w.Write($"{lanes.Type} {name} = {Value(text, lanes, inputs, index)};");
        if (Output is not null)
        {
            w.Write(text.Access.Store(lanes, name, Output, index));
        }

        w.Write($"{sum} += {(mask is null ? name : $"{name} & {mask}")};");
    }

    internal static string Mask(Lanes lanes, int hidden)
    {
        string cast = lanes.Integer == "int" ? "AsSingle" : "AsDouble";
        IEnumerable<string> bits = Enumerable.Range(0, lanes.Count)
            .Select(lane => lane < hidden ? "0" : "-1")
            .Select(bit => lanes.Integer == "int" ? bit : bit + "L");
        return $"{lanes.Vector}.Create({string.Join(", ", bits)}).{cast}()";
    }

    /// <summary>The sum over all lanes: always lane j with lane j + half of them, until one is left.</summary>
    private static string Across(KernelText text, Lanes lanes, int parts)
    {
        string sum = Halves(Enumerable.Range(0, parts).Select(Sum).ToList());
        return lanes.IsScalar ? sum : text.Call(Helper.SumAcross, sum);
    }

    /// <summary>The sum of the registers of the virtual lanes, in halves.</summary>
    internal static string Halves(IReadOnlyList<string> sums)
    {
        while (sums.Count > 1)
        {
            int half = sums.Count / 2;
            IReadOnlyList<string> both = sums;
            sums = Enumerable.Range(0, half).Select(j => $"{Operand(both[j])} + {Operand(both[j + half])}").ToList();
        }

        return sums[0];
    }

    private static string Operand(string sum) => sum.Contains(' ') ? $"({sum})" : sum;
}

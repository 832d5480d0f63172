using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// A loop over chunks of a few blocks of rows, each row in a lane, and the passes over a chunk that it calls. What waits
/// between two passes is in buffers on the stack.
/// </summary>
internal static class ChunkFrame
{
    /// <summary>Chunks of so many rows take buffers of as many as there are; shorter ones of a length that is known.</summary>
    private const int LongChunk = 256;

    /// <summary>Writes the loop and the passes.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="lanes">The register.</param>
    /// <param name="method">The name of the method with the loop, without the width; it returns the first row that is left.</param>
    /// <param name="passes">The passes, in order.</param>
    /// <param name="blocks">How many registers of rows a chunk has.</param>
    /// <param name="afterFirst">A statement after the first pass, or nothing.</param>
    /// <param name="suffix">What the names of the methods end with, where it is not the register's width.</param>
    public static void Write(
        KernelText text,
        Lanes lanes,
        string method,
        IReadOnlyList<ChunkPass> passes,
        int blocks,
        string afterFirst = "",
        string? suffix = null)
    {
        suffix ??= KernelText.Suffix(lanes);
        WriteLoop(text, lanes, method, passes, blocks, afterFirst, suffix);
        foreach (ChunkPass pass in passes)
        {
            text.Writer.Gap();
            WritePass(text, pass.Extent == PassExtent.Row ? new Lanes(lanes.Element, 0) : lanes, pass, pass.Name + suffix);
        }
    }

    /// <summary>The buffers of a chunk, with how many numbers they hold for each row.</summary>
    public static IEnumerable<(string Name, int PerRow)> Buffers(KernelPlan plan, IEnumerable<ChunkPass> passes) => passes
        .SelectMany(pass => pass.Loads.Concat(pass.Stores))
        .GroupBy(value => value.Buffer)
        .Select(group => (group.Key, group.First().PerClass ? plan.Classes : 1));

    private static void WriteLoop(
        KernelText text, Lanes lanes, string method, IReadOnlyList<ChunkPass> passes, int blocks, string afterFirst, string suffix)
    {
        CodeWriter w = text.Writer;
        string chunk = KernelText.Number(blocks * lanes.Count);
        text.WriteOptimized();
        using (w.Open($"private static int {method}{suffix}({RowsSignature.Parameters(text)})"))
        {
            WriteBuffers(text, lanes, passes, blocks);
            w.Write(lanes.IsScalar ? "" : $"end -= (end - row) % {KernelText.Number(lanes.Count)};");
            using (w.Open("while (row < end)"))
            {
                w.Write($"int stop = Math.Min(end, row + {chunk});");
                foreach (ChunkPass pass in passes)
                {
                    w.Write($"{pass.Name}{suffix}({string.Join(", ", pass.Arguments(text))});");
                    if (pass == passes[0] && afterFirst.Length > 0)
                    {
                        w.Write(afterFirst);
                    }
                }

                w.Write("row = stop;");
            }

            w.Write("return row;");
        }
    }

    private static void WriteBuffers(KernelText text, Lanes lanes, IReadOnlyList<ChunkPass> passes, int blocks)
    {
        CodeWriter w = text.Writer;
        int chunk = blocks * lanes.Count;
        (string Name, int PerRow)[] buffers = Buffers(text.Plan, passes).ToArray();
        w.Write($"// A chunk of {KernelText.Number(chunk)} rows waits here between the passes.");
        if (chunk < LongChunk)
        {
            w.WriteEach(
                buffers,
                buffer => $"Span<{text.Scalar}> {buffer.Name} = stackalloc {text.Scalar}[{KernelText.Number(chunk * buffer.PerRow)}];");
            return;
        }

        // What a long chunk has one of for each row: of as many as there are, since all of it is cleared.
        w.Write($"int most = Math.Min(end - row, {KernelText.Number(chunk)});");
        w.WriteEach(buffers, buffer => $"Span<{text.Scalar}> {buffer.Name} = stackalloc {text.Scalar}[{(buffer.PerRow == 1 ? "" : KernelText.Number(buffer.PerRow) + " * ")}most];");
    }

    private static void WritePass(KernelText text, Lanes lanes, ChunkPass pass, string method)
    {
        CodeWriter w = text.Writer;
        w.Write("// " + pass.Comment);
        text.WriteOptimized();
        using (w.Open($"private static void {method}({string.Join(", ", pass.Parameters(text))})"))
        {
            if (pass.Extent != PassExtent.Row)
            {
                w.WriteEach(RowsSignature.Broadcasts(pass.Along ?? lanes, pass.Numbers(text)), statement => statement);
            }

            if (pass.Extent == PassExtent.Chunk)
            {
                w.Write("nuint width = (nuint)(stop - row);");
                WriteBody(text, lanes, pass);
                return;
            }

            string rows = KernelText.Number(lanes.Count);
            string step = lanes.IsScalar ? "row++, slot++" : $"row += {rows}, slot += {rows}";
            using (w.Open($"for (nuint slot = 0; row < stop; {step})"))
            {
                WriteBody(text, lanes, pass);
            }
        }
    }

    private static void WriteBody(KernelText text, Lanes lanes, ChunkPass pass)
    {
        if (pass.UsesBatch)
        {
            text.Writer.Write(RowsSignature.At(text));
        }

        foreach (ChunkValue value in pass.Loads)
        {
            value.Load(text, lanes);
        }

        pass.Body(text, lanes);
        foreach (ChunkValue value in pass.Stores)
        {
            value.Store(text, lanes);
        }
    }
}

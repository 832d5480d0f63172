using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// A method that computes each element of a row from the elements at the same place in others: four registers at a time,
/// then single ones, then a last register that overlaps the one before it where C is no multiple of a register.
/// </summary>
/// <param name="Name">The method's name, without the width.</param>
/// <param name="Comment">What it does, for the reader of the emitted code.</param>
/// <param name="Inputs">The rows it reads, by parameter name.</param>
/// <param name="Output">The row it writes: one of the inputs, or another name.</param>
/// <param name="Numbers">The numbers it takes.</param>
/// <param name="Formula">The element from the inputs' elements, in the order of <paramref name="Inputs"/>.</param>
internal sealed record ElementwisePass(
    string Name,
    string Comment,
    string[] Inputs,
    string Output,
    string[] Numbers,
    Func<KernelText, Lanes, string[], string> Formula)
{
    private const int Unroll = 4;

    /// <summary>Writes the method for that width.</summary>
    public void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int block = Unroll * lanes.Count;
        int blocks = classes / block * block;
        int tail = classes - lanes.Count;
        bool hasTail = classes % lanes.Count != 0;

        w.Write("// " + Comment);
        text.WritePass();
        using (w.Open($"private static void {Name}{KernelText.Suffix(lanes)}({Parameters(text)})"))
        {
            PassNumbers.WriteBroadcasts(text, lanes, Numbers);

            if (hasTail)
            {
                w.Write("// The last register is loaded before the loop overwrites what it shares with it, and stored after.");
                w.WriteEach(
                    Inputs,
                    input => $"{lanes.Type} {input}Last = {text.Access.Load(lanes, input, KernelText.Number(tail))};");
            }

            if (blocks > 0)
            {
                string k = $"{text.Access.IndexType} k = 0";
                using (w.Open($"for ({k}; k < {KernelText.Number(blocks)}; k += {KernelText.Number(block)})"))
                {
                    w.WriteEach(
                        Enumerable.Range(0, Unroll),
                        i => Statement(text, lanes, i == 0 ? "k" : "k + " + KernelText.Number(i * lanes.Count)));
                }
            }

            for (int first = blocks; first + lanes.Count <= classes; first += lanes.Count)
            {
                w.Write(Statement(text, lanes, KernelText.Number(first)));
            }

            if (hasTail)
            {
                string value = Formula(text, lanes, Inputs.Select(input => input + "Last").ToArray());
                w.Write(text.Access.Store(lanes, value, Output, KernelText.Number(tail)));
            }
        }
    }

    /// <summary>A call of it for the row at that offset.</summary>
    public string Call(KernelText text, Lanes lanes, IReadOnlyList<(string Buffer, string At)> rows, params string[] numbers)
    {
        IEnumerable<string> arguments = rows.Select(row => text.Access.RowArgument(row.Buffer, row.At)).Concat(numbers);
        return $"{Name}{KernelText.Suffix(lanes)}({string.Join(", ", arguments)});";
    }

    private string Parameters(KernelText text)
    {
        IEnumerable<string> rows = Inputs
            .Where(input => input != Output)
            .Select(input => text.Access.RowParameter(text.Scalar, input, written: false))
            .Append(text.Access.RowParameter(text.Scalar, Output, written: true));
        return string.Join(", ", rows.Concat(PassNumbers.Parameters(text, Numbers)));
    }

    private string Statement(KernelText text, Lanes lanes, string index) => text.Access.Store(
        lanes, Formula(text, lanes, Inputs.Select(i => text.Access.Load(lanes, i, index)).ToArray()), Output, index);
}

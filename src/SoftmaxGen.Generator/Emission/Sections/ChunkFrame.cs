using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// A loop over chunks of a few blocks of rows, each row in a lane, and the passes over a chunk that it calls. What waits
/// between two passes is in buffers on the stack.
/// </summary>
internal static class ChunkFrame
{
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
            WritePass(text, pass.RowByRow ? new Lanes(lanes.Element, 0) : lanes, pass, pass.Name + suffix);
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
            w.Write($"// A chunk of {chunk} rows waits here between the passes.");
            w.WriteEach(
                Buffers(text.Plan, passes),
                buffer => $"Span<{text.Scalar}> {buffer.Name} = "
                    + $"stackalloc {text.Scalar}[{KernelText.Number(blocks * lanes.Count * buffer.PerRow)}];");
            w.Write($"end -= (end - row) % {KernelText.Number(lanes.Count)};");
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

    private static void WritePass(KernelText text, Lanes lanes, ChunkPass pass, string method)
    {
        CodeWriter w = text.Writer;
        string rows = KernelText.Number(lanes.Count);
        w.Write("// " + pass.Comment);
        text.WriteOptimized();
        using (w.Open($"private static void {method}({string.Join(", ", pass.Parameters(text))})"))
        {
            if (!pass.RowByRow)
            {
                w.WriteEach(RowsSignature.Broadcasts(pass.Along ?? lanes, pass.Numbers(text)), statement => statement);
            }

            string step = pass.RowByRow ? "row++, slot++" : $"row += {rows}, slot += {rows}";
            using (w.Open($"for (nuint slot = 0; row < stop; {step})"))
            {
                if (pass.UsesBatch)
                {
                    w.Write(RowsSignature.At(text));
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
    }
}

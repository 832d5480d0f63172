using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The groups of <see cref="Strategy.RowsTogether"/> at one width: the passes of a row by itself, each over all rows of a
/// chunk of groups before the next. What a row has one of (maximum, sum, loss) is a lane of a register of rows.
/// </summary>
internal static class RowGroupFrame
{
    private const string Method = "Groups";

    /// <summary>The groups of a chunk, where they fit.</summary>
    private const int MostGroups = 4;

    /// <summary>A quarter of a small first-level cache: the logits of a chunk, beside which lies what is made of them (16 KiB: up to 12 % slower).</summary>
    private const int MostBytes = 8 * 1024;

    /// <summary>Writes what runs the groups, and leaves <c>row</c> at the first row that fills none.</summary>
    public static void WriteCalls(KernelText text, string arguments)
    {
        if (text.Plan.Strategy == Strategy.RowsTogether)
        {
            BlockCalls.Write(text, Method, arguments, lanes => RowGroups.Rows(text.Plan, lanes.Bits), widestOnly: true);
        }
    }

    /// <summary>Writes the methods of that width: the groups, and those for a row by itself.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        int rows = RowGroups.Rows(text.Plan, lanes.Bits);
        if (BlockCalls.Serves(text.Plan, lanes, rows))
        {
            int groups = MostBytes / (rows * text.Plan.Classes * lanes.ElementSize);
            text.Writer.Write($"// Groups of {KernelText.Number(rows)} rows; returns the first row that is left.");
            ChunkFrame.Write(
                text,
                new Lanes(lanes.Element, rows * lanes.ElementSize * 8),
                Method,
                RowGroupPasses.Of(text.Plan, lanes).ToArray(),
                Math.Max(1, Math.Min(MostGroups, groups)),
                suffix: KernelText.Suffix(lanes));
            text.Writer.Gap();
        }

        ClassesInLanesFrame.Write(text, lanes);
    }
}

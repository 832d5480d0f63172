using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The blocks of <see cref="Strategy.BlocksInLanes"/> at one width. What a row by itself does one thing after the other
/// (maximum, exponentials, sum, logarithm, division) is a pass over a chunk of rows here, so that independent iterations
/// hide each other's latencies.
/// </summary>
internal static class RowBlockFrame
{
    private const string Method = "Blocks";

    /// <summary>The blocks of a chunk, where they fit; from 2 to 8 they take the same time.</summary>
    private const int MostBlocks = 4;

    /// <summary>Half of a first-level cache: what a chunk may take up.</summary>
    private const int MostBytes = 16 * 1024;

    /// <summary>Writes what runs the blocks of a row-major batch, and leaves <c>row</c> at the first row that fills none.</summary>
    public static void WriteCalls(KernelText text, string arguments)
    {
        if (text.Plan.Strategy == Strategy.BlocksInLanes && !text.Plan.Shape.IsColumns)
        {
            BlockCalls.Write(text, Method, arguments, lanes => lanes.Count, widestOnly: false);
        }
    }

    /// <summary>Writes the methods of that width: the blocks, and those for a row by itself.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        if (BlockCalls.Serves(text.Plan, lanes, lanes.Count))
        {
            WriteBlocks(text, lanes);
        }

        text.Writer.Gap();
        ClassesInLanesFrame.Write(text, lanes);
    }

    private static void WriteBlocks(KernelText text, Lanes lanes)
    {
        ChunkPass[] passes = RowBlockPasses.Of(text.Plan, lanes).ToArray();
        int block = ChunkFrame.Buffers(text.Plan, passes).Sum(buffer => buffer.PerRow) * lanes.Count * lanes.ElementSize;
        int blocks = Math.Max(1, Math.Min(MostBlocks, MostBytes / block));
        text.Writer.Write($"// Blocks of {KernelText.Number(lanes.Count)} rows, each in its own lane; returns the first row that is left.");
        ChunkFrame.Write(text, lanes, Method, passes, blocks);
    }
}

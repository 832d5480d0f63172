using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The blocks of <see cref="Strategy.BlocksInLanes"/> at one width, of rows that lie side by side. A class of some rows is a short
/// piece of memory, and the next class a step away, on a page of its own: few rows at a time would be a cache miss, and a miss of
/// the translation, for every few numbers, which no processor foresees. So a pass runs over a chunk of many rows, class after
/// class, in the order in which they lie in memory; what each row has one of waits in short buffers. The rows that fill no
/// register are for the next narrower width; the passes of one are those of all, so that a row has the same bits wherever it falls.
/// </summary>
internal static class ColumnBlockFrame
{
    /// <summary>
    /// The bytes of a class in a chunk: a page, so that most of memory is met in its order (1000 classes in float, 4096 rows,
    /// Intel Xeon, 256 bits, ns per element: 1.61 with 32 rows at a time, 1.27 with 128, 0.89 with 512, 0.74 with 1024, 0.68
    /// with 2048).
    /// </summary>
    private const int MostBytesOfClass = 4096;

    /// <summary>The same of a chunk whose classes all fit in a first-level cache, with their exponentials: nothing is gained by more rows.</summary>
    private const int FewBytesOfClass = 512;

    /// <summary>Half of a first-level cache.</summary>
    private const int MostBytesInCache = 16 * 1024;

    public static void Write(KernelText text, Lanes lanes)
    {
        string rows = KernelText.Number(lanes.Count);
        text.Writer.Write(lanes.IsScalar
            ? "// The rows that are left, by the same arithmetic without vectors; returns the end."
            : $"// Registers of {rows} rows, each in its own lane; returns the first row that is left.");
        ChunkFrame.Write(text, lanes, "Rows", ColumnBlockPasses.Of(text.Plan).ToArray(), RowsOfChunk(text.Plan) / lanes.Count);
    }

    /// <summary>The rows of a chunk; what the parts of the batch are is no matter of it.</summary>
    public static int RowsOfChunk(KernelPlan plan)
    {
        int bytes = plan.Classes * FewBytesOfClass <= MostBytesInCache ? FewBytesOfClass : MostBytesOfClass;
        return bytes / new Lanes(plan.Element, 0).ElementSize;
    }
}

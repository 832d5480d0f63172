namespace SoftmaxGen.Generator.Model;

/// <summary>How a batch lies in memory; the members and their values are those of the public enum <c>SoftmaxGen.BatchLayout</c>.</summary>
internal enum BatchLayoutKind
{
    RowMajor,
    ClassMajor,
    ChannelsFirst,
}

/// <summary>How the buffers of shape <c>[N, C]</c> lie in memory.</summary>
/// <param name="Layout">What is a neighbour of what.</param>
/// <param name="Spatial">S of <c>[N, C, S]</c>; 1 elsewhere.</param>
/// <param name="RowStride">The elements from row to row of <c>[N, C]</c>, or 0 for C.</param>
internal sealed record BatchShape(BatchLayoutKind Layout = BatchLayoutKind.RowMajor, int Spatial = 1, int RowStride = 0)
{
    /// <summary>Row after row, without a gap.</summary>
    public static BatchShape Dense { get; } = new();

    /// <summary>Whether neighbours in memory are rows (or positions) of the same class.</summary>
    public bool IsColumns => Layout != BatchLayoutKind.RowMajor;
}

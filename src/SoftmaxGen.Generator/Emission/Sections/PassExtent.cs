namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What the body of a <see cref="ChunkPass"/> is written for.</summary>
internal enum PassExtent
{
    /// <summary>A register of rows: <c>slot</c> is its first one in the chunk, <c>row</c> in the batch.</summary>
    Register,

    /// <summary>One row, without registers.</summary>
    Row,

    /// <summary>All <c>width</c> rows of the chunk: the body has loops of its own.</summary>
    Chunk,
}

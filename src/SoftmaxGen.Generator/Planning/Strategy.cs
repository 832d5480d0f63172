namespace SoftmaxGen.Generator.Planning;

/// <summary>How a kernel lays its work over vector registers.</summary>
internal enum Strategy
{
    /// <summary>
    /// A block of rows is transposed in registers: class k of every row in register k, each row in a lane of its own.
    /// Every reduction is vertical; log and division serve all lanes at once. For few classes.
    /// </summary>
    RowsInLanes,

    /// <summary>Row by row, neighbouring classes in neighbouring lanes, one pass after the other. For many classes.</summary>
    ClassesInLanes,

    /// <summary>
    /// Blocks of rows as columns: transposed into a buffer in the first-level cache, each row in a lane of its own, and run
    /// through short passes, class after class. Rows that fill no block go the way of <see cref="ClassesInLanes"/>, with
    /// the same bits. In a column-wise batch they are columns already: the passes run over many rows at a time, where they lie.
    /// </summary>
    BlocksInLanes,

    /// <summary>
    /// Row by row with neighbouring classes in neighbouring lanes, but a group of rows at a time through each pass, so that
    /// rows hide each other's latencies; a sum over lanes is made of several rows at once, and one logarithm or division serves a
    /// group. Rows that fill no group go the way of <see cref="ClassesInLanes"/>, with the same bits.
    /// </summary>
    RowsTogether,

    /// <summary>
    /// Neighbouring rows of a column-wise batch in neighbouring lanes, class after class in loops. For many classes, and what
    /// <see cref="BlocksInLanes"/> does not do.
    /// </summary>
    ColumnsInLanes,

    /// <summary>Row by row without vectors: one element of a row is read, the rest at most cleared.</summary>
    Gather,

    /// <summary>
    /// A linear layer around the kernels of its logits, a block of rows at a time: each product of matrices runs over
    /// panels, a few registers wide, that stay in the first-level cache, and tiles, whose sums stay in registers.
    /// </summary>
    Panels,

    /// <summary>Block by block, converted for a kernel of another element type: the only one of <see cref="KernelPlan.Calls"/>.</summary>
    Converted,
}

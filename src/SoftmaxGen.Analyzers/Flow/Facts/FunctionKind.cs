namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>What a called method computes. The table files name these.</summary>
internal enum FunctionKind
{
    None,

    // Of one number, or of every element.
    Exp, Exp2, Exp10, ExpM1, Log, Log2, Log10, LogP1, Pow, Sqrt, Square, Abs, Negate, Reciprocal,
    Relu, Tanh, Sinh, Cosh, Sigmoid, Softplus, LogSigmoid, Clamp, Sign, Rounding, Bounded11,

    /// <summary>One of the second and the third operand, element by element, as the first one says: where(x > 0, a, b).</summary>
    Choose,

    /// <summary>As many zeros as the operand has elements.</summary>
    Zeros,

    // Of two operands. Max and Min also reduce a collection: see the shape.
    Add, Subtract, Multiply, Divide, Max, Min,

    // Of a whole collection.
    Sum, Mean, Product, ArgMax, ArgMin, Norm, Distance, Dot, LogSumExp, Count,

    // Of every element, given all of them.
    Softmax, LogSoftmax,

    /// <summary>Every element by the sum of all, where the second operand, the norm, is 1.</summary>
    Normalise,

    // The first argument is what is predicted, see LibraryFunction.Target and the domains.
    NllLoss, CrossEntropyLogits, CrossEntropyProbabilities, BinaryCrossEntropy, BinaryCrossEntropyLogits, KlDivergence,

    /// <summary>The same numbers: copies, views, conversions, moves to another device.</summary>
    Identity,

    /// <summary>Some of the numbers, picked out by an index: a whole row no longer.</summary>
    Pick,

    /// <summary>One of the rows (the second operand says which), or all of them in another order: each is whole.</summary>
    Row,

    /// <summary>Several tensors, given as a collection, as one.</summary>
    Join,

    /// <summary>Layers one after the other: what comes out is what the last of them makes.</summary>
    Chain,

    /// <summary>A number in [0, 1) that nobody knows.</summary>
    Random01,

    /// <summary>A number between the two operands that nobody knows.</summary>
    RandomBetween,

    /// <summary>IsNaN, IsInfinity, IsFinite …</summary>
    Classify,

    // Sequences: what LINQ and its relatives do with a delegate or a range.
    Select, SelectMany, Where, Zip, Aggregate, Range, Repeat, Empty, OrderBy, Reverse, Take, Skip, Slice, Concat, First, Last, ElementAt,
    Any, All, ForEach, ParallelFor, ParallelForEach, GetEnumerator,

    /// <summary>A vector or a matrix whose elements a function of their position gives.</summary>
    Tabulate,

    // Memory: what is written is in LibraryFunction.Destination.
    CopyTo, Fill, Clear, New,
}

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>What goes in and what comes out.</summary>
internal enum FunctionShape
{
    /// <summary>Numbers in, a number out.</summary>
    Scalar,

    /// <summary>Collections or tensors in (a second operand may be a number), one of the same shape out.</summary>
    Elementwise,

    /// <summary>As <see cref="Scalar"/> for a number and as <see cref="Elementwise"/> for a collection: only the operand tells.</summary>
    Lifted,

    /// <summary>A collection in, a number (or a smaller tensor) out.</summary>
    Reduction,

    /// <summary>Runs a delegate over a collection or a range, or rearranges one.</summary>
    Sequence,

    /// <summary>Compares a prediction with a target.</summary>
    Loss,
}

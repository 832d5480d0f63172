namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>How a declared kernel takes its elements and labels.</summary>
internal enum Carrier
{
    /// <summary><see cref="ReadOnlySpan{T}"/> and <see cref="Span{T}"/>.</summary>
    Span,

    /// <summary>Arrays.</summary>
    Array,

    /// <summary><see cref="ReadOnlyMemory{T}"/> and <see cref="Memory{T}"/>.</summary>
    Memory,
}

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>What a library of kernels is compiled for.</summary>
internal enum Platform
{
    /// <summary>The framework that runs the tests, with all its vectors; exactly what was emitted.</summary>
    Modern,

    /// <summary>The same, but the code asks <see cref="Registers"/> for 512-bit registers.</summary>
    Switchable,

    /// <summary>netstandard2.0: no vectors, no spans.</summary>
    Portable,
}

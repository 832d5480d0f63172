namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>The register for which a function was emitted.</summary>
internal enum Register
{
    /// <summary>512 bits; in software, but exactly, on a machine without.</summary>
    Vector512,

    /// <summary>256 bits.</summary>
    Vector256,

    /// <summary>128 bits.</summary>
    Vector128,

    /// <summary>A plain number on net8.0 and later.</summary>
    Scalar,

    /// <summary>A plain number on netstandard2.0: never fused, and compiled against that framework alone.</summary>
    Portable,
}

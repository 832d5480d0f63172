namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>
/// The power of two by which <c>ScaledExp</c> enlarges its result, and which <c>LogOfScaled</c> takes out again. With
/// it every exponential that is not an exact zero is a normal number: a subnormal costs a hundred cycles or more.
/// </summary>
internal static class ExpScale
{
    /// <summary>2^32 for <c>float</c>: the least exponential, about 2^-150, becomes 2^-118.</summary>
    public const int Single = 32;

    /// <summary>2^64 for <c>double</c>: the least exponential, about 2^-1075, becomes 2^-1011.</summary>
    public const int Double = 64;
}

using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>What was measured; the columns of the timings are those of <see cref="Columns"/>.</summary>
internal sealed record Result(Operator Operation, Shape Shape, Timings Timings, bool HasPython)
{
    /// <summary>Nanoseconds per element of the fastest round.</summary>
    public double PerElement(int contender) => Timings.Minimum(contender) / Shape.Elements;
}

/// <summary>In which order a contest measures.</summary>
internal static class Columns
{
    public const int Generated = 0;
    public const int Composed = 1;
    public const int Scalar = 2;
    public const int Floor = 3;
    public const int Torch = 4;
    public const int NumPy = 5;

    /// <summary>What Python runs, in the order of the columns, as <c>contenders.py</c> calls it.</summary>
    public static readonly string[] Libraries = ["torch", "numpy"];
}

using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>What was measured; the columns of the timings are those of <see cref="Columns"/>.</summary>
internal sealed record Result(Operator Operation, Shape Shape, Timings Timings);

/// <summary>In which order a contest measures.</summary>
internal static class Columns
{
    public const int Generated = 0;
    public const int Composed = 1;
    public const int Scalar = 2;
    public const int Floor = 3;
}

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>What a kernel is asked: the values of its read parameters, whatever type they have there.</summary>
/// <param name="Rows">N.</param>
internal sealed record Question(int Rows)
{
    /// <summary>The elements, under the names of their parameters.</summary>
    public Dictionary<string, double[]> Elements { get; init; } = [];

    /// <summary>The labels.</summary>
    public long[] Labels { get; init; } = [];

    /// <summary>The factor of the gradient.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The first class of a shard.</summary>
    public int ClassOffset { get; init; }
}

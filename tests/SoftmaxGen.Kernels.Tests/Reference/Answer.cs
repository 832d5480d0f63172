namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>What a kernel ought to have written and returned.</summary>
internal sealed class Answer
{
    /// <summary>The written elements, under the names of their parameters.</summary>
    public Dictionary<string, double[]> Elements { get; } = [];

    /// <summary>The written labels.</summary>
    public long[] Labels { get; set; } = [];

    /// <summary>What is returned.</summary>
    public double Returned { get; set; }
}

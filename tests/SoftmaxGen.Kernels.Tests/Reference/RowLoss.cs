namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>The loss of a row with its derivatives, before anything is divided by the size of the batch.</summary>
/// <param name="Counts">Whether the row counts at all.</param>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">The first derivatives, with respect to each logit.</param>
/// <param name="Hessian">The second, with respect to each logit twice.</param>
internal sealed record RowLoss(bool Counts, double Value, double[] Gradient, double[] Hessian)
{
    /// <summary>The Hessian times the question's vector, where it has one.</summary>
    public double[] Product { get; init; } = [];

    /// <summary>A row that counts for nothing.</summary>
    public static RowLoss Nothing { get; } = new(false, 0, [], []);
}

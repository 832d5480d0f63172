namespace SoftmaxGen.Benchmarks.Linear;

/// <summary>The shape of a linear layer and its batch.</summary>
/// <param name="Rows">N.</param>
/// <param name="Features">F.</param>
/// <param name="Classes">C.</param>
internal readonly record struct LinearShape(int Rows, int Features, int Classes)
{
    /// <summary>Multiplications and additions of the three products: logits, weight gradient, input gradient.</summary>
    public double Operations => 6.0 * Rows * Features * Classes;

    /// <inheritdoc />
    public override string ToString() => $"N = {Rows}, F = {Features}, C = {Classes}";
}

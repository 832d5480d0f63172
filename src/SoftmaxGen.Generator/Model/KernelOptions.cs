namespace SoftmaxGen.Generator.Model;

/// <summary>The options of a kernel that change what it computes; the defaults change nothing.</summary>
/// <param name="LabelSmoothing">The share of each target that is spread over all classes, from 0 to 1.</param>
/// <param name="Temperature">What the logits are divided by.</param>
/// <param name="Softcap">The bound that a hyperbolic tangent keeps the logits within, or infinity.</param>
/// <param name="ZLoss">The factor of the squared log-sum-exp that is added to each loss.</param>
/// <param name="FocalGamma">The exponent of the focal loss.</param>
/// <param name="Accumulate">Whether gradients are added to what their buffer holds.</param>
/// <param name="EdgeCases">What rows without a finite answer give.</param>
/// <param name="Parallel">Whether rows are split over the thread pool.</param>
internal sealed record KernelOptions(
    double LabelSmoothing = 0,
    double Temperature = 1,
    double Softcap = double.PositiveInfinity,
    double ZLoss = 0,
    double FocalGamma = 0,
    bool Accumulate = false,
    EdgeCaseKind EdgeCases = EdgeCaseKind.PyTorch,
    bool Parallel = false)
{
    /// <summary>Softmax and cross-entropy as in a textbook.</summary>
    public static KernelOptions Default { get; } = new();
}

using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// At 512 bits, the sum in the pass that writes what is made of it, and the loss behind the gradient. From a row's sum to
/// its loss it is a single chain of some thirty operations, a hundred cycles (logarithm, division, total), and few such
/// chains fit into what a processor looks ahead. A pass that writes gradients waits for its shuffles and stores instead:
/// behind them the chain runs beside the next block. Measured on Sapphire Rapids, index loss and gradient in float: 5 to 13
/// classes in 0.91 to 0.99 of the time, 16 and 21 in 0.92. At 256 bits, with fewer rows to wait for in a register, 7 to 13
/// classes took 1.02 to 1.07.
/// </summary>
internal static class FusedOutput
{
    private const Terms Served = Terms.ClassWeights | Terms.SampleWeights | Terms.Temperature | Terms.Throw | Terms.Mass | Terms.Parallel;

    private static readonly ChunkValue Sum = Row("sum", "sums");

    private static readonly ChunkValue Own = Row("own", "owns");

    private static readonly ChunkValue LabelWeight = Row("labelWeight", "labelWeights");

    /// <summary>Whether the probabilities are all that is made of the sum.</summary>
    public static bool IsSoftmax(KernelPlan plan, Lanes lanes) => lanes.Bits == 512
        && plan.Outputs == Outputs.Probabilities
        && (plan.Terms & ~Served) == 0;

    /// <summary>Whether the loss can wait: nothing but the loss needs the logarithm, and nothing but the gradient the sum.</summary>
    public static bool IsLoss(KernelPlan plan, Lanes lanes) => lanes.Bits == 512
        && plan.PicksLabel
        && plan.NeedsLoss
        && plan.Has(Outputs.Gradient)
        && (plan.Outputs & ~(Outputs.Gradient | Outputs.Losses | Outputs.Total)) == 0
        && (plan.Terms & ~Served) == 0;

    /// <summary>From the exponentials of a chunk to its probabilities.</summary>
    public static ChunkPass Probabilities(ChunkValue exps) => new(
        "Probabilities",
        "The exponentials over their sum.",
        [ParameterRole.Probabilities],
        [],
        [exps],
        [],
        (text, lanes) =>
        {
            NormalizerSteps.AddUp(text, lanes);
            NormalizerSteps.Probabilities(text, lanes);
        });

    /// <summary>From the exponentials of a chunk to its gradient and its losses.</summary>
    public static ChunkPass Gradient(KernelPlan plan, ChunkValue exps) => new(
        "Gradient",
        "The sums of the exponentials, the gradient, and behind it what is made of the sums' logarithms.",
        [
            ParameterRole.Labels,
            .. If(plan.Has(Terms.SampleWeights), ParameterRole.SampleWeights),
            ParameterRole.Gradient,
            .. If(plan.Has(Outputs.Losses), ParameterRole.Losses),
        ],
        ["weight", "ignoreIndex", .. If(plan.Has(Outputs.Total), "lanes")],
        [exps, .. If(plan.WeighsLabel, LabelWeight), Own with { InLoops = true }],
        [],
        (text, lanes) =>
        {
            NormalizerSteps.Label(text, lanes);
            if (plan.Has(Terms.SampleWeights))
            {
                NormalizerSteps.Sample(text, lanes);
            }

            NormalizerSteps.AddUp(text, lanes);
            new RowTerms(text, lanes, areRows: true).Shares();
            DerivativesInLanes.Gradient(text, lanes);
            text.Writer.Gap().Write("// The loss.");
            Own.Load(text, lanes);
            NormalizerSteps.AfterSum(text, lanes, () => { }, hasShares: true);
        });

    /// <summary>From the exponentials of row blocks to the factors of their gradient.</summary>
    public static ChunkPass BlockSum(KernelPlan plan, ChunkValue exps) => new(
        "Sum",
        "The sums of the exponentials, and the factors of the gradient.",
        [.. If(plan.Has(Terms.SampleWeights), ParameterRole.SampleWeights)],
        ["weight"],
        [exps, .. If(plan.WeighsLabel, LabelWeight)],
        [Sum, .. RowBlockPasses.RowFactors(plan)],
        (text, lanes) =>
        {
            RowBlockSum.Write(text, lanes);
            if (plan.Has(Terms.SampleWeights))
            {
                NormalizerSteps.Sample(text, lanes);
            }

            new RowTerms(text, lanes, areRows: true).Shares();
            RowBlockSteps.Factor(text, lanes);
        });

    /// <summary>The gradient of row blocks, with the loss behind it.</summary>
    public static ChunkPass BlockGradient(KernelPlan plan, ChunkPass gradient) => gradient with
    {
        Comment = "The gradient: weight * (probability - 1 at the label). Behind it, what is made of the sums' logarithms.",
        Uses =
        [
            .. gradient.Uses,
            .. If(plan.Has(Terms.SampleWeights), ParameterRole.SampleWeights),
            .. If(plan.Has(Outputs.Losses), ParameterRole.Losses),
        ],
        Takes = [.. gradient.Takes, "inverseTemperature", .. If(plan.Has(Outputs.Total), "lanes")],
        Loads = [.. gradient.Loads, .. OfLoss(plan).Select(value => value with { InLoops = true })],
        Body = (text, lanes) =>
        {
            gradient.Body(text, lanes);
            text.Writer.Gap().Write("// The loss.");
            foreach (ChunkValue value in OfLoss(plan))
            {
                value.Load(text, lanes);
            }

            RowBlockSteps.ShiftOwn(text, lanes);
            if (plan.Has(Terms.SampleWeights))
            {
                NormalizerSteps.Sample(text, lanes);
            }

            NormalizerSteps.AfterSum(text, lanes, () => { }, hasShares: true);
        },
    };

    /// <summary>What the loss of a row block is made of, loaded right before it, so that no register holds it meanwhile.</summary>
    private static ChunkValue[] OfLoss(KernelPlan plan) => [Sum, Row("max", "maxima"), Own, .. If(plan.WeighsLabel, LabelWeight)];
}

using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Which passes over a chunk of row groups a plan needs, and what each of them hands to the next.</summary>
internal static class RowGroupPasses
{
    private static readonly ChunkValue Maxima = Row("max", "maxima") with { InLoops = true };

    private static readonly ChunkValue Sums = Row("sum", "sums") with { InLoops = true };

    /// <summary>The passes in order.</summary>
    /// <param name="plan">The kernel.</param>
    /// <param name="lanes">The registers in which a row lies.</param>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan, Lanes lanes)
    {
        yield return new ChunkPass(
            "Maxima",
            plan.MarksNaN
                ? "The maximum of each row, or NaN where the row holds one."
                : "The maximum of each row. A NaN may get lost here; the sum of the exponentials catches it.",
            [ParameterRole.Logits],
            [],
            [],
            [Maxima],
            (text, rows) => RowGroupMaxima.Write(text, lanes, rows.Count))
        {
            Along = lanes,
        };

        if (plan.NeedsOwn || plan.WeighsLabel)
        {
            yield return RowBlockPasses.Pick(plan, plan.NeedsOwn, RowBlockSteps.Pick);
        }

        if (plan.Truth == Truth.Distribution)
        {
            yield return Coefficients(plan, lanes);
        }

        yield return new ChunkPass(
            "Exps",
            NormalizerRow.Store(plan) is null
                ? "The sum of each row's e^(x - max), scaled by a power of two that cancels later."
                : "Stores e^(x - max), scaled by a power of two that cancels later, and the sum of each row.",
            [ParameterRole.Logits, .. If(plan.StoresExps, plan.Has(Planning.Outputs.Gradient) ? ParameterRole.Gradient : ParameterRole.Probabilities)],
            ["inverseTemperature"],
            [Maxima],
            [Sums],
            (text, rows) => RowGroupExponentials.Write(text, lanes, rows.Count))
        {
            Along = lanes,
        };
        ChunkPass sum = RowBlockPasses.Sum(plan, Row("sum", "sums"), plan.NeedsOwn, RowGroupSteps.Sum);
        yield return sum with { Loads = [.. sum.Loads, .. CoefficientValues(plan)] };
        if (plan.Has(Planning.Outputs.LogProbabilities | Planning.Outputs.Probabilities | Planning.Outputs.Gradient))
        {
            yield return Outputs(plan, lanes);
        }
    }

    /// <summary>What a target says of its row, before anything is written in the logits' place.</summary>
    private static ChunkPass Coefficients(KernelPlan plan, Lanes lanes) => new(
        "Coefficients",
        "The sum of the target's coefficients, and their product with the shifted logits.",
        [
            .. If(plan.NeedsLoss, ParameterRole.Logits),
            ParameterRole.Target,
            .. If(plan.Has(Terms.ClassWeights), ParameterRole.ClassWeights),
        ],
        [.. If(plan.NeedsLoss, "inverseTemperature")],
        [.. If(plan.NeedsLoss, Row("max", "maxima"))],
        CoefficientValues(plan),
        (text, _) => RowGroupSteps.Coefficients(text, lanes))
    {
        Extent = PassExtent.Row,
    };

    private static ChunkValue[] CoefficientValues(KernelPlan plan) =>
    [
        .. If(plan.Truth == Truth.Distribution, Row("mass", "masses")),
        .. If(plan.Truth == Truth.Distribution && plan.NeedsLoss, Row("dot", "dots")),
    ];

    private static ChunkPass Outputs(KernelPlan plan, Lanes lanes) => new(
        "Outputs",
        "What is made of a row's exponentials, or of its logits.",
        [
            .. If(plan.Has(Planning.Outputs.LogProbabilities), ParameterRole.Logits, ParameterRole.LogProbabilities),
            .. If(plan.Has(Planning.Outputs.Gradient), ParameterRole.Gradient, plan.PicksLabel ? ParameterRole.Labels : ParameterRole.Target),
            .. If(plan.Has(Planning.Outputs.Gradient) && plan.HasCoefficients && plan.Has(Terms.ClassWeights), ParameterRole.ClassWeights),
            .. If(plan.Has(Planning.Outputs.Probabilities), ParameterRole.Probabilities),
        ],
        [
            .. If(plan.Has(Planning.Outputs.Gradient) && !plan.HasShares, "weight"),
            .. If(plan.Has(Planning.Outputs.Gradient) && plan.PicksLabel, "ignoreIndex"),
            .. If(plan.Has(Planning.Outputs.LogProbabilities), "inverseTemperature"),
        ],
        [
            .. If(plan.Has(Planning.Outputs.LogProbabilities), Row("max", "maxima"), Row("logSum", "logSums")),
            .. RowBlockPasses.RowFactors(plan),
        ],
        [],
        (text, _) => RowGroupSteps.Outputs(text, lanes))
    {
        Extent = PassExtent.Row,
    };
}

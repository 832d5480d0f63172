using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Which passes over a chunk of row blocks a plan needs, and what each of them hands to the next.</summary>
internal static class RowBlockPasses
{
    private static readonly ChunkValue Columns = new("", "columns", PerClass: true, InLoops: true);

    /// <summary>The passes in order, in registers of that width.</summary>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan, Lanes lanes)
    {
        yield return new ChunkPass(
            "Gather",
            "Transposes the logits, and finds the maximum of each row.",
            [ParameterRole.Logits],
            [],
            [],
            [Columns, Row("max", "maxima")],
            RowBlockSteps.Gather);

        if (plan.NeedsOwn || plan.WeighsLabel)
        {
            yield return Pick(plan, plan.NeedsOwn, RowBlockSteps.Pick);
        }

        ChunkValue exps = Columns with { Buffer = RowBlockSteps.Exps(plan) };
        yield return new ChunkPass(
            "Exp",
            "The exponentials of the shifted logits, scaled by a power of two that cancels later.",
            [],
            ["inverseTemperature"],
            [Columns, Row("max", "maxima")],
            [exps],
            RowBlockSteps.Exp);
        if (FusedOutput.IsLoss(plan, lanes))
        {
            yield return FusedOutput.BlockSum(plan, exps);
            yield return FusedOutput.BlockGradient(plan, Gradient(plan, exps));
            yield break;
        }

        yield return Sum(plan, exps, plan.NeedsOwn, RowBlockSteps.Sum);
        foreach (ChunkPass pass in Outputs(plan, exps))
        {
            yield return pass;
        }
    }

    /// <summary>Where a row's label says, before anything is written in the logits' place.</summary>
    public static ChunkPass Pick(KernelPlan plan, bool picksOwn, Action<KernelText, Lanes> body) => new(
        "Pick",
        "What lies at the labels; an ignored one may lie outside the row.",
        [
            .. If(picksOwn, ParameterRole.Logits),
            ParameterRole.Labels,
            .. If(plan.WeighsLabel, ParameterRole.ClassWeights),
        ],
        ["ignoreIndex"],
        [],
        LabelValues(plan, picksOwn),
        body)
    {
        Extent = PassExtent.Row,
    };

    /// <summary>What is made of the sum of each row, which is loaded or, from the exponentials, taken.</summary>
    public static ChunkPass Sum(KernelPlan plan, ChunkValue sums, bool picksOwn, Action<KernelText, Lanes> body) => new(
        "Sum",
        plan.NeedsLogSum ? "The sums of the exponentials, and what is made of their logarithms." : "The sums of the exponentials.",
        [
            .. If(plan.Truth == Truth.Labels && plan.NeedsLoss, ParameterRole.Labels),
            .. If(plan.Has(Terms.SampleWeights) && (plan.NeedsLoss || plan.NeedsDerivatives), ParameterRole.SampleWeights),
            .. If(plan.Has(Planning.Outputs.LogSumExp), ParameterRole.LogSumExp),
            .. If(plan.Has(Planning.Outputs.Losses), ParameterRole.Losses),
        ],
        [
            .. If(plan.NeedsDerivatives, "weight"),
            .. If(plan.NeedsLoss, "ignoreIndex"),
            .. If(picksOwn || plan.NeedsLogSumExp, "inverseTemperature"),
            "zFactor",
            .. If(plan.Has(Planning.Outputs.Total), "lanes"),
        ],
        [
            sums,
            .. If(picksOwn || plan.NeedsLogSumExp || plan.Has(Terms.Safe), Row("max", "maxima")),
            .. LabelValues(plan, picksOwn),
        ],
        [
            .. RowFactors(plan),
            .. If(plan.Has(Planning.Outputs.LogProbabilities), Row("logSum", "logSums")),
        ],
        body);

    private static IEnumerable<ChunkPass> Outputs(KernelPlan plan, ChunkValue exps)
    {
        if (plan.Has(Planning.Outputs.LogProbabilities))
        {
            yield return new ChunkPass(
                "LogProbabilities",
                "(x - max) - logSum, never x - (max + logSum), which loses digits.",
                [ParameterRole.LogProbabilities],
                [],
                [Columns, Row("logSum", "logSums")],
                [],
                RowBlockSteps.LogProbabilities);
        }

        if (plan.Has(Planning.Outputs.Probabilities))
        {
            yield return new ChunkPass(
                "Probabilities",
                "The exponentials over their sum.",
                [ParameterRole.Probabilities],
                [],
                [exps, Row("inverse", "reciprocals")],
                [],
                RowBlockSteps.Probabilities);
        }

        if (plan.Has(Planning.Outputs.Gradient))
        {
            yield return Gradient(plan, exps);
        }
    }

    private static ChunkPass Gradient(KernelPlan plan, ChunkValue exps) => new(
        "Gradient",
        "The gradient: weight * (probability - 1 at the label).",
        [ParameterRole.Labels, ParameterRole.Gradient],
        [.. If(!plan.HasShares, "weight"), "ignoreIndex"],
        [exps, Row("factor", "factors"), .. If(plan.HasShares, Row("share", "rowShares"))],
        [],
        RowBlockSteps.Gradient);

    /// <summary>The factors of a row's exponentials.</summary>
    internal static ChunkValue[] RowFactors(KernelPlan plan) =>
    [
        .. If(plan.Has(Planning.Outputs.Probabilities), Row("inverse", "reciprocals")),
        .. If(plan.HasShares, Row("share", "rowShares")),
        .. If(plan.NeedsDerivatives, Row("factor", "factors")),
    ];

    private static ChunkValue[] LabelValues(KernelPlan plan, bool picksOwn) =>
    [
        .. If(picksOwn, Row("own", "owns")),
        .. If(plan.WeighsLabel, Row("labelWeight", "labelWeights")),
    ];
}

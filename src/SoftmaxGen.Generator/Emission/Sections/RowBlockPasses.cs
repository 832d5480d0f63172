using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Which passes over a chunk of row blocks a plan needs, and what each of them hands to the next.</summary>
internal static class RowBlockPasses
{
    private static readonly ChunkValue Columns = new("", "columns", PerClass: true, InLoops: true);

    /// <summary>The passes in order.</summary>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan)
    {
        yield return new ChunkPass(
            "Gather",
            (plan.Shape.IsColumns ? "Copies" : "Transposes") + " the logits, and finds the maximum of each row.",
            [ParameterRole.Logits],
            [],
            [],
            [Columns, Row("max", "maxima")],
            RowBlockSteps.Gather);

        if (plan.NeedsOwn || plan.WeighsLabel)
        {
            yield return Pick(plan);
        }

        ChunkValue exps = Columns with { Buffer = RowBlockSteps.Exps(plan) };
        yield return new ChunkPass(
            "Exp",
            "The exponentials of the shifted logits, scaled by a power of two that cancels later"
                + (plan.Shape.IsColumns ? ", and their sum." : "."),
            [],
            ["inverseTemperature"],
            [Columns, Row("max", "maxima")],
            [exps, .. If(plan.Shape.IsColumns, Row("sum", "sums"))],
            RowBlockSteps.Exp);
        yield return Sum(plan, plan.Shape.IsColumns ? Row("sum", "sums") : exps);
        foreach (ChunkPass pass in Outputs(plan, exps))
        {
            yield return pass;
        }
    }

    /// <summary>Where a row's label says, before anything is written in the logits' place.</summary>
    internal static ChunkPass Pick(KernelPlan plan) => new(
        "Pick",
        "What lies at the labels; an ignored one may lie outside the row.",
        [
            .. If(plan.NeedsOwn, ParameterRole.Logits),
            ParameterRole.Labels,
            .. If(plan.WeighsLabel, ParameterRole.ClassWeights),
        ],
        ["ignoreIndex"],
        [],
        LabelValues(plan),
        RowBlockSteps.Pick)
    {
        RowByRow = true,
    };

    internal static ChunkPass Sum(KernelPlan plan, ChunkValue summed) => new(
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
            .. If(plan.NeedsOwn || plan.NeedsLogSumExp, "inverseTemperature"),
            "zFactor",
            .. If(plan.Has(Planning.Outputs.Total), "lanes"),
        ],
        [
            summed,
            .. If(plan.NeedsOwn || plan.NeedsLogSumExp || plan.Has(Terms.Safe), Row("max", "maxima")),
            .. LabelValues(plan),
        ],
        [
            .. RowFactors(plan),
            .. If(plan.Has(Planning.Outputs.LogProbabilities), Row("logSum", "logSums")),
        ],
        RowBlockSteps.Sum);

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

        if (plan.Shape.IsColumns)
        {
            if (plan.Has(Planning.Outputs.Probabilities | Planning.Outputs.Gradient))
            {
                yield return Derivatives(plan, exps);
            }

            yield break;
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
            yield return new ChunkPass(
                "Gradient",
                "The gradient: weight * (probability - 1 at the label).",
                [ParameterRole.Labels, ParameterRole.Gradient],
                [.. If(!plan.HasShares, "weight"), "ignoreIndex"],
                [exps, Row("factor", "factors"), .. If(plan.HasShares, Row("share", "rowShares"))],
                [],
                RowBlockSteps.Gradient);
        }
    }

    /// <summary>Class after class in place: what the scalar path of columns does, too.</summary>
    private static ChunkPass Derivatives(KernelPlan plan, ChunkValue exps) => new(
        "Outputs",
        "What is made of the exponentials.",
        [
            .. If(plan.Has(Planning.Outputs.Gradient), ParameterRole.Labels, ParameterRole.Gradient),
            .. If(plan.Has(Planning.Outputs.Probabilities), ParameterRole.Probabilities),
        ],
        [.. If(plan.NeedsDerivatives && !plan.HasShares, "weight")],
        [exps, .. RowFactors(plan)],
        [],
        RowBlockSteps.Derivatives);

    /// <summary>The factors of a row's exponentials.</summary>
    internal static ChunkValue[] RowFactors(KernelPlan plan) =>
    [
        .. If(plan.Has(Planning.Outputs.Probabilities) || (plan.Shape.IsColumns && plan.NeedsDerivatives), Row("inverse", "reciprocals")),
        .. If(plan.HasShares, Row("share", "rowShares")),
        .. If(!plan.Shape.IsColumns && plan.NeedsDerivatives, Row("factor", "factors")),
        .. If(plan.Shape.IsColumns && plan.NeedsDerivatives && plan.Has(Terms.ZLoss), Row("extra", "extras")),
    ];

    private static ChunkValue[] LabelValues(KernelPlan plan) =>
    [
        .. If(plan.NeedsOwn, Row("own", "owns")),
        .. If(plan.WeighsLabel, Row("labelWeight", "labelWeights")),
    ];
}

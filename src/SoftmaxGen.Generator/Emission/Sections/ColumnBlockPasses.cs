using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Which passes over a chunk of neighbouring rows a plan needs, and what each of them hands to the next.</summary>
internal static class ColumnBlockPasses
{
    /// <summary>
    /// Up to so many classes, comparing all with the label takes less time than visiting that of each row (20 classes in
    /// float, 1024 rows: 0.54 and 0.59 ns per element at 256 bits, 0.46 and 0.52 at 512).
    /// </summary>
    private const int MostClassesCompared = 32;

    /// <summary>The passes in order.</summary>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan)
    {
        yield return Whole(
            "Max",
            "The maximum of each row.",
            [ParameterRole.Logits],
            [],
            ["maxima", .. If(plan.MarksNaN, "nans")],
            ColumnBlockSteps.Max);
        if (PicksOwn(plan) || ComparesLabels(plan) || plan.WeighsLabel)
        {
            ChunkPass pick = RowBlockPasses.Pick(plan, PicksOwn(plan), ColumnBlockSteps.Pick);
            yield return pick with { Stores = [.. pick.Stores, .. If(ComparesLabels(plan), Row("number", "numbers"))] };
        }

        yield return Whole(
            "Exp",
            (ColumnBlockSteps.Kept(plan) is null ? "The sum of the exponentials" : "The exponentials")
                + " of the shifted logits, scaled by a power of two that cancels later"
                + (ColumnBlockSteps.Kept(plan) is null ? "." : ", and their sum."),
            [ParameterRole.Logits, .. Kept(plan)],
            ["maxima"],
            [ColumnBlockSum.Buffer, .. ColumnBlockSum.RunBuffers(plan)],
            ColumnBlockSum.Write);
        yield return Sum(plan);
        foreach (ChunkPass pass in Outputs(plan))
        {
            yield return pass;
        }
    }

    /// <summary>Whether the label is compared with every class.</summary>
    public static bool ComparesLabels(KernelPlan plan) => plan.Has(Planning.Outputs.Gradient) && !VisitsLabels(plan);

    /// <summary>Whether the gradient at the label is made of the row's own values, and stored by itself.</summary>
    public static bool VisitsLabels(KernelPlan plan) =>
        plan.Has(Planning.Outputs.Gradient) && plan.Classes > MostClassesCompared;

    /// <summary>Whether the label's logit is wanted.</summary>
    public static bool PicksOwn(KernelPlan plan) => plan.NeedsOwn || VisitsLabels(plan);

    private static ChunkPass Sum(KernelPlan plan)
    {
        ChunkPass pass = RowBlockPasses.Sum(plan, Row("sum", ColumnBlockSum.Buffer), PicksOwn(plan), ColumnBlockSteps.Sum);
        return pass with { Stores = [.. pass.Stores, .. If(VisitsLabels(plan), AtLabel)] };
    }

    private static IEnumerable<ChunkPass> Outputs(KernelPlan plan)
    {
        if (plan.Has(Planning.Outputs.LogProbabilities))
        {
            yield return Whole(
                "LogProbabilities",
                "(x - max) - logSum, never x - (max + logSum), which loses digits.",
                [ParameterRole.Logits, ParameterRole.LogProbabilities],
                ["maxima", "logSums"],
                [],
                ColumnBlockSteps.LogProbabilities);
        }

        if (plan.Has(Planning.Outputs.Probabilities))
        {
            yield return Scale(plan, "Probabilities", "The exponentials over their sum.", ParameterRole.Probabilities, "reciprocals");
        }

        if (VisitsLabels(plan))
        {
            yield return Scale(plan, "Gradient", "The gradient, but for the label's class: weight * probability.", ParameterRole.Gradient, "factors");
            yield return new ChunkPass(
                "Label",
                "The gradient at the label: weight * (probability - 1).",
                [ParameterRole.Labels, ParameterRole.Gradient],
                ["ignoreIndex"],
                [AtLabel],
                [],
                ColumnBlockSteps.Label)
            {
                Extent = PassExtent.Row,
            };
        }
        else if (ComparesLabels(plan))
        {
            yield return Whole(
                "Gradient",
                "The gradient: weight * (probability - 1 at the label).",
                [ParameterRole.Gradient],
                ["factors", "numbers", .. If(plan.HasShares, "rowShares")],
                [],
                ColumnBlockSteps.Gradient) with
            {
                Takes = If(!plan.HasShares, "weight"),
            };
        }
    }

    private static readonly ChunkValue AtLabel = Row("atLabel", "labelGradients");

    private static ChunkPass Scale(KernelPlan plan, string name, string comment, ParameterRole output, string factors) => Whole(
        name,
        comment,
        [.. Kept(plan).Append(output).Distinct()],
        [factors],
        [],
        (text, lanes) => ColumnBlockSteps.Scale(text, lanes, RowsSignature.NameOf(output), factors));

    private static ChunkPass Whole(
        string name, string comment, ParameterRole[] uses, string[] loads, string[] stores, Action<KernelText, Lanes> body) => new(
        name,
        comment,
        uses,
        ["inverseTemperature"],
        [.. loads.Select(buffer => Row("", buffer) with { InLoops = true })],
        [.. stores.Select(buffer => Row("", buffer) with { InLoops = true })],
        body)
    {
        Extent = PassExtent.Chunk,
    };

    private static ParameterRole[] Kept(KernelPlan plan) => ColumnBlockSteps.Kept(plan) is null ? []
        : [plan.Has(Planning.Outputs.Gradient) ? ParameterRole.Gradient : ParameterRole.Probabilities];
}

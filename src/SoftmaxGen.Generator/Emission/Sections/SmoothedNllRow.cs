using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The negative log-likelihood of a smoothed label on one row: every class has a part in the loss, and in the gradient,
/// which depends on the weights alone.
/// </summary>
internal static class SmoothedNllRow
{
    /// <summary>The passes that the plan's terms need.</summary>
    public static IEnumerable<Action<KernelText, Lanes>> Passes(KernelPlan plan)
    {
        if (plan.NeedsLoss)
        {
            yield return Dot(plan).Write;
        }

        if (plan.Has(Outputs.Gradient))
        {
            yield return Fill(plan).Write;
        }
    }

    /// <summary>Writes the body of the loop over the rows.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        string index = text.Access.ByReference ? "nint" : "int";
        string weight = text.Access.Element("classWeights", text.Access.ByReference ? "(nuint)label" : "label");
        w.Write($"{index} label = ({index}){LabelText.Load(text, one, "row")};");
        w.Write($"bool counted = {SafeNll.Counted(text)};");
        w.Write($"{text.Scalar} labelPart = counted ? {(plan.Has(Terms.ClassWeights) ? $"hard * {weight}" : "hard")} : {one.Zero};");
        if (plan.NeedsLoss)
        {
            WriteLoss(text, lanes, one);
        }

        if (plan.Has(Outputs.Gradient))
        {
            WriteGradient(text, lanes);
        }
    }

    private static void WriteLoss(KernelText text, Lanes lanes, Lanes one)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string own = RowTruth.AtLabel(text, "logProbabilities");
        string dot = Dot(plan).Call(text, lanes, [.. Weights(plan), ("logProbabilities", "at")]);
        w.Write($"{text.Scalar} loss = {one.Zero};");
        using (w.Open("if (counted)"))
        {
            w.Write($"loss -= even * {dot};");
            w.Write("// A part of 0 counts nothing, even where the logarithm is -inf.");
            w.Write($"loss -= labelPart == {one.Zero} ? {one.Zero} : labelPart * {own};");
        }

        if (plan.Has(Outputs.Losses))
        {
            w.Write(PerRow.Store(text, one, "loss", "losses"));
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, "loss"));
        }
    }

    private static void WriteGradient(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        w.Gap();
        using (w.Open("if (counted)"))
        {
            w.Write(Fill(text.Plan).Call(text, lanes, [.. Weights(text.Plan), ("gradient", "at")], "weight * even"));
            w.Write($"{RowTruth.AtLabel(text, "gradient")} -= weight * labelPart;");
        }

        if (!text.Plan.Has(Terms.Accumulate))
        {
            using (w.Open("else"))
            {
                ClearIgnored.WriteClearRow(text, "gradient");
            }
        }
    }

    private static IEnumerable<(string Buffer, string At)> Weights(KernelPlan plan) =>
        plan.Has(Terms.ClassWeights) ? [("classWeights", "0")] : [];

    private static ReductionPass Dot(KernelPlan plan) => plan.Has(Terms.ClassWeights)
        ? new(
            "Dot",
            "The sum of w * x; a w of 0 counts nothing, even where x is -inf.",
            ["w", "x"],
            null,
            [],
            (_, lanes, rows, _) => lanes.Select(lanes.EqualTo(rows[0], lanes.Zero), lanes.Zero, $"{rows[0]} * {rows[1]}"))
        : new("Dot", "The sum of a row.", ["x"], null, [], (_, _, rows, _) => rows[0]);

    private static ElementwisePass Fill(KernelPlan plan)
    {
        string[] weights = plan.Has(Terms.ClassWeights) ? ["w"] : [];
        bool adds = plan.Has(Terms.Accumulate);
        string[] inputs = adds ? [.. weights, "y"] : weights;
        return new(
            "Fill",
            $"y {(adds ? "-" : "= -")}{(adds ? "= " : "")}{(weights.Length > 0 ? "w * " : "")}part",
            inputs,
            "y",
            ["part"],
            (_, lanes, rows) =>
            {
                string part = PassNumbers.Name(lanes, "part");
                string value = weights.Length > 0 ? $"{rows[0]} * {part}" : part;
                return adds ? $"{rows[rows.Length - 1]} - {value}" : $"-({value})";
            });
    }
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What a row writes of the size of its classes: probabilities, gradient, the diagonal of the Hessian.</summary>
internal static class RowOutputs
{
    /// <summary>The passes that the plan needs for it.</summary>
    public static IEnumerable<Action<KernelText, Lanes>> Passes(KernelPlan plan)
    {
        if (RecomputingPass.Applies(plan))
        {
            yield return RecomputingPass.Write;
        }
        else if (plan.Has(Outputs.Gradient))
        {
            if (plan.Has(Outputs.Probabilities))
            {
                yield return Sections.Passes.ScaleTo.Write;
            }

            yield return plan.PicksLabel ? Sections.Passes.Scale.Write : CoefficientPasses.Gradient(plan).Write;
        }
        else if (plan.Has(Outputs.Probabilities))
        {
            yield return Sections.Passes.Scale.Write;
        }
    }

    public static void Write(KernelText text, Lanes lanes, RowTerms terms)
    {
        if (RecomputingPass.Applies(text.Plan))
        {
            WriteRecomputed(text, lanes, terms);
            return;
        }

        WriteProbabilities(text, lanes, $"{new Lanes(lanes.Element, 0).Literal(1)} / sum");
        WriteGradient(text, lanes, terms);
    }

    private static void WriteRecomputed(KernelText text, Lanes lanes, RowTerms terms)
    {
        string call = RecomputingPass.Call(text, lanes, terms);
        text.Writer.Gap();
        if (!text.Plan.SkipsGradient || RecomputingPass.Counts(text.Plan))
        {
            text.Writer.Write(call);
            return;
        }

        text.Writer.Write("// A row that counts for nothing adds nothing, whatever it holds.");
        using (text.Writer.Open("if (!skip)"))
        {
            text.Writer.Write(call);
        }
    }

    /// <summary>Writes the probabilities, from the exponentials and the inverse of their sum.</summary>
    internal static void WriteProbabilities(KernelText text, Lanes lanes, string inverse)
    {
        if (!text.Plan.Has(Outputs.Probabilities))
        {
            return;
        }

        text.Writer.Gap().Write(text.Plan.Has(Outputs.Gradient)
            ? Sections.Passes.ScaleTo.Call(text, lanes, [("gradient", "at"), ("probabilities", "at")], inverse)
            : Sections.Passes.Scale.Call(text, lanes, [("probabilities", "at")], inverse));
    }

    private static void WriteGradient(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        if (!plan.Has(Outputs.Gradient))
        {
            return;
        }

        w.Gap();
        w.Write(plan.PicksLabel
            ? "// The gradient: weight * (probability - 1 at the label)."
            : "// The gradient: weight * (the coefficients' sum * probability - coefficient).");
        w.Write($"{text.Scalar} factor = {terms.Pull} / sum;");
        if (plan.PicksLabel)
        {
            WriteLabelGradient(text, lanes, terms);
            return;
        }

        bool labels = plan.Truth == Truth.Labels;
        string share = labels ? $"{terms.Share} * even" : terms.Share;
        WriteTargetGradient(text, lanes, share);
        if (labels)
        {
            using (w.Open("if (counted)"))
            {
                w.Write($"{RowTruth.AtLabel(text, "gradient")} -= {terms.Share} * labelPart;");
            }
        }
    }

    /// <summary>Writes the gradient of a target's loss, from the exponentials and <c>factor</c>.</summary>
    internal static void WriteTargetGradient(KernelText text, Lanes lanes, string share) => text.Writer.Write(
        CoefficientPasses.Gradient(text.Plan).Call(
            text,
            lanes,
            [.. CoefficientPasses.Rows(text.Plan), ("gradient", "at")],
            ["factor", share, .. CoefficientPasses.Numbers(text.Plan)]));

    /// <summary>Writes the gradient of a label's loss, from the exponentials and <c>factor</c>.</summary>
    internal static void WriteLabelGradient(KernelText text, Lanes lanes, RowTerms terms)
    {
        CodeWriter w = text.Writer;
        string own = RowTruth.AtLabel(text, "gradient");
        if (!text.Plan.NeedsRest)
        {
            w.Write($"{text.Scalar} ownExp = counted ? {own} : {new Lanes(lanes.Element, 0).Zero};");
        }

        w.Write(Sections.Passes.Scale.Call(text, lanes, [("gradient", "at")], "factor"));
        using (w.Open("if (counted)"))
        {
            w.Write($"{own} = {text.MultiplyAdd("ownExp", "factor", "-" + terms.Share)};");
        }
    }
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Softmax, log-softmax, log-sum-exp and the losses on one row, pass by pass.</summary>
internal static class NormalizerRow
{
    /// <summary>The passes that the plan's terms need.</summary>
    public static IEnumerable<Action<KernelText, Lanes>> Passes(KernelPlan plan)
    {
        yield return MaxPass.Write;
        yield return Store(plan) is null ? Sections.Passes.SumExp.Write : Sections.Passes.StoreExp.Write;
        if (plan.Truth == Truth.Distribution)
        {
            yield return Sections.Passes.Sum.Write;
            if (plan.NeedsLoss)
            {
                yield return Sections.Passes.TargetDot.Write;
            }
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            yield return Sections.Passes.LogProbabilities.Write;
        }

        if (plan.Has(Outputs.Gradient))
        {
            if (plan.Has(Outputs.Probabilities))
            {
                yield return Sections.Passes.ScaleTo.Write;
            }

            yield return plan.Truth == Truth.Labels
                ? Sections.Passes.Scale.Write
                : Sections.Passes.TargetGradient.Write;
        }
        else if (plan.Has(Outputs.Probabilities))
        {
            yield return Sections.Passes.Scale.Write;
        }
    }

    /// <summary>Writes the body of the loop over the rows.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        w.Write($"{text.Scalar} max = {ClassesInLanesFrame.MaxCall(text, lanes)};");
        WriteTruth(text, lanes);
        WriteSum(text, lanes);
        WriteLogs(text, lanes);
        WriteProbabilities(text, lanes);
        WriteGradient(text, lanes);
    }

    /// <summary>Where the exponentials are kept until they are scaled: in the output that is written last, if there is one.</summary>
    private static string? Store(KernelPlan plan) =>
        plan.Has(Outputs.Gradient) ? "gradient" : plan.Has(Outputs.Probabilities) ? "probabilities" : null;

    private static void WriteTruth(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string zero = new Lanes(lanes.Element, 0).Zero;
        if (text.Plan.Truth == Truth.Labels)
        {
            string index = text.Access.ByReference ? "nint" : "int";
            w.Gap().Write("// An ignored label may lie outside the row.");
            w.Write($"{index} label = ({index}){LabelText.Load(text, new Lanes(lanes.Element, 0), "row")};");
            w.Write("bool counted = label != ignoreIndex;");
            if (text.Plan.NeedsLoss)
            {
                w.Write($"{text.Scalar} own = counted ? {AtLabel(text, "logits")} - max : {zero};");
            }
        }
        else if (text.Plan.Truth == Truth.Distribution)
        {
            w.Gap().Write("// The target's sum and its product with the shifted logits.");
            w.Write($"{text.Scalar} mass = {Sections.Passes.Sum.Call(text, lanes, [("target", "at")])};");
            if (text.Plan.NeedsLoss)
            {
                string call = Sections.Passes.TargetDot.Call(text, lanes, [("target", "at"), ("logits", "at")], "max");
                w.Write($"{text.Scalar} dot = {call};");
            }
        }
    }

    private static void WriteSum(KernelText text, Lanes lanes)
    {
        string call = Store(text.Plan) is { } buffer
            ? Sections.Passes.StoreExp.Call(text, lanes, [("logits", "at"), (buffer, "at")], "max")
            : Sections.Passes.SumExp.Call(text, lanes, [("logits", "at")], "max");
        text.Writer.Gap().Write($"{text.Scalar} sum = {call};");
    }

    private static void WriteLogs(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        var scalar = new Lanes(lanes.Element, 0);
        if (!plan.NeedsLogSum)
        {
            return;
        }

        w.Write($"{text.Scalar} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        if (plan.Has(Outputs.LogProbabilities))
        {
            w.Write(Sections.Passes.LogProbabilities.Call(
                text, lanes, [("logits", "at"), ("logProbabilities", "at")], "max", "logSum"));
        }

        if (plan.NeedsLogSumExp)
        {
            LogSumExpValue.Write(text, scalar);
        }

        if (plan.NeedsLoss)
        {
            w.Write(plan.Truth == Truth.Labels
                ? $"{text.Scalar} loss = counted ? logSum - own : {scalar.Zero};"
                : $"{text.Scalar} loss = {text.MultiplyAdd("mass", "logSum", "-dot")};");
            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, scalar, "loss", "losses"));
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, plan.Truth == Truth.None ? LogSumExpValue.Name : "loss"));
        }
    }

    private static void WriteProbabilities(KernelText text, Lanes lanes)
    {
        if (!text.Plan.Has(Outputs.Probabilities))
        {
            return;
        }

        string inverse = $"{new Lanes(lanes.Element, 0).Literal(1)} / sum";
        text.Writer.Gap().Write(text.Plan.Has(Outputs.Gradient)
            ? Sections.Passes.ScaleTo.Call(text, lanes, [("gradient", "at"), ("probabilities", "at")], inverse)
            : Sections.Passes.Scale.Call(text, lanes, [("probabilities", "at")], inverse));
    }

    private static void WriteGradient(KernelText text, Lanes lanes)
    {
        if (!text.Plan.Has(Outputs.Gradient))
        {
            return;
        }

        CodeWriter w = text.Writer;
        w.Gap();
        if (text.Plan.Truth == Truth.Distribution)
        {
            w.Write("// The gradient: weight * (target's sum * probability - target).");
            w.Write(Sections.Passes.TargetGradient.Call(
                text, lanes, [("target", "at"), ("gradient", "at")], "weight * mass / sum", "weight"));
            return;
        }

        string zero = new Lanes(lanes.Element, 0).Zero;
        w.Write("// The gradient: weight * (probability - 1 at the label).");
        w.Write($"{text.Scalar} factor = weight / sum;");
        w.Write($"{text.Scalar} ownExp = counted ? {AtLabel(text, "gradient")} : {zero};");
        w.Write(Sections.Passes.Scale.Call(text, lanes, [("gradient", "at")], "factor"));
        using (w.Open("if (counted)"))
        {
            w.Write($"{AtLabel(text, "gradient")} = {text.MultiplyAdd("ownExp", "factor", "-weight")};");
        }
    }

    private static string AtLabel(KernelText text, string buffer) =>
        text.Access.Element(buffer, text.Access.ByReference ? "at + (nuint)label" : "at + label");
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Softmax, log-softmax, log-sum-exp and the losses on one row, pass by pass.</summary>
internal static class NormalizerRow
{
    /// <summary>The passes that the plan's terms need.</summary>
    public static IEnumerable<Action<KernelText, Lanes>> Passes(KernelPlan plan) =>
        plan.IsSharded ? RowOutputs.Passes(plan) : WholePasses(plan);

    private static IEnumerable<Action<KernelText, Lanes>> WholePasses(KernelPlan plan)
    {
        yield return MaxPass.Write;
        if (plan.Has(Outputs.Predictions))
        {
            yield return FindPass.Write;
        }

        yield return Store(plan) is null ? Sections.Passes.SumExp(plan).Write : Sections.Passes.StoreExp(plan).Write;
        if (plan.NeedsRest)
        {
            yield return Sections.Passes.RestExp(plan).Write;
        }

        if (plan.Truth == Truth.Distribution)
        {
            yield return CoefficientPasses.Mass(plan).Write;
        }
        else if (RowTruth.SumsClassWeights(plan))
        {
            yield return Sections.Passes.Sum.Write;
        }

        if (plan.HasCoefficients && plan.NeedsLoss)
        {
            yield return CoefficientPasses.Dot(plan).Write;
        }

        if (plan.Has(Outputs.Product))
        {
            yield return Sections.Passes.Along(plan).Write;
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            yield return Sections.Passes.LogProbabilities(plan).Write;
        }

        foreach (Action<KernelText, Lanes> pass in RowOutputs.Passes(plan))
        {
            yield return pass;
        }
    }

    /// <summary>What is the same for every row, before the loop over them.</summary>
    public static void WriteOnce(KernelText text, Lanes lanes)
    {
        if (RowTruth.SumsClassWeights(text.Plan))
        {
            string sum = Sections.Passes.Sum.Call(text, lanes, [("classWeights", "0")]);
            text.Writer.Write($"{text.Scalar} evenMass = even * {sum};");
        }
    }

    /// <summary>Writes the body of the loop over the rows.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        RowTerms terms = new(text, one, areRows: false);
        if (plan.IsSharded)
        {
            ShardSteps.Normalizer(text, one);
            RowTruth.Write(text, lanes, terms);
            WriteLogs(text, lanes, terms);
            RowOutputs.Write(text, lanes, terms);
            return;
        }

        w.Write($"{text.Scalar} max = {ClassesInLanesFrame.MaxCall(text, lanes)};");
        if (plan.Has(Outputs.Predictions))
        {
            w.Write(ClassesInLanesFrame.FindStatement(text, lanes, "predictions", plan.Predictions));
        }

        if (plan.Has(Terms.Softcap))
        {
            w.Write("// The bound rises with the logit: the greatest stays the greatest.");
            w.Write($"max = {RowLogits.Capped(text, one, "max")};");
        }

        if (plan.Has(Terms.Safe))
        {
            w.Write("// A row of -inf alone has no maximum to shift it by.");
            w.Write($"bool dead = {one.EqualTo("max", one.NegativeInfinity)};");
            w.Write($"{text.Scalar} shift = dead ? {one.Zero} : max;");
        }

        RowTruth.Write(text, lanes, terms);
        WriteSum(text, lanes, terms);
        WriteLogs(text, lanes, terms);
        RowOutputs.Write(text, lanes, terms);
    }

    /// <summary>Where the exponentials are kept until they are scaled: in the output that is written last, if there is one.</summary>
    public static string? Store(KernelPlan plan) =>
        !plan.StoresExps ? null : plan.Has(Outputs.Gradient) ? "gradient" : "probabilities";

    private static void WriteSum(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] numbers = RowLogits.Arguments(plan);
        if (plan.NeedsRest)
        {
            w.Gap().Write("// The label's exponential, and the sum of the others.");
            w.Write($"{text.Scalar} ownExp = {text.Call(Helper.ScaledExp, "own")};");
            w.Write($"{text.Scalar} rest = {Sections.Passes.RestExp(plan).Call(text, lanes, [("logits", "at")], [.. numbers, "(int)label"])};");
        }

        string call = Store(plan) is { } buffer
            ? Sections.Passes.StoreExp(plan).Call(text, lanes, [("logits", "at"), (buffer, "at")], numbers)
            : Sections.Passes.SumExp(plan).Call(text, lanes, [("logits", "at")], numbers);
        w.Gap().Write($"{text.Scalar} sum = {call};");
        if (plan.Has(Terms.Safe))
        {
            terms.MakeSumSafe();
        }
    }

    private static void WriteLogs(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        if (plan.NeedsLogSum)
        {
            w.Write($"{text.Scalar} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            w.Write(Sections.Passes.LogProbabilities(plan).Call(
                text, lanes, [("logits", "at"), ("logProbabilities", "at")], [.. RowLogits.Arguments(plan), "logSum"]));
        }

        if (plan.NeedsLogSumExp)
        {
            LogSumExpValue.Write(text, one, "inverseTemperature");
        }

        RowTruth.WriteEntropy(text, terms);
        if (plan.NeedsLoss)
        {
            terms.Loss();
            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, one, "loss", "losses"));
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, plan.Truth == Truth.None ? LogSumExpValue.Name : "loss"));
        }

        if (plan.NeedsDerivatives)
        {
            terms.Shares();
        }

        if (plan.Has(Outputs.Product))
        {
            string along = Sections.Passes.Along(plan)
                .Call(text, lanes, [("logits", "at"), ("vector", "at")], RowLogits.Arguments(plan));
            w.Write($"{text.Scalar} along = {along} / sum;");
        }
    }
}

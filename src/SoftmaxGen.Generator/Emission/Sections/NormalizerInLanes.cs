using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// Softmax, log-softmax, log-sum-exp and the losses on a transposed block: they share the shift by the maximum and the
/// sum of exponentials, and differ in what they write.
/// </summary>
internal static class NormalizerInLanes
{
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");

        TransposedBlock.Load(text, lanes, "logits", "x");

        w.Gap().Write("// The maximum; adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {Tournament(text, x)} + {lanes.Zero};");
        w.WriteEach(x, name => $"{name} -= max;");
        WriteTruth(text, lanes, x);
        WriteSum(text, lanes, x);
        WriteLogs(text, lanes, x);
        WriteProbabilities(text, lanes, x);
        WriteGradient(text, lanes, x);
    }

    private static bool KeepsExponentials(KernelPlan plan) => plan.Has(Outputs.Probabilities | Outputs.Gradient);

    private static void WriteTruth(KernelText text, Lanes lanes, string[] x)
    {
        CodeWriter w = text.Writer;
        if (text.Plan.Truth == Truth.Labels)
        {
            w.Gap().Write("// The label's own shifted logit, picked by comparing all labels at once.");
            w.Write($"{lanes.IntegerType} label = {LabelText.Load(text, lanes, "row")};");
            if (text.Plan.NeedsLoss)
            {
                w.Write($"{lanes.Type} own = {lanes.Zero};");
                w.WriteEach(
                    Enumerable.Range(0, x.Length),
                    k => $"own = {lanes.Select(lanes.IntegersEqual("label", lanes.IntegerConstant(k)), x[k], "own")};");
            }
        }
        else if (text.Plan.Truth == Truth.Distribution)
        {
            w.Gap().Write("// The target's sum and its product with the shifted logits; a target of 0 counts nothing, even on -inf.");
            TransposedBlock.Load(text, lanes, "target", "t");
            string[] t = TransposedBlock.Names(text, "t");
            w.Write($"{lanes.Type} mass = {KernelText.Sum(t)};");
            if (text.Plan.NeedsLoss)
            {
                w.Write($"{lanes.Type} dot = {lanes.Zero};");
                w.WriteEach(
                    Enumerable.Range(0, x.Length),
                    k => $"dot = {text.MultiplyAdd(t[k], lanes.Select(lanes.EqualTo(t[k], lanes.Zero), lanes.Zero, x[k]), "dot")};");
            }
        }
    }

    private static void WriteSum(KernelText text, Lanes lanes, string[] x)
    {
        CodeWriter w = text.Writer;
        w.Gap().Write("// The exponentials, scaled by a power of two that cancels below, and their sum.");
        string[] terms = x;
        if (KeepsExponentials(text.Plan))
        {
            w.WriteEach(x, name => $"{name} = {text.Call(Helper.ScaledExp, name)};");
        }
        else
        {
            terms = x.Select((_, k) => TransposedBlock.Name("e", k)).ToArray();
            w.WriteEach(
                Enumerable.Range(0, x.Length), k => $"{lanes.Type} {terms[k]} = {text.Call(Helper.ScaledExp, x[k])};");
        }

        w.Write($"{lanes.Type} sum = {KernelText.Sum(terms)};");
    }

    private static void WriteLogs(KernelText text, Lanes lanes, string[] x)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        if (!plan.NeedsLogSum)
        {
            return;
        }

        w.Write($"{lanes.Type} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        if (plan.Has(Outputs.LogProbabilities))
        {
            w.WriteEach(x, name => $"{name} -= logSum;");
            TransposedBlock.Store(text, lanes, "logProbabilities", "x");
        }

        if (plan.Has(Outputs.LogSumExp))
        {
            w.Write(PerRow.Store(text, lanes, "max + logSum", "logSumExp"));
        }

        if (plan.NeedsLoss)
        {
            string loss = plan.Truth == Truth.Labels
                ? lanes.Select(lanes.IntegersEqual("label", "ignored"), lanes.Zero, "logSum - own")
                : text.MultiplyAdd("mass", "logSum", "-dot");
            w.Write($"{lanes.Type} loss = {loss};");
            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, lanes, "loss", "losses"));
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, plan.Truth == Truth.None ? "max + logSum" : "loss"));
        }
    }

    private static void WriteProbabilities(KernelText text, Lanes lanes, string[] x)
    {
        if (!text.Plan.Has(Outputs.Probabilities))
        {
            return;
        }

        CodeWriter w = text.Writer;
        w.Gap().Write("// The probabilities.");
        w.Write($"{lanes.Type} inverse = {lanes.Constant(1)} / sum;");
        w.WriteEach(Enumerable.Range(0, x.Length), k => $"{lanes.Type} p{KernelText.Number(k)} = {x[k]} * inverse;");
        TransposedBlock.Store(text, lanes, "probabilities", "p");
    }

    private static void WriteGradient(KernelText text, Lanes lanes, string[] x)
    {
        if (!text.Plan.Has(Outputs.Gradient))
        {
            return;
        }

        CodeWriter w = text.Writer;
        bool labels = text.Plan.Truth == Truth.Labels;
        w.Gap().Write(labels
            ? "// The gradient: weight * (probability - 1 at the label)."
            : "// The gradient: weight * (target's sum * probability - target).");
        w.Write($"{lanes.Type} factor = {(labels ? "weights" : "weights * mass")} / sum;");
        if (labels)
        {
            w.Write($"{lanes.Type} minus = -weights;");
        }

        for (int k = 0; k < x.Length; k++)
        {
            string truth = labels
                ? lanes.Select(lanes.IntegersEqual("label", lanes.IntegerConstant(k)), "minus", lanes.Zero)
                : $"-(weights * {TransposedBlock.Name("t", k)})";
            w.Write($"{x[k]} = {text.MultiplyAdd(x[k], "factor", truth)};");
        }

        TransposedBlock.Store(text, lanes, "gradient", "x");
    }

    /// <summary>The greatest of all, in pairs.</summary>
    internal static string Tournament(KernelText text, IReadOnlyList<string> names)
    {
        while (names.Count > 1)
        {
            names = Enumerable.Range(0, (names.Count + 1) / 2)
                .Select(i => 2 * i + 1 < names.Count ? text.Call(Helper.Max, names[2 * i], names[2 * i + 1]) : names[2 * i])
                .ToArray();
        }

        return names[0];
    }
}

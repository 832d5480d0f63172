using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The steps of softmax, log-softmax, log-sum-exp and the losses on a block of rows, each row in its lane. Class k of the
/// rows is in <c>xk</c> (the logits, then shifted), <c>ek</c> (the exponentials), <c>tk</c> (the target). Where these
/// are kept between the steps is for <see cref="FusedNormalizer"/> and <see cref="ChunkedNormalizer"/> to say.
/// </summary>
internal static class NormalizerSteps
{
    /// <summary>Loads the logits and shifts them by their maximum.</summary>
    public static void Shift(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        TransposedBlock.Load(text, lanes, "logits", "x");

        w.Gap().Write("// The maximum; adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {Tournament(text, x)} + {lanes.Zero};");
        if (text.Plan.NeedsLogSumExp)
        {
            w.Write(LogSumExpValue.MaximumComment);
            string nan = string.Join(" | ", x.Select(lanes.IsNaN));
            w.Write($"max = {lanes.Select(nan, lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
        }

        w.WriteEach(x, name => $"{name} -= max;");
    }

    /// <summary>Declares the labels of the rows.</summary>
    public static void Label(KernelText text, Lanes lanes) =>
        text.Writer.Write($"{lanes.IntegerType} label = {LabelText.Load(text, lanes, "row")};");

    /// <summary>Picks the label's own shifted logit.</summary>
    public static void Own(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        w.Gap().Write("// The label's own shifted logit, picked by comparing all labels at once.");
        w.Write($"{lanes.Type} own = {lanes.Zero};");
        w.WriteEach(
            Enumerable.Range(0, x.Length),
            k => lanes.PutWhere("own", lanes.IntegersEqual("label", lanes.IntegerConstant(k)), x[k]));
    }

    /// <summary>Loads the target.</summary>
    public static void Target(KernelText text, Lanes lanes) => TransposedBlock.Load(text, lanes, "target", "t");

    /// <summary>Adds up the exponentials, and makes of the sum what needs its logarithm.</summary>
    public static void Sum(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        w.Write($"{lanes.Type} sum = {KernelText.Sum(TransposedBlock.Names(text, "e"))};");
        if (!plan.NeedsLogSum)
        {
            return;
        }

        w.Write($"{lanes.Type} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        if (plan.Has(Outputs.LogProbabilities))
        {
            w.WriteEach(TransposedBlock.Names(text, "x"), name => $"{name} -= logSum;");
            TransposedBlock.Store(text, lanes, "logProbabilities", "x");
        }

        if (plan.NeedsLogSumExp)
        {
            LogSumExpValue.Write(text, lanes);
        }

        if (plan.NeedsLoss)
        {
            Loss(text, lanes);
            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, lanes, "loss", "losses"));
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, plan.Truth == Truth.None ? LogSumExpValue.Name : "loss"));
        }
    }

    /// <summary>Writes the probabilities.</summary>
    public static void Probabilities(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string[] e = TransposedBlock.Names(text, "e");
        string[] p = TransposedBlock.Names(text, "p");
        w.Write($"{lanes.Type} inverse = {lanes.Constant(1)} / sum;");
        w.WriteEach(Enumerable.Range(0, p.Length), k => $"{lanes.Type} {p[k]} = {e[k]} * inverse;");
        TransposedBlock.Store(text, lanes, "probabilities", "p");
    }

    /// <summary>Writes the gradient; the exponentials are lost in it.</summary>
    public static void Gradient(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        bool labels = text.Plan.Truth == Truth.Labels;
        string[] e = TransposedBlock.Names(text, "e");
        string[] t = TransposedBlock.Names(text, "t");
        w.Gap();
        if (labels)
        {
            w.Write("// weight * (probability - 1 at the label)");
            w.Write($"{lanes.Type} factor = weights / sum;");
            w.Write($"{lanes.Type} minus = -weights;");
        }
        else
        {
            w.Write("// weight * (target's sum * probability - target)");
            w.Write($"{lanes.Type} factor = weights * ({KernelText.Sum(t)}) / sum;");
        }

        for (int k = 0; k < e.Length; k++)
        {
            string truth = labels
                ? lanes.OnlyWhere(lanes.IntegersEqual("label", lanes.IntegerConstant(k)), "minus")
                : $"-(weights * {t[k]})";
            w.Write($"{e[k]} = {text.MultiplyAdd(e[k], "factor", truth)};");
        }

        TransposedBlock.Store(text, lanes, "gradient", "e");
    }

    /// <summary>The greatest of all, in pairs.</summary>
    public static string Tournament(KernelText text, IReadOnlyList<string> names)
    {
        while (names.Count > 1)
        {
            names = Enumerable.Range(0, (names.Count + 1) / 2)
                .Select(i => 2 * i + 1 < names.Count ? text.Call(Helper.Max, names[2 * i], names[2 * i + 1]) : names[2 * i])
                .ToArray();
        }

        return names[0];
    }

    private static void Loss(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        if (text.Plan.Truth == Truth.Labels)
        {
            string ignored = lanes.IntegersEqual("label", "ignored");
            w.Write($"{lanes.Type} loss = {lanes.Select(ignored, lanes.Zero, "logSum - own")};");
            return;
        }

        w.Write("// A target of 0 counts nothing, even where the logit is -inf.");
        string[] x = TransposedBlock.Names(text, "x");
        string[] t = TransposedBlock.Names(text, "t");
        w.WriteEach(
            Enumerable.Range(0, x.Length),
            k => $"{x[k]} = {t[k]} * (logSum - {lanes.Select(lanes.EqualTo(t[k], lanes.Zero), lanes.Zero, x[k])});");
        w.Write($"{lanes.Type} loss = {KernelText.Sum(x)};");
    }
}

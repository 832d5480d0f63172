using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The steps of softmax, log-softmax, log-sum-exp and the losses on a block of rows, each row in its lane. Class k of the
/// rows is in <c>xk</c> (the logits, then shifted), <c>ek</c> (the exponentials), <c>tk</c> (the coefficients). Where
/// these are kept between the steps is for <see cref="FusedNormalizer"/> and <see cref="ChunkedNormalizer"/> to say.
/// </summary>
internal static class NormalizerSteps
{
    /// <summary>Loads the logits, bounds them where they are, and shifts them by their maximum (a shard's comes later).</summary>
    public static void Shift(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        TransposedBlock.Load(text, lanes, "logits", "x");
        if (plan.Has(Outputs.Predictions))
        {
            ArgMaxInLanes.WriteIndex(text, lanes, "predictions", plan.Predictions);
        }

        if (plan.Has(Terms.Softcap))
        {
            w.Gap().Write("// cap * tanh(x / cap); an infinite logit stays what it is.");
            foreach (int k in Classes(x))
            {
                w.Write($"{lanes.Type} c{k} = {text.Call(Helper.Tanh, $"{x[k]} * inverseCaps")};");
                w.Write($"{x[k]} = {text.Call(Helper.Capped, x[k], "caps * c" + KernelText.Number(k))};");
            }
        }

        if (plan.IsSharded)
        {
            return;
        }

        w.Gap().Write("// The maximum; adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {Tournament(text, x)} + {lanes.Zero};");
        if (plan.NeedsLogSumExp)
        {
            w.Write(LogSumExpValue.MaximumComment);
            string nan = string.Join(" | ", x.Select(lanes.IsNaN));
            w.Write($"max = {lanes.Select(nan, lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
        }

        string shift = "max";
        if (plan.Has(Terms.Safe))
        {
            w.Write("// A row of -inf alone has no maximum to shift it by.");
            w.Write($"{lanes.Type} shift = {lanes.Select(lanes.EqualTo("max", lanes.NegativeInfinity), lanes.Zero, "max")};");
            shift = "shift";
        }

        w.WriteEach(x, name => plan.Has(Terms.Temperature)
            ? $"{name} = ({name} - {shift}) * inverseTemperatures;"
            : $"{name} -= {shift};");
    }

    /// <summary>Declares the labels of the rows.</summary>
    public static void Label(KernelText text, Lanes lanes)
    {
        string label = LabelText.Load(text, lanes, "row");
        text.Writer.Write($"{lanes.IntegerType} label = {(text.Plan.IsSharded ? ShardSteps.Local(lanes, label) : label)};");
    }

    /// <summary>Declares the weights of the rows.</summary>
    public static void Sample(KernelText text, Lanes lanes) =>
        text.Writer.Write($"{lanes.Type} sample = {PerRow.Load(text, lanes, "sampleWeights")};");

    /// <summary>Picks the label's own shifted logit, and its class's weight.</summary>
    public static void Own(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        if (plan.NeedsOwn)
        {
            w.Gap().Write($"// The label's own {(plan.IsSharded ? "" : "shifted ")}logit, picked by comparing all labels at once.");
            w.Write($"{lanes.Type} own = {lanes.Zero};");
            w.WriteEach(Classes(x), k => lanes.PutWhere("own", IsLabel(lanes, k), x[k]));
        }

        if (plan.WeighsLabel)
        {
            w.Gap().Write("// The weight of the label's class.");
            w.Write($"{lanes.Type} labelWeight = {lanes.Zero};");
            w.WriteEach(Classes(x), k => lanes.PutWhere("labelWeight", IsLabel(lanes, k), ClassWeight(text, lanes, k)));
        }
    }

    /// <summary>Declares the coefficients of the classes: from a target, or from a smoothed label.</summary>
    public static void Coefficients(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] t = TransposedBlock.Names(text, "t");
        if (plan.Truth == Truth.Distribution)
        {
            TransposedBlock.Load(text, lanes, "target", "t");
            if (plan.Has(Terms.Smoothing))
            {
                w.WriteEach(t, name => $"{name} = {text.MultiplyAdd(name, "hards", "evens")};");
            }
        }
        else
        {
            w.Write("// A smoothed label is a target: a part for every class, the rest for the label's.");
            w.WriteEach(Classes(t), k => $"{lanes.Type} {t[k]} = evens + ({lanes.OnlyWhere(IsLabel(lanes, k), "hards")});");
        }

        if (plan.Has(Terms.ClassWeights))
        {
            w.WriteEach(Classes(t), k => $"{t[k]} *= {ClassWeight(text, lanes, k)};");
        }
    }

    /// <summary>Declares the sum of the exponentials.</summary>
    public static void AddUp(KernelText text, Lanes lanes) =>
        text.Writer.Write($"{lanes.Type} sum = {KernelText.Sum(TransposedBlock.Names(text, "e"))};");

    /// <summary>Adds up the exponentials, and makes of the sum what needs its logarithm.</summary>
    public static void Sum(KernelText text, Lanes lanes)
    {
        if (!text.Plan.IsSharded)
        {
            AddUp(text, lanes);
        }

        AfterSum(text, lanes, () =>
        {
            text.Writer.WriteEach(TransposedBlock.Names(text, "x"), name => $"{name} -= logSum;");
            TransposedBlock.Store(text, lanes, "logProbabilities", "x");
        });
    }

    /// <summary>
    /// What is made of the sum of each row, with the log-probabilities as soon as its logarithm is known, and the factors
    /// of its derivatives unless they were made before.
    /// </summary>
    public static void AfterSum(KernelText text, Lanes lanes, Action logProbabilities, bool hasShares = false)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        RowTerms terms = new(text, lanes, areRows: true);
        if (plan.Has(Terms.Safe) && !plan.IsSharded)
        {
            w.Write($"{lanes.MaskType} dead = {lanes.EqualTo("max", lanes.NegativeInfinity)};");
            terms.MakeSumSafe();
        }

        if (plan.NeedsLogSum)
        {
            w.Write($"{lanes.Type} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            logProbabilities();
        }

        if (plan.NeedsLogSumExp)
        {
            LogSumExpValue.Write(text, lanes, terms.Number("inverseTemperature"));
        }

        if (plan.NeedsLoss && plan.Skips)
        {
            terms.Skip(knowsDead: true);
        }

        Entropy(text, lanes, terms);
        if (plan.NeedsLoss)
        {
            terms.Loss();
            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, lanes, "loss", "losses"));
            }
        }

        if (plan.Has(Outputs.Total))
        {
            w.Write(PerRow.Accumulate(text, plan.Truth == Truth.None ? LogSumExpValue.Name : "loss"));
        }

        if (plan.NeedsDerivatives && !hasShares)
        {
            terms.Shares();
        }
    }

    /// <summary>Writes the probabilities.</summary>
    public static void Probabilities(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        if (text.Plan.IsSharded)
        {
            TransposedBlock.Store(text, lanes, "probabilities", "e");
            return;
        }

        string[] e = TransposedBlock.Names(text, "e");
        string[] p = TransposedBlock.Names(text, "p");
        w.Write($"{lanes.Type} inverse = {lanes.Constant(1)} / sum;");
        w.WriteEach(Classes(p), k => $"{lanes.Type} {p[k]} = {e[k]} * inverse;");
        TransposedBlock.Store(text, lanes, "probabilities", "p");
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

    /// <summary>Where a row's label is that class.</summary>
    public static string IsLabel(Lanes lanes, int k) => lanes.IntegersEqual("label", lanes.IntegerConstant(k));

    private static void Entropy(KernelText text, Lanes lanes, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        string[] e = TransposedBlock.Names(text, "e");
        string[] t = TransposedBlock.Names(text, "t");
        if (plan.NeedsRest)
        {
            w.Write("// The label's exponential, and the sum of the others.");
            w.Write($"{lanes.Type} ownExp = {lanes.Zero};");
            w.WriteEach(Classes(e), k => lanes.PutWhere("ownExp", IsLabel(lanes, k), e[k]));
            string[] others = Classes(e).Select(k => lanes.Select(IsLabel(lanes, k), lanes.Zero, e[k])).ToArray();
            w.Write($"{lanes.Type} rest = {KernelText.Sum(others)};");
        }

        if (plan.NeedsOwn)
        {
            terms.LabelEntropy();
        }
        else if (plan.NeedsLoss && plan.HasCoefficients && plan.Strategy == Strategy.RowsTogether)
        {
            RowTruth.WriteTargetEntropy(text, lanes);
        }
        else if (plan.NeedsLoss && plan.HasCoefficients)
        {
            w.Write("// A coefficient of 0 counts nothing, even where the logit is -inf.");
            w.WriteEach(
                Classes(x),
                k => $"{x[k]} = {t[k]} * (logSum - {lanes.Select(lanes.EqualTo(t[k], lanes.Zero), lanes.Zero, x[k])});");
            w.Write($"{lanes.Type} entropy = {KernelText.Sum(x)};");
        }
    }

    private static string ClassWeight(KernelText text, Lanes lanes, int k) =>
        lanes.Broadcast(text.Access.Element("classWeights", KernelText.Number(k)));

    private static IEnumerable<int> Classes(string[] names) => Enumerable.Range(0, names.Length);
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Softmax, log-softmax, log-sum-exp and the losses on rows that lie side by side: three loops over the classes.</summary>
internal static class ColumnsNormalizer
{
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        ColumnLoop loop = new(text, lanes);
        RowTerms terms = new(text, lanes, areRows: true);
        if (plan.Has(Outputs.Predictions))
        {
            ColumnsArgMax.Write(text, lanes, "predictions", plan.Predictions);
        }

        if (plan.IsSharded)
        {
            ShardSteps.Normalizer(text, lanes);
            w.Write($"{lanes.Type} {Shift} = {RowLogits.Arguments(plan)[0]};");
        }
        else
        {
            WriteMaximum(text, lanes, loop);
        }

        if (plan.Truth == Truth.Labels)
        {
            NormalizerSteps.Label(text, lanes);
        }

        if (plan.Has(Terms.SampleWeights))
        {
            NormalizerSteps.Sample(text, lanes);
        }

        if (plan.Skips && plan.Truth != Truth.None && (plan.NeedsLoss || plan.SkipsGradient))
        {
            terms.Skip(knowsDead: true);
        }

        if (plan.IsSharded)
        {
            WriteOwn(text, lanes, loop);
        }
        else
        {
            WriteSums(text, lanes, loop);
            if (plan.Has(Terms.Safe))
            {
                terms.MakeSumSafe();
            }
        }

        WriteLogs(text, lanes, loop, terms);
        if (plan.Has(Outputs.Product))
        {
            loop.Sum(["along"], sum =>
            {
                string sloped = RowLogits.Sloped(text, lanes, loop.Load("vector"), loop.Load("logits"));
                string exp = text.Call(Helper.ScaledExp, Shifted(text, lanes, loop.Load("logits")));
                w.Write($"{sum("along")} += {exp} * ({sloped});");
            });
            w.Write("along /= sum;");
        }

        if (plan.Has(Outputs.Probabilities | Outputs.Gradient | Outputs.HessianDiagonal | Outputs.Product))
        {
            WriteOutputs(text, lanes, loop, terms);
        }
    }

    private static void WriteMaximum(KernelText text, Lanes lanes, ColumnLoop loop)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        w.Gap().Write("// The maximum; adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {lanes.NegativeInfinity};");
        if (plan.NeedsLogSumExp)
        {
            w.Write(LogSumExpValue.MaximumComment);
            w.Write($"{lanes.MaskType} nan = {(lanes.IsScalar ? "false" : lanes.Zero)};");
        }

        loop.Each(() =>
        {
            string logit = loop.Load("logits");
            if (plan.NeedsLogSumExp)
            {
                w.Write($"{lanes.Type} element = {logit};");
                w.Write($"nan |= {lanes.IsNaN("element")};");
                logit = "element";
            }

            w.Write($"max = {text.Call(Helper.Max, "max", logit)};");
        });
        w.Write($"max += {lanes.Zero};");
        if (plan.NeedsLogSumExp)
        {
            w.Write($"max = {lanes.Select("nan", lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
        }

        if (plan.Has(Terms.Softcap))
        {
            w.Write("// The bound rises with the logit: the greatest stays the greatest.");
            w.Write($"max = {RowLogits.Capped(text, lanes, "max")};");
        }

        if (plan.Has(Terms.Safe))
        {
            w.Write("// A row of -inf alone has no maximum to shift it by.");
            w.Write($"{lanes.MaskType} dead = {lanes.EqualTo("max", lanes.NegativeInfinity)};");
        }

        string shift = plan.Has(Terms.Safe) ? lanes.Select("dead", lanes.Zero, "max") : "max";
        w.Write($"{lanes.Type} {Shift} = {shift};");
    }

    // The name under which a formula of the logits knows the shift: with an s where it stands in a register.
    private const string Shift = "maxs";

    private static string Shifted(KernelText text, Lanes lanes, string x) => RowLogits.InRegisters(text, lanes, x);

    /// <summary>A shard has nothing to sum: it looks for the label's logit alone.</summary>
    private static void WriteOwn(KernelText text, Lanes lanes, ColumnLoop loop)
    {
        if (text.Plan.NeedsOwn)
        {
            text.Writer.Write($"{lanes.Type} own = {lanes.Zero};");
            string logit = RowLogits.Capped(text, lanes, loop.Load("logits"));
            loop.Each(() => text.Writer.Write(lanes.PutWhere("own", loop.IsLabel, logit)));
            ShardSteps.DivideOwn(text);
        }
    }

    private static void WriteSums(KernelText text, Lanes lanes, ColumnLoop loop)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        bool weighsLabel = plan.WeighsLabel && (plan.NeedsLoss || plan.NeedsDerivatives);
        if (plan.NeedsOwn)
        {
            w.Write($"{lanes.Type} own = {lanes.Zero};");
        }

        if (weighsLabel)
        {
            w.Write($"{lanes.Type} labelWeight = {lanes.Zero};");
        }

        if (plan.NeedsRest)
        {
            w.Write($"{lanes.Type} ownExp = {lanes.Zero};");
        }

        List<string> sums = ["sum"];
        sums.AddRange(plan.NeedsRest ? ["rest"] : []);
        sums.AddRange(plan.HasCoefficients ? ["mass"] : []);
        sums.AddRange(plan.HasCoefficients && plan.NeedsLoss ? ["dot"] : []);
        w.Gap().Write("// The exponentials, scaled by a power of two that cancels below, and their sum.");
        loop.Sum(sums, sum =>
        {
            if (plan.HasCoefficients)
            {
                // Before an exponential is stored where the logits, but never the target, may lie.
                w.Write($"{lanes.Type} c = {Coefficient(text, lanes, loop)};");
                w.Write($"{sum("mass")} += c;");
            }

            w.Write($"{lanes.Type} x = {Shifted(text, lanes, loop.Load("logits"))};");
            w.Write($"{lanes.Type} e = {text.Call(Helper.ScaledExp, "x")};");
            w.Write($"{sum("sum")} += e;");
            if (NormalizerRow.Store(plan) is { } buffer)
            {
                w.Write(loop.Store("e", buffer));
            }

            if (plan.NeedsOwn || weighsLabel || plan.NeedsRest)
            {
                w.Write($"{lanes.MaskType} isLabel = {loop.IsLabel};");
            }

            if (plan.NeedsOwn)
            {
                w.Write(lanes.PutWhere("own", "isLabel", "x"));
            }

            if (weighsLabel)
            {
                w.Write(lanes.PutWhere("labelWeight", "isLabel", loop.ClassWeight));
            }

            if (plan.NeedsRest)
            {
                w.Write(lanes.PutWhere("ownExp", "isLabel", "e"));
                w.Write($"{sum("rest")} += {lanes.Select("isLabel", lanes.Zero, "e")};");
            }

            if (plan.HasCoefficients && plan.NeedsLoss)
            {
                w.Write($"{sum("dot")} += {lanes.Select(lanes.EqualTo("c", lanes.Zero), lanes.Zero, "c * x")};");
            }
        });
    }

    private static void WriteLogs(KernelText text, Lanes lanes, ColumnLoop loop, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        if (plan.NeedsLogSum)
        {
            w.Write($"{lanes.Type} logSum = {text.Call(Helper.LogOfScaled, "sum")};");
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            loop.Each(() => w.Write(
                loop.Store($"{Shifted(text, lanes, loop.Load("logits"))} - logSum", "logProbabilities")));
        }

        if (plan.NeedsLogSumExp)
        {
            LogSumExpValue.Write(text, lanes, terms.Number("inverseTemperature"));
        }

        if (plan.NeedsOwn)
        {
            terms.LabelEntropy();
        }
        else if (plan.NeedsLoss && plan.HasCoefficients)
        {
            w.Write($"{lanes.Type} entropy = {text.MultiplyAdd("mass", "logSum", "-dot")};");
        }

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

        if (plan.NeedsDerivatives)
        {
            terms.Shares();
        }
    }

    private static void WriteOutputs(KernelText text, Lanes lanes, ColumnLoop loop, RowTerms terms)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        foreach (string factor in DerivativeStep.Factors(plan))
        {
            string name = PassNumbers.Name(lanes, factor);
            string value = DerivativeStep.Factor(terms, lanes, factor);
            if (name != value)
            {
                w.Write($"{lanes.Type} {name} = {value};");
            }
        }

        string? kept = NormalizerRow.Store(plan);
        Helper exp = plan.IsSharded ? Helper.Exp : Helper.ScaledExp;
        loop.Each(() => new DerivativeStep(
            text,
            lanes,
            "",
            row => row == "w" ? loop.ClassWeight : loop.Load(BufferOf(row, kept)),
            loop.IsLabel,
            (value, row) => loop.Store(value, BufferOf(row, null))).Write((_, _, logit) =>
                kept is null ? text.Call(exp, Shifted(text, lanes, logit)) : logit));
    }

    /// <summary>The buffer of a row of the step; the logits' place is taken by the exponentials that were kept.</summary>
    private static string BufferOf(string row, string? kept) => row switch
    {
        "x" => kept ?? "logits",
        "t" => "target",
        "p" => "probabilities",
        "h" => "hessianDiagonal",
        "v" => "vector",
        "r" => "product",
        _ => "gradient",
    };

    private static string Coefficient(KernelText text, Lanes lanes, ColumnLoop loop)
    {
        KernelPlan plan = text.Plan;
        string coefficient = plan.Truth == Truth.Labels
            ? $"evens + ({lanes.OnlyWhere(loop.IsLabel, "hards")})"
            : plan.Has(Terms.Smoothing) ? text.MultiplyAdd(loop.Load("target"), "hards", "evens")
            : loop.Load("target");
        return plan.Has(Terms.ClassWeights) ? $"({coefficient}) * {loop.ClassWeight}" : coefficient;
    }
}

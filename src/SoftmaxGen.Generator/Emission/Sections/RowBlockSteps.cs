using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The bodies of the passes over row blocks. Class k of a block is one register of its columns, in loops over k.</summary>
internal static class RowBlockSteps
{
    /// <summary>Two maxima at a time, whose latencies overlap.</summary>
    private const int Chains = 2;

    private static readonly string[] Maxima = Enumerable.Range(0, Chains).Select(c => "max" + KernelText.Number(c)).ToArray();

    /// <summary>Where the exponentials go: over the logits, unless these are needed again.</summary>
    public static string Exps(KernelPlan plan) => plan.Has(Outputs.LogProbabilities) ? "exps" : "columns";

    public static void Gather(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        bool marksNaN = text.Plan.MarksNaN;
        w.WriteEach(Maxima, max => $"{lanes.Type} {max} = {lanes.NegativeInfinity};");
        if (marksNaN)
        {
            w.Write($"{lanes.Type} nan = {lanes.Zero};");
        }

        RowBlockGroups.Each(text, lanes, RowBlockGroups.Piece(lanes), () =>
        {
            string[] x = RowBlockGroups.Names("x", RowBlockGroups.Piece(lanes));
            RowBlockGroups.Load(text, lanes, "logits", x);
            w.WriteEach(Enumerable.Range(0, x.Length), j => text.Access.Store(lanes, x[j], "columns", RowBlockGroups.Plus("place", j * lanes.Count)));
            if (marksNaN)
            {
                w.WriteEach(x, name => $"nan |= {lanes.IsNaN(name)};");
            }

            int each = x.Length / Chains;
            w.WriteEach(Enumerable.Range(0, Chains), c =>
            {
                string greatest = NormalizerSteps.Tournament(text, x.Skip(c * each).Take(each).ToArray());
                return $"{Maxima[c]} = {text.Call(Helper.Max, Maxima[c], greatest)};";
            });
        });
        w.Write("// Adding zero makes -0 a +0, so that its sign cannot depend on the order.");
        w.Write($"{lanes.Type} max = {NormalizerSteps.Tournament(text, Maxima)} + {lanes.Zero};");
        if (marksNaN)
        {
            w.Write(LogSumExpValue.MaximumComment);
            w.Write($"max = {lanes.Select("nan", lanes.Broadcast(lanes.Scalar + ".NaN"), "max")};");
        }
    }

    /// <summary>Row by row: the label's logit, and the weight of its class.</summary>
    public static void Pick(KernelText text, Lanes one) => Pick(text, one, text.Plan.NeedsOwn);

    /// <summary>The same, with the label's logit where it is wanted.</summary>
    public static void Pick(KernelText text, Lanes one, bool picksOwn)
    {
        CodeWriter w = text.Writer;
        Label(text, one);
        if (picksOwn)
        {
            w.Write($"{text.Scalar} own = counted ? {RowTruth.AtLabel(text, "logits")} : {one.Zero};");
        }

        if (text.Plan.WeighsLabel)
        {
            w.Write($"{text.Scalar} labelWeight = counted ? {text.Access.Element("classWeights", "(nuint)label")} : {one.Zero};");
        }
    }

    /// <summary>Declares the label of a row, and whether it counts.</summary>
    public static void Label(KernelText text, Lanes one)
    {
        text.Writer.Write($"nint label = (nint){LabelText.Load(text, one, "row")};");
        text.Writer.Write("bool counted = label != ignoreIndex;");
    }

    public static void Exp(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string exps = Exps(text.Plan);
        string shift = Shift(text, lanes);
        using (OpenEach(text, lanes))
        {
            string x = RowLogits.InRegisters(text, lanes, text.Access.Load(lanes, "columns", "place"), shift);
            if (exps != "columns")
            {
                w.Write($"{lanes.Type} x = {x};");
                w.Write(text.Access.Store(lanes, "x", "columns", "place"));
                x = "x";
            }

            w.Write(text.Access.Store(lanes, text.Call(Helper.ScaledExp, x), exps, "place"));
        }
    }

    public static void Sum(KernelText text, Lanes lanes)
    {
        RowBlockSum.Write(text, lanes);
        AfterSum(text, lanes, text.Plan.NeedsOwn);
    }

    /// <summary>Shifts the label's logit by the row's maximum.</summary>
    public static void ShiftOwn(KernelText text, Lanes lanes) =>
        text.Writer.Write($"own = {RowLogits.InRegisters(text, lanes, "own", Shift(text, lanes))};");

    /// <summary>Declares the factor of a row's exponentials in the gradient.</summary>
    public static void Factor(KernelText text, Lanes lanes) =>
        text.Writer.Write($"{lanes.Type} factor = {new RowTerms(text, lanes, areRows: true).Pull} / sum;");

    /// <summary>What is made of the sum of each row, and of the label's logit where it was picked.</summary>
    public static void AfterSum(KernelText text, Lanes lanes, bool picksOwn)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        if (picksOwn)
        {
            ShiftOwn(text, lanes);
        }

        if (plan.Truth == Truth.Labels && plan.NeedsLoss)
        {
            NormalizerSteps.Label(text, lanes);
        }

        if (plan.Has(Terms.SampleWeights) && (plan.NeedsLoss || plan.NeedsDerivatives))
        {
            NormalizerSteps.Sample(text, lanes);
        }

        NormalizerSteps.AfterSum(text, lanes, () => { });
        if (plan.NeedsDerivatives)
        {
            Factor(text, lanes);
        }

        if (plan.Has(Outputs.Probabilities))
        {
            w.Write($"{lanes.Type} inverse = {lanes.Constant(1)} / sum;");
        }
    }

    public static void LogProbabilities(KernelText text, Lanes lanes) =>
        RowBlockGroups.Scatter(text, lanes, "logProbabilities", "columns", (x, _) => $"{x} - logSum");

    public static void Probabilities(KernelText text, Lanes lanes) =>
        RowBlockGroups.Scatter(text, lanes, "probabilities", Exps(text.Plan), (x, _) => $"{x} * inverse");

    public static void Gradient(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        NormalizerSteps.Label(text, lanes);
        string none = lanes.Broadcast(lanes.Integer == "int" ? "-1" : "-1L");
        w.Write("// An ignored label is none. Less a share at the label; -0 elsewhere, which changes nothing.");
        w.Write($"{lanes.IntegerType} counted = {lanes.Vector}.ConditionalSelect({lanes.Vector}.Equals(label, ignored), {none}, label);");
        w.Write($"{lanes.Type} minus = -{new RowTerms(text, lanes, areRows: true).Share};");
        RowBlockGroups.Scatter(text, lanes, "gradient", Exps(text.Plan), (x, k) => text.MultiplyAdd(
            x, "factor", lanes.Select(lanes.IntegersEqual("counted", lanes.Broadcast(k)), "minus", lanes.Broadcast(lanes.Element == ElementType.Single ? "-0f" : "-0d"))));
    }

    /// <summary>Opens a loop over the classes <c>k</c>, with the <c>place</c> of each one's register.</summary>
    private static CodeWriter.Block OpenEach(KernelText text, Lanes lanes)
    {
        string classes = KernelText.Number(text.Plan.Classes);
        text.Writer.Write($"nuint place = slot * {classes};");
        return text.Writer.Open($"for (nuint k = 0; k < {classes}; k++, place += {KernelText.Number(lanes.Count)})");
    }

    /// <summary>What the logits of rows are shifted by, from <c>max</c>.</summary>
    public static string Shift(KernelText text, Lanes lanes)
    {
        if (!text.Plan.Has(Terms.Safe))
        {
            return "max";
        }

        text.Writer.Write("// A row of -inf alone has no maximum to shift it by.");
        text.Writer.Write($"{lanes.Type} shift = {lanes.Select(lanes.EqualTo("max", lanes.NegativeInfinity), lanes.Zero, "max")};");
        return "shift";
    }
}

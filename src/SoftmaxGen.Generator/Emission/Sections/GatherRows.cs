using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The negative log-likelihood: one element of each row is read, and one of the gradient is not zero.</summary>
internal static class GatherRows
{
    public static void Write(KernelText text)
    {
        CodeWriter w = text.Writer;
        KernelPlan plan = text.Plan;
        var lanes = new Lanes(plan.Element, 0);
        string index = text.Access.ByReference ? "nint" : "int";
        text.WriteOptimized();
        using (w.Open($"private static void RowsScalar({RowsSignature.Parameters(text)})"))
        using (w.Open("for (; row < end; row++)"))
        {
            w.Write(RowsSignature.At(text));
            w.Write($"{index} label = ({index}){LabelText.Load(text, lanes, "row")};");
            w.Write($"bool counted = {SafeNll.Counted(text)};");
            if (plan.WeighsLabel)
            {
                string weight = text.Access.Element("classWeights", text.Access.ByReference ? "(nuint)label" : "label");
                w.Write($"{text.Scalar} labelWeight = counted ? {weight} : {lanes.Zero};");
            }

            if (plan.NeedsLoss)
            {
                w.Write($"{text.Scalar} loss = {Loss(text, lanes)};");
            }

            if (plan.Has(Outputs.Losses))
            {
                w.Write(PerRow.Store(text, lanes, "loss", "losses"));
            }

            if (plan.Has(Outputs.Total))
            {
                w.Write(PerRow.Accumulate(text, "loss"));
            }

            if (plan.Has(Outputs.Gradient))
            {
                WriteGradient(text);
            }
        }
    }

    private static string Loss(KernelText text, Lanes lanes)
    {
        string picked = $"{lanes.Zero} - {RowTruth.AtLabel(text, "logProbabilities")}";
        return text.Plan.WeighsLabel
            ? $"counted && labelWeight != {lanes.Zero} ? labelWeight * ({picked}) : {lanes.Zero}"
            : $"counted ? {picked} : {lanes.Zero}";
    }

    private static void WriteGradient(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool adds = text.Plan.Has(Terms.Accumulate);
        string weight = text.Plan.WeighsLabel ? "weight * labelWeight" : "weight";
        if (!adds)
        {
            ClearIgnored.WriteClearRow(text, "gradient");
        }

        using (w.Open("if (counted)"))
        {
            string own = RowTruth.AtLabel(text, "gradient");
            w.Write(adds ? $"{own} -= {weight};" : $"{own} = -{(text.Plan.WeighsLabel ? $"({weight})" : weight)};");
        }
    }
}

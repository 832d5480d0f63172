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
        string at = text.Access.ByReference ? "at + (nuint)label" : "at + label";
        string index = text.Access.ByReference ? "nint" : "int";
        text.WriteOptimized();
        using (w.Open($"private static void RowsScalar({RowsSignature.Parameters(text)})"))
        using (w.Open("for (; row < end; row++)"))
        {
            w.Write(RowsSignature.At(text));
            w.Write($"{index} label = ({index}){LabelText.Load(text, lanes, "row")};");
            w.Write("bool counted = label != ignoreIndex;");
            if (plan.NeedsLoss)
            {
                string picked = text.Access.Element("logProbabilities", at);
                w.Write($"{text.Scalar} loss = counted ? {lanes.Zero} - {picked} : {lanes.Zero};");
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
                w.Write(ClearIgnored.ClearRow(text, "at"));
                using (w.Open("if (counted)"))
                {
                    w.Write($"{text.Access.Element("gradient", at)} = -weight;");
                }
            }
        }
    }
}

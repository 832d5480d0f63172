using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The bodies of the passes over row groups that go row by row, or have one lane for each row.</summary>
internal static class RowGroupSteps
{
    /// <summary>Row by row: the sums over the coefficients of a target.</summary>
    public static void Coefficients(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        w.Write($"{text.Scalar} mass = {CoefficientPasses.Mass(plan).Call(text, lanes, [.. CoefficientPasses.Rows(plan)], CoefficientPasses.Numbers(plan))};");
        if (plan.NeedsLoss)
        {
            if (plan.Has(Terms.Safe))
            {
                RowGroupText.WriteShift(text, new Lanes(lanes.Element, 0), "shift", "max");
            }

            w.Write($"{text.Scalar} dot = {RowTruth.DotCall(text, lanes)};");
        }
    }

    public static void Sum(KernelText text, Lanes lanes) => RowBlockSteps.AfterSum(text, lanes, text.Plan.NeedsOwn);

    /// <summary>Row by row: what the passes of a row by itself write, with what the register of rows has left for each.</summary>
    public static void Outputs(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        if (plan.Has(Planning.Outputs.LogProbabilities))
        {
            if (plan.Has(Terms.Safe))
            {
                RowGroupText.WriteShift(text, one, "shift", "max");
            }

            w.Write(Passes.LogProbabilities(plan).Call(
                text, lanes, [("logits", "at"), ("logProbabilities", "at")], [.. RowLogits.Arguments(plan), "logSum"]));
        }

        RowOutputs.WriteProbabilities(text, lanes, "inverse");
        RowTerms terms = new(text, one, areRows: false);
        if (plan.Has(Planning.Outputs.Gradient) && plan.PicksLabel)
        {
            RowBlockSteps.Label(text, one);
            RowOutputs.WriteLabelGradient(text, lanes, terms);
        }
        else if (plan.Has(Planning.Outputs.Gradient))
        {
            RowOutputs.WriteTargetGradient(text, lanes, terms.Share);
        }
    }
}

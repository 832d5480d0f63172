using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>Which terms a declared kernel has: only those whose option is not at its default.</summary>
internal static class PlannedTerms
{
    public static Terms Of(KernelModel model)
    {
        KernelOptions options = model.Options;
        bool classWeights = model.Has(ParameterRole.ClassWeights);
        bool sampleWeights = model.Has(ParameterRole.SampleWeights);
        bool sumsWeights = sampleWeights || (classWeights && model.Target == TargetKind.Index);
        return When(classWeights, Terms.ClassWeights)
            | When(sampleWeights, Terms.SampleWeights)
            | When(options.LabelSmoothing != 0, Terms.Smoothing)
            | When(options.Temperature != 1, Terms.Temperature)
            | When(!double.IsInfinity(options.Softcap), Terms.Softcap)
            | When(options.ZLoss != 0, Terms.ZLoss)
            | When(options.FocalGamma != 0, Terms.Focal)
            | When(options.Accumulate, Terms.Accumulate)
            | When(options.EdgeCases == EdgeCaseKind.Safe, Terms.Safe)
            | When(options.EdgeCases == EdgeCaseKind.Throw, Terms.Throw)
            | When(model.Has(ParameterRole.Bias), Terms.Bias)
            | When(model.IsSharded, Terms.Sharded)
            | When(sumsWeights && model.Reduction == ReductionKind.Mean, Terms.Mass);
    }

    private static Terms When(bool wanted, Terms term) => wanted ? term : Terms.None;
}

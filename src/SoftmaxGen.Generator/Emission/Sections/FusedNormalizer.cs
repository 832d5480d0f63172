using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// All steps of a normaliser in one go, with everything in local variables: the scalar path, and every path of a shard.
/// </summary>
internal static class FusedNormalizer
{
    public static void Write(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        NormalizerSteps.Shift(text, lanes);
        if (plan.Truth == Truth.Labels)
        {
            NormalizerSteps.Label(text, lanes);
            NormalizerSteps.Own(text, lanes);
        }

        if (plan.HasCoefficients)
        {
            NormalizerSteps.Coefficients(text, lanes);
        }

        if (plan.Has(Terms.SampleWeights))
        {
            NormalizerSteps.Sample(text, lanes);
        }

        if (plan.IsSharded)
        {
            ShardSteps.Subtract(text, lanes);
        }

        w.Gap().Write(plan.IsSharded
            ? "// The exponentials are the probabilities."
            : "// The exponentials, scaled by a power of two that cancels below, and their sum.");
        Helper exp = plan.IsSharded ? Helper.Exp : Helper.ScaledExp;
        string[] x = TransposedBlock.Names(text, "x");
        string[] e = TransposedBlock.Names(text, "e");
        w.WriteEach(Enumerable.Range(0, x.Length), k => $"{lanes.Type} {e[k]} = {text.Call(exp, x[k])};");
        NormalizerSteps.Sum(text, lanes);
        if (plan.Has(Outputs.Probabilities))
        {
            NormalizerSteps.Probabilities(text, lanes);
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            DerivativesInLanes.Hessian(text, lanes);
        }

        if (plan.Has(Outputs.Product))
        {
            DerivativesInLanes.Product(text, lanes);
        }

        if (plan.Has(Outputs.Gradient))
        {
            if (plan.SkipsGradient && !plan.NeedsLoss)
            {
                new RowTerms(text, lanes, areRows: true).Skip(knowsDead: true);
            }

            DerivativesInLanes.Gradient(text, lanes);
        }
    }
}

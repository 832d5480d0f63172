using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// All steps of a normaliser in one go, with everything in local variables: the scalar path, and every path of a shard.
/// </summary>
internal static class FusedNormalizer
{
    /// <summary>The numbers whose exponentials are taken at once where there are no other lanes.</summary>
    private const int Together = 4;

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
        WriteExponentials(text, lanes);
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

    private static void WriteExponentials(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        string[] e = TransposedBlock.Names(text, "e");
        if (text.Plan.IsSharded || !lanes.IsScalar || !text.Plan.Target.Vectors)
        {
            Helper exp = text.Plan.IsSharded ? Helper.Exp : Helper.ScaledExp;
            w.WriteEach(Enumerable.Range(0, x.Length), k => $"{lanes.Type} {e[k]} = {text.Call(exp, x[k])};");
            return;
        }

        // The last rows of a batch, or its only one: their classes share a register, the last of them with copies of it.
        for (int first = 0; first < x.Length; first += Together)
        {
            if (first == x.Length - 1)
            {
                w.Write($"{lanes.Type} {e[first]} = {text.Call(Helper.ScaledExp, x[first])};");
                continue;
            }

            IEnumerable<int> classes = Enumerable.Range(first, Together);
            w.Write(text.Call(
                Helper.ScaledExps,
                [
                    .. classes.Select(k => x[Math.Min(k, x.Length - 1)]),
                    .. classes.Select(k => k < x.Length ? $"out {lanes.Type} {e[k]}" : "out _"),
                ]) + ";");
        }
    }
}

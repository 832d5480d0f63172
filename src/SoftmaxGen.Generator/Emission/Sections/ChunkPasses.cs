using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;
using static SoftmaxGen.Generator.Emission.Sections.ChunkItems;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Which passes over a chunk a plan needs, and what each of them hands to the next: only what that one asks for.</summary>
internal static class ChunkPasses
{
    private static readonly ChunkValue Shifted = new("x", "shifted", PerClass: true);
    private static readonly ChunkValue Tanh = new("c", "tanhs", PerClass: true);

    /// <summary>The passes in order, in registers of that width. The exponentials are taken after the first.</summary>
    public static IEnumerable<ChunkPass> Of(KernelPlan plan, Lanes lanes)
    {
        ChunkValue exps = new("e", Exps(plan), PerClass: true);
        yield return Shift(plan);
        if (FusedOutput.IsSoftmax(plan, lanes))
        {
            yield return FusedOutput.Probabilities(exps);
            yield break;
        }

        if (FusedOutput.IsLoss(plan, lanes))
        {
            yield return FusedOutput.Gradient(plan, exps);
            yield break;
        }

        yield return Sum(plan, exps);
        if (plan.Has(Outputs.Probabilities))
        {
            yield return new ChunkPass(
                "Probabilities",
                "The exponentials over their sum.",
                [ParameterRole.Probabilities],
                [],
                [exps, Row("sum", "sums")],
                [],
                NormalizerSteps.Probabilities);
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            yield return Derivative(
                plan, exps, "Hessian", "The diagonal of the Hessian.", ParameterRole.HessianDiagonal, DerivativesInLanes.Hessian);
        }

        if (plan.Has(Outputs.Product))
        {
            yield return Derivative(
                plan, exps, "Product", "The Hessian times the vector.", ParameterRole.Product, DerivativesInLanes.Product);
        }

        if (plan.Has(Outputs.Gradient))
        {
            yield return Derivative(
                plan, exps, "Gradient", "The gradient.", ParameterRole.Gradient, DerivativesInLanes.Gradient);
        }
    }

    /// <summary>Where the exponentials go: over the shifted logits, unless these are needed again.</summary>
    public static string Exps(KernelPlan plan) => KeepsShifted(plan) ? "exps" : "shifted";

    private static ChunkPass Shift(KernelPlan plan) => new(
        "Shift",
        "Transposes the logits, shifts them by their maximum" + (plan.NeedsOwn ? " and picks those of the labels." : "."),
        [
            ParameterRole.Logits,
            .. If(plan.NeedsOwn || plan.WeighsLabel, ParameterRole.Labels),
            .. If(plan.WeighsLabel, ParameterRole.ClassWeights),
            .. If(plan.Has(Outputs.Predictions), ParameterRole.Predictions),
        ],
        ["cap", "inverseCap", "inverseTemperature"],
        [],
        [
            Shifted,
            .. If(KeepsTanh(plan), Tanh),
            .. If(plan.NeedsOwn, Row("own", "owns")),
            .. If(plan.WeighsLabel, Row("labelWeight", "labelWeights")),
            .. If(KeepsMax(plan), Row("max", "maxima")),
        ],
        (text, lanes) =>
        {
            NormalizerSteps.Shift(text, lanes);
            if (plan.NeedsOwn || plan.WeighsLabel)
            {
                NormalizerSteps.Label(text, lanes);
                NormalizerSteps.Own(text, lanes);
            }
        });

    private static ChunkPass Sum(KernelPlan plan, ChunkValue exps)
    {
        bool readsLabels = plan.Truth == Truth.Labels && (plan.NeedsLoss || plan.NeedsRest);
        bool readsCoefficients = plan.NeedsLoss && plan.HasCoefficients;
        bool readsSamples = plan.Has(Terms.SampleWeights) && (plan.NeedsLoss || plan.NeedsDerivatives);
        return new ChunkPass(
            "Sum",
            plan.NeedsLogSum ? "The sums of the exponentials, and what is made of their logarithms." : "The sums of the exponentials.",
            [
                .. If(readsLabels, ParameterRole.Labels),
                .. If(readsCoefficients && plan.Truth == Truth.Distribution, ParameterRole.Target),
                .. If(readsCoefficients && plan.Has(Terms.ClassWeights), ParameterRole.ClassWeights),
                .. If(readsSamples, ParameterRole.SampleWeights),
                .. PerRowOutputs.Where(o => plan.Has(o.Output)).Select(o => o.Role),
            ],
            [
                .. If(plan.HasShares || (plan.NeedsDerivatives && plan.Has(Terms.ZLoss)), "weight"),
                .. If(plan.NeedsLoss, "ignoreIndex"),
                .. If(readsCoefficients, "hard", "even"),
                .. If(plan.NeedsLogSumExp, "inverseTemperature"),
                "zFactor",
                "gamma",
                .. If(plan.Has(Outputs.Total), "lanes"),
            ],
            [
                exps,
                .. If(KeepsShifted(plan), Shifted),
                .. If(plan.NeedsOwn, Row("own", "owns")),
                .. If(plan.WeighsLabel, Row("labelWeight", "labelWeights")),
                .. If(KeepsMax(plan), Row("max", "maxima")),
            ],
            [
                .. If(plan.NeedsDerivatives || plan.Has(Outputs.Probabilities), Row("sum", "sums")),
                .. RowFactors(plan, plan.Has(Outputs.HessianDiagonal)),
            ],
            (text, lanes) =>
            {
                WriteTruth(text, lanes, readsLabels, readsCoefficients, readsSamples);
                NormalizerSteps.Sum(text, lanes);
            });
    }

    private static ChunkPass Derivative(
        KernelPlan plan, ChunkValue exps, string name, string comment, ParameterRole output, Action<KernelText, Lanes> body)
    {
        bool second = output != ParameterRole.Gradient;
        bool skips = !second && plan.SkipsGradient;
        bool readsLabels = plan.Truth == Truth.Labels && (!second || plan.HasCoefficients || plan.Has(Terms.Softcap));
        bool readsSamples = skips && plan.Has(Terms.SampleWeights);
        return new ChunkPass(
            name,
            comment,
            [
                .. If(readsLabels, ParameterRole.Labels),
                .. If(plan.Truth == Truth.Distribution, ParameterRole.Target),
                .. If(plan.HasCoefficients && plan.Has(Terms.ClassWeights), ParameterRole.ClassWeights),
                .. If(readsSamples, ParameterRole.SampleWeights),
                .. If(output == ParameterRole.Product, ParameterRole.Vector),
                output,
            ],
            [
                .. If(!plan.HasShares, "weight"),
                .. If(plan.HasCoefficients, "hard", "even"),
                .. If(skips, "ignoreIndex"),
                .. If(second, "inverseTemperature", "inverseCap"),
            ],
            [exps, Row("sum", "sums"), .. RowFactors(plan, second), .. If(plan.Has(Terms.Softcap), Tanh)],
            [],
            (text, lanes) =>
            {
                WriteTruth(text, lanes, readsLabels, plan.HasCoefficients, readsSamples);
                if (skips)
                {
                    new RowTerms(text, lanes, areRows: true).Skip(knowsDead: false);
                }

                body(text, lanes);
            });
    }

    /// <summary>The factors that the sum leaves for the derivatives, the last one for the second.</summary>
    private static IEnumerable<ChunkValue> RowFactors(KernelPlan plan, bool second)
    {
        bool zLoss = plan.NeedsDerivatives && plan.Has(Terms.ZLoss);
        return
        [
            .. If(plan.HasShares, Row("share", "shares")),
            .. If(zLoss, Row("extra", "extras")),
            .. If(zLoss && second, Row("bend", "bends")),
        ];
    }

    private static readonly (Outputs Output, ParameterRole Role)[] PerRowOutputs =
    [
        (Outputs.LogProbabilities, ParameterRole.LogProbabilities),
        (Outputs.LogSumExp, ParameterRole.LogSumExp),
        (Outputs.Losses, ParameterRole.Losses),
    ];

    /// <summary>Whether the shifted logits are needed after their exponentials were taken.</summary>
    private static bool KeepsShifted(KernelPlan plan) =>
        plan.Has(Outputs.LogProbabilities) || (plan.HasCoefficients && plan.NeedsLoss);

    private static bool KeepsTanh(KernelPlan plan) => plan.Has(Terms.Softcap) && plan.NeedsDerivatives;

    private static bool KeepsMax(KernelPlan plan) => plan.NeedsLogSumExp || plan.Has(Terms.Safe);

    private static void WriteTruth(KernelText text, Lanes lanes, bool labels, bool coefficients, bool samples)
    {
        if (labels || (coefficients && text.Plan.Truth == Truth.Labels))
        {
            NormalizerSteps.Label(text, lanes);
        }

        if (coefficients)
        {
            NormalizerSteps.Coefficients(text, lanes);
        }

        if (samples)
        {
            NormalizerSteps.Sample(text, lanes);
        }
    }
}

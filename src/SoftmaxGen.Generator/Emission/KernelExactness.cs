using SoftmaxGen.Generator.Emission.Linear;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>What the comment above an emitted kernel says of its errors. Tests hold it to every number.</summary>
internal static class KernelExactness
{
    /// <summary>What changes the values that are compared with the plain formula.</summary>
    private const Terms Changes = Terms.Softcap | Terms.Temperature | Terms.Smoothing | Terms.ClassWeights | Terms.SampleWeights
        | Terms.ZLoss | Terms.Focal | Terms.Accumulate;

    public static string Of(KernelPlan plan) =>
        (plan.Element == ElementType.Half
            ? "Each result is that of the kernel for float, rounded once. "
            : plan.Element == ElementType.Single
            ? "The exponential is within 1 ulp; results are within 4e-6 of the largest magnitude of the exact result (or of 1). "
            : "The exponential is within 1 ulp; results are within 2e-14 of the largest magnitude of the exact result (or of 1). ")
        + Proven(plan)
        + (plan.IsLinear ? ProductExactness(plan) : "")
        + (plan.IsSharded ? "What logSumExp has lost by its own rounding comes on top. " : "")
        + "All register widths give the same bits on machines with fused multiply-add. "
        + (plan.IsLinear
            ? "A row whose logits hold NaN or +inf, or are all -inf, gives NaN in itself and in the sums over the rows; an ignored row in neither."
            : "A row with NaN or +inf, or of -inf alone, gives NaN in that row only.");

    /// <summary>The textbook's bound: a rounding for each product of a panel and for each panel.</summary>
    private static string ProductExactness(KernelPlan plan)
    {
        int panels = (plan.Features + PanelShape.Depth - 1) / PanelShape.Depth;
        string roundings = KernelText.Number(Math.Min(plan.Features, PanelShape.Depth) + panels);
        string unit = plan.Element.Computed() == ElementType.Single ? "2^-24" : "2^-53";
        return $"That holds for the logits as they were computed: each is within {roundings} * {unit} times the sum of the magnitudes of its products. ";
    }

    /// <summary>What follows from counting roundings; the sweep of tests/SoftmaxGen.Accuracy holds the kernels to it.</summary>
    private static string Proven(KernelPlan plan)
    {
        if ((plan.Terms & Changes) != 0 || plan.IsLinear || plan.IsSharded || plan.Element == ElementType.Half)
        {
            return "";
        }

        string[] bounds = Bounds(plan).ToArray();
        return bounds.Length == 0 ? "" : $"Counting every rounding: {string.Join("; ", bounds)}. ";
    }

    // In units of half an ulp of 1, which are at most as many ulps of the result. An exponential counts for two. Each
    // exponential in a sum is off by the rounding of its distance from the maximum as well; the mean of these distances is less
    // than the logarithm of the classes. A result of twice the scale doubles what its last operations lose.
    private static IEnumerable<string> Bounds(KernelPlan plan)
    {
        const string Beside = "and one more for each unit that its logit lies below max, a distance whose rounding exp magnifies";
        int terms = Roundings.OfSum(plan);
        int distances = (int)Math.Ceiling(Math.Log(plan.Classes));
        int sum = 2 + terms + distances;
        int probability = 2 + sum + 2;
        int logarithm = (sum + 1) / 2 + 3;
        bool soft = plan.Truth == Truth.Distribution;
        if (plan.Operator == KernelOperator.SoftmaxBackward)
        {
            yield return $"a result is within {Ulps(terms + 5)} of p_k * max(|u_k|, sum_j p_j * |u_j|)";
        }

        if (plan.Operator == KernelOperator.LogSoftmaxBackward)
        {
            yield return $"a result is within {Ulps(terms + 5)} of max(|u_k|, p_k * sum_j |u_j|)";
        }

        if (plan.Has(Outputs.Probabilities))
        {
            yield return $"a probability is within {Ulps(probability)}, {Beside}";
        }

        if (plan.Operator != KernelOperator.NllLoss && plan.Has(Outputs.Gradient) && plan.Truth != Truth.None)
        {
            yield return soft
                ? $"an element of the gradient is within {Ulps(probability + terms + 3)} of max(p_k * sum(t), t_k), {Beside}"
                : $"an element of the gradient is within {Ulps(probability + 1)} of p, at the label of 1, {Beside}";
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            yield return $"one of the Hessian's diagonal is within {Ulps(probability + 3)} of p, {Beside}";
        }

        if (plan.Has(Outputs.Product))
        {
            int mean = 2 + 1 + terms + distances + sum + 1;
            yield return $"an element of the product is within {Ulps(mean + 2 * probability + 6)} of p_k * max(|v_k|, sum_j p_j * |v_j|), "
                + "and two more for each unit that its logit lies below max";
        }

        if (plan.Has(Outputs.LogProbabilities))
        {
            yield return $"a log-probability is within {Ulps(logarithm)} of the larger of itself and 1";
        }

        if (plan.Has(Outputs.LogSumExp))
        {
            yield return $"a log-sum-exp is within {Ulps(logarithm)} of the largest of itself, |max| and 1";
        }

        if (plan.NeedsLoss && plan.Operator != KernelOperator.NllLoss)
        {
            yield return soft
                ? $"a row's loss is within {Ulps(logarithm + 2 * terms + 3)} of the largest of its terms, sum(t) and 1"
                : $"a row's loss is within {Ulps(logarithm)} of the largest of its terms and 1";
        }
    }

    private static string Ulps(int count) => KernelText.Number(count) + " ulp";
}

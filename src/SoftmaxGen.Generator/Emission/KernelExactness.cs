using SoftmaxGen.Generator.Emission.Linear;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>What the comment above an emitted kernel says of its errors. Tests hold it to every number.</summary>
internal static class KernelExactness
{
    /// <summary>Up to so many classes the errors are swept in the tests; a sum of more may lose more.</summary>
    private const int MostSweptClasses = 1000;

    /// <summary>What changes the values that are compared with the plain formula.</summary>
    private const Terms Changes = Terms.Softcap | Terms.Temperature | Terms.Smoothing | Terms.ClassWeights | Terms.SampleWeights
        | Terms.ZLoss | Terms.Focal | Terms.Accumulate;

    public static string Of(KernelPlan plan) =>
        (plan.Element == ElementType.Half
            ? "Each result is that of the kernel for float, rounded once. "
            : plan.Element == ElementType.Single
            ? "The exponential is within 1 ulp; results are within 4e-6 of the largest magnitude of the exact result (or of 1). "
            : "The exponential is within 1 ulp; results are within 2e-14 of the largest magnitude of the exact result (or of 1). ")
        + Measured(plan)
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

    /// <summary>
    /// The bounds in ulps that the sweep of tests/SoftmaxGen.Accuracy holds: the worst that it finds, and half as much again.
    /// </summary>
    private static string Measured(KernelPlan plan)
    {
        if (plan.Classes > MostSweptClasses || (plan.Terms & Changes) != 0 || plan.IsLinear || plan.IsSharded
            || plan.Element == ElementType.Half)
        {
            return "";
        }

        string[] bounds = Bounds(plan, single: plan.Element == ElementType.Single).ToArray();
        return bounds.Length == 0 ? "" : $"Measured against 192 bits, on ordinary and extreme rows: {string.Join("; ", bounds)}. ";
    }

    private static IEnumerable<string> Bounds(KernelPlan plan, bool single)
    {
        const string Beside = "and one more for each unit that its logit lies below max, a distance whose rounding exp magnifies";
        string derived = single ? "12" : "6";
        if (plan.Operator == KernelOperator.SoftmaxBackward)
        {
            yield return "a result is within 7 ulp of p_k * max(|u_k|, sum_j p_j * |u_j|)";
        }

        if (plan.Operator == KernelOperator.LogSoftmaxBackward)
        {
            yield return "a result is within 3 ulp of max(|u_k|, p_k * sum_j |u_j|)";
        }

        if (plan.Has(Outputs.Probabilities))
        {
            yield return $"a probability is within {derived} ulp, {Beside}";
        }

        if (plan.Operator != KernelOperator.NllLoss && plan.Has(Outputs.Gradient) && plan.Truth != Truth.None)
        {
            string scale = plan.Truth == Truth.Labels ? "p, at the label of 1" : "max(p_k * sum(t), t_k)";
            yield return $"an element of the gradient is within {derived} ulp of {scale}, {Beside}";
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            yield return $"one of the Hessian's diagonal is within {derived} ulp of p, {Beside}";
        }

        if (plan.Has(Outputs.Product))
        {
            yield return $"an element of the product is within {(single ? "29" : "9")} ulp of p_k * max(|v_k|, sum_j p_j * |v_j|), "
                + "and two more for each unit that its logit lies below max, and one for each of log(sum)";
        }

        string logarithm = single ? "7" : "4";
        if (plan.Has(Outputs.LogProbabilities))
        {
            yield return $"a log-probability is within {logarithm} ulp of the larger of itself and 1";
        }

        if (plan.Has(Outputs.LogSumExp))
        {
            yield return "a log-sum-exp is within 2 ulp of the largest of itself, |max| and 1";
        }

        if (plan.NeedsLoss && plan.Operator != KernelOperator.NllLoss)
        {
            yield return $"a row's loss is within {logarithm} ulp of the largest of its terms and 1";
        }
    }
}

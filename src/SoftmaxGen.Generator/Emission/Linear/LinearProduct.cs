using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// One of the products of matrices around the logits: result[i, j] = sum over d of left[i, d] * right[d, j]. The right
/// one is copied into panels.
/// </summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Result">The buffer that is written.</param>
/// <param name="Left">The buffer whose elements are broadcast.</param>
/// <param name="Right">The buffer that panels are made of.</param>
/// <param name="Rows">The height of the result, as an expression.</param>
/// <param name="Columns">The width of the result.</param>
/// <param name="Depth">The number of products of one element, or 0 where it is the block's rows.</param>
/// <param name="LeftRowStep">From one row to the next in the left buffer.</param>
/// <param name="LeftDepthStep">From one product to the next in the left buffer.</param>
/// <param name="RightIsTransposed">Whether the products of an element lie side by side in the right buffer.</param>
/// <param name="Formula">What it computes, in words.</param>
internal sealed record LinearProduct(
    string Name,
    string Result,
    string Left,
    string Right,
    string Rows,
    int Columns,
    int Depth,
    int LeftRowStep,
    int LeftDepthStep,
    bool RightIsTransposed,
    string Formula)
{
    /// <summary>The products that the plan needs, in the order of their use.</summary>
    public static IEnumerable<LinearProduct> Of(KernelPlan plan)
    {
        int classes = plan.Classes;
        int features = plan.Features;
        string bias = plan.Has(Terms.Bias) ? "bias[k] + " : "";
        yield return new(
            "Logits", "logits", "inputs", "weights", "rows", classes, features, features, 1, RightIsTransposed: true,
            $"logits[n, k] = {bias}sum over f of inputs[n, f] * weights[k, f]");
        if (plan.Has(Outputs.WeightGradient))
        {
            yield return new(
                "WeightGradient", "weightGradient", "gradient", "inputs", KernelText.Number(classes), features, 0, 1, classes,
                RightIsTransposed: false,
                "weightGradient[k, f] += sum over n of gradient[n, k] * inputs[n, f]");
        }

        if (plan.Has(Outputs.InputGradient))
        {
            yield return new(
                "InputGradient", "inputGradient", "gradient", "weights", "rows", features, classes, classes, 1,
                RightIsTransposed: false,
                $"inputGradient[n, f] {(plan.Has(Terms.Accumulate) ? "+=" : "=")} sum over k of gradient[n, k] * weights[k, f]");
        }
    }

    /// <summary>Whether it is the one that makes the logits, and may add a bias.</summary>
    public bool IsForward => RightIsTransposed;

    /// <summary>Whether it sums over the rows of a block.</summary>
    public bool IsOverRows => Depth == 0;

    /// <summary>The depth of its panels.</summary>
    public int PanelDepth => PanelShape.DepthOf(IsOverRows ? PanelShape.BlockRows : Depth);

    /// <summary>Whether it adds to what the result holds from the first product on.</summary>
    public bool Adds(KernelPlan plan) => IsOverRows || (!IsForward && plan.Has(Terms.Accumulate));

    /// <summary>Whether it must leave out the rows of ignored labels, whose inputs may be NaN or infinite.</summary>
    public bool SkipsIgnored(KernelPlan plan) => IsOverRows && plan.Truth == Truth.Labels;

    /// <summary>Whether its methods take a range of columns, for threads share them.</summary>
    public bool TakesColumns(KernelPlan plan) => plan.Has(Terms.Parallel) && LinearParts.Cuts(Columns);

    /// <summary>Whether its methods take the height of the result, for threads share the classes, too.</summary>
    public bool TakesHeight(KernelPlan plan) =>
        plan.Has(Terms.Parallel) && IsOverRows && LinearParts.CuttingsOfClasses(plan) > 1;

    /// <summary>The numbers that its methods take behind the rows.</summary>
    public IEnumerable<string> Ranges(KernelPlan plan)
    {
        if (TakesColumns(plan))
        {
            yield return "from";
            yield return "to";
        }

        if (TakesHeight(plan))
        {
            yield return "height";
        }
    }

    /// <summary>The height of the result in its methods.</summary>
    public string Height(KernelPlan plan) => TakesHeight(plan) ? "height" : Rows;

    /// <summary>Its buffers: the left, the right, the bias where it takes one, the result.</summary>
    public IEnumerable<(string Name, bool Written)> Buffers(KernelPlan plan)
    {
        yield return (Left, false);
        yield return (Right, false);
        if (IsForward && plan.Has(Terms.Bias))
        {
            yield return ("bias", false);
        }

        yield return (Result, true);
    }
}

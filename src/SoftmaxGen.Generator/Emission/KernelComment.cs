using SoftmaxGen.Generator.Emission.Linear;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission;

/// <summary>The explanation above an emitted kernel: what it computes, how, and how exactly.</summary>
internal static class KernelComment
{
    public static string Of(KernelPlan plan) =>
        $"""
        /// <summary>{Formula(plan)}</summary>
        /// <remarks>{TermsOf(plan)}
        /// <para>{Layout(plan)}</para>
        /// <para>{Method(plan)}</para>
        /// <para>{KernelExactness.Of(plan)}</para>
        /// </remarks>
        """;

    private static string Formula(KernelPlan plan) => plan.Operator switch
    {
        KernelOperator.Softmax => "Softmax: p_k = exp(x_k - max) / sum_j exp(x_j - max).",
        KernelOperator.LogSoftmax => "Log-softmax: (x_k - max) - log(sum_j exp(x_j - max)).",
        KernelOperator.SoftmaxBackward => "The backward pass of softmax: p_k * (u_k - sum_j p_j * u_j), the Jacobian times u.",
        KernelOperator.LogSoftmaxBackward => "The backward pass of log-softmax: u_k - exp(l_k) * sum_j u_j.",
        KernelOperator.SoftmaxJacobian => "The Jacobian of softmax: dp_i / dx_j = p_i * ((i == j) - p_j).",
        KernelOperator.LogSumExp => "Log-sum-exp: max + log(sum_j exp(x_j - max)).",
        KernelOperator.ArgMax => "The class of the greatest logit: the first of equals; a NaN counts as the greatest.",
        KernelOperator.SoftmaxLossHessianVector =>
            "The Hessian of softmax cross-entropy times v: sum(t) * p_k * (v_k - sum_j p_j * v_j).",
        KernelOperator.NllLoss => "Negative log-likelihood: the loss is -l_y, its gradient -1 at the label y and 0 elsewhere.",
        KernelOperator.LinearPredict =>
            "A linear layer, x_k = sum_f i_f * w_kf, and the class of its greatest logit: the first of equals; a NaN counts as the greatest.",
        KernelOperator.LinearSoftmaxLoss =>
            "A linear layer, x_k = sum_f i_f * w_kf, under softmax cross-entropy: with g the gradient of the loss by x, "
            + "that by w_kf is the sum over the rows of g_k * i_f, and that by i_f is sum_k g_k * w_kf.",
        _ when plan.IsSharded =>
            "Softmax cross-entropy by label, a shard of the classes: p_k = exp(x_k - logSumExp), the loss is logSumExp "
            + "(added by the shard of class 0) - x_y (by the label's own), its gradient p_k - (k == y).",
        _ => plan.Truth == Truth.Labels
            ? "Softmax cross-entropy by label: the loss is log(sum_j exp(x_j - max)) - (x_y - max), its gradient p_k - (k == y)."
            : "Softmax cross-entropy by target: the loss is sum_k t_k * (log(sum_j exp(x_j - max)) - (x_k - max)), "
                + "its gradient p_k * sum(t) - t_k.",
    };

    /// <summary>A paragraph on what goes beyond the formula, where anything does.</summary>
    private static string TermsOf(KernelPlan plan)
    {
        string[] said = TermTexts.Where(text => plan.Has(text.Term))
            .Select(text => plan.IsLinear && text.Term == Terms.Parallel ? SharedByThreads : text.Text)
            .ToArray();
        return said.Length == 0 ? "" : $"\n/// <para>Besides: {string.Join("; ", said)}.</para>";
    }

    private const string SharedByThreads =
        "where there is much to do, threads share the columns of the products and take blocks of rows, each number being computed as on one thread";

    private static readonly (Terms Term, string Text)[] TermTexts =
    [
        (Terms.Bias, "each logit has a bias, whose gradient is the sum of g over the rows"),
        (Terms.Softcap, "a logit is cap * tanh(x / cap) first, and an infinite one stays infinite"),
        (Terms.Temperature, "the logits are divided by a temperature, and the derivatives are those of the undivided ones"),
        (Terms.Smoothing, "a target t is hard * t + even in every class, even being a share over C"),
        (Terms.ClassWeights, "each class has a weight"),
        (Terms.SampleWeights, "each row has a weight, and one of 0 counts for nothing"),
        (Terms.ZLoss, "zFactor * logSumExp^2 is a part of each loss"),
        (Terms.Focal, "each loss is weighted by (1 - p)^gamma, p being the probability of its label"),
        (Terms.Accumulate, "the gradient is added to what its buffer holds"),
        (Terms.Safe, "a row of -inf alone gives zeros"),
        (Terms.Blockwise, "it is given a batch block by block, and its sums over the rows go on from one to the next"),
        (Terms.Throw, "a logit that is not finite is refused before anything is written"),
        (Terms.Parallel, "a large batch is split over the thread pool, in parts whose totals are added in their order"),
    ];

    private static string Layout(KernelPlan plan)
    {
        string rows = plan.Batch > 0 ? KernelText.Number(plan.Batch) + " rows" : "Any number of rows";
        string classes = KernelText.Number(plan.Classes);
        string layout = plan.Shape.Layout switch
        {
            BatchLayoutKind.ClassMajor => "class-major",
            BatchLayoutKind.ChannelsFirst => $"channels first, with {KernelText.Number(plan.Shape.Spatial)} positions an image",
            _ when plan.Shape.RowStride > 0 => $"row-major, {KernelText.Number(plan.Shape.RowStride)} elements apart",
            _ => "row-major",
        };
        string features = plan.IsLinear ? KernelText.Number(plan.Features) + " features and " : "";
        return $"{rows} of {features}{classes} classes, {layout}, in {TypeOf(plan.Element)}.";
    }

    private static string TypeOf(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        _ => "Half, computed in float",
    };

    private static string Method(KernelPlan plan) => plan.Strategy switch
    {
        Strategy.Converted when plan.IsLinear =>
            "The weights are converted to float once, and the rows block by block; the kernel for float runs on each block, and what "
            + "it has written is rounded back, to the nearest and of two to the even one: the sums over the batch when all blocks "
            + "are added. All of that waits in arrays that are rented from ArrayPool&lt;float&gt;.Shared and given back.",
        Strategy.Converted =>
            "Block by block: the rows of a block are converted to float, the kernel for float runs on them, and what it has "
            + "written is rounded back, to the nearest and of two to the even one. The blocks wait on the stack where "
            + "they fit, and otherwise in arrays that are rented from ArrayPool&lt;float&gt;.Shared and given back.",
        Strategy.RowsInLanes =>
            "Rows in lanes: a block of rows is transposed in registers, so that class k of every row is in register k. "
            + "Every maximum and sum is then taken between registers, and one logarithm or division serves all lanes. "
            + "Where there are exponentials, the steps are short passes over a chunk of blocks, whose independent "
            + "iterations overlap; rows that fill no register are computed one by one.",
        Strategy.ClassesInLanes =>
            "Classes in lanes: row by row, one pass after the other. A sum over the classes runs in 64 bytes of virtual "
            + "lanes, held in as many registers as the machine's width asks for; the last block overlaps the one before it.",
        Strategy.RowsTogether =>
            "Rows together: neighbouring classes lie in neighbouring lanes, and a group of rows runs through each pass before the next, "
            + "so that independent rows overlap; one logarithm or division serves a register of rows, and the rows that fill no group go one by "
            + "one. A sum over the classes runs in 64 bytes of virtual lanes, held in as many registers as the machine's width asks "
            + "for; the last block overlaps the one before it.",
        Strategy.BlocksInLanes when plan.Shape.IsColumns =>
            "Blocks in lanes: neighbouring rows lie side by side in a register, each in its own lane. Short passes run over many "
            + "rows at a time, class after class, as they lie in memory, so that the processor can foresee what is needed next; "
            + "what each row has one of waits on the stack. One logarithm or division serves all lanes. Rows that fill no register go one by one.",
        Strategy.BlocksInLanes =>
            "Blocks in lanes: a block of rows is transposed into a buffer in the first-level cache, each row in its own lane, "
            + "and runs through short passes, class after class; one logarithm or division serves all lanes. Rows that fill "
            + "no block go one by one, with classes in lanes. Both sum over the classes in the same order: in 64 bytes of virtual "
            + "lanes, the last of them counted from the row's end.",
        Strategy.ColumnsInLanes =>
            "Columns in lanes: neighbouring rows lie side by side in a register, each in its own lane, and the classes are "
            + "loops: one for the maximum, one for the sum of the exponentials, one for what is made of them.",
        Strategy.Panels =>
            $"Blocks of {KernelText.Number(PanelShape.BlockRows)} rows: their logits are computed into scratch memory, the kernel of the logits puts "
            + "the gradient in their place, and the products with it follow at once; the logits of the whole batch are never "
            + "stored. Each product runs over panels of two registers' width that lie in the first-level cache, in tiles whose "
            + $"sums stay in registers; at most {KernelText.Number(PanelShape.Depth)} products are summed there before they join the result.",
        _ => "Row by row: one element is read, and at most one written that is not zero.",
    };
}

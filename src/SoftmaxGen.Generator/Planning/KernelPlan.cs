using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>
/// What will be emitted for a kernel, decided before a character is written. Two methods with equal plans share one
/// kernel: reduction, scale, ignored label and the numbers of the options are arguments of it.
/// </summary>
/// <param name="Operator">What it computes.</param>
/// <param name="Element">The type of the logits.</param>
/// <param name="Classes">C.</param>
/// <param name="Batch">A fixed N, or 0.</param>
/// <param name="Strategy">How it uses registers.</param>
/// <param name="Truth">How a loss learns the truth.</param>
/// <param name="Labels">The integers of <c>labels</c>, or None.</param>
/// <param name="Predictions">The integers of <c>predictions</c>, or None.</param>
/// <param name="Terms">What it computes beyond the plain formula.</param>
/// <param name="Outputs">What it writes and returns.</param>
/// <param name="Widths">The register widths in bits, widest first, that are emitted before the scalar path (0), the last.</param>
/// <param name="Shape">How the batch lies in memory.</param>
/// <param name="Features">F of a linear layer, or 0.</param>
/// <param name="Calls">The kernels that it calls for a block of rows at a time.</param>
/// <param name="Target">What the consumer's framework offers.</param>
internal sealed record KernelPlan(
    KernelOperator Operator,
    ElementType Element,
    int Classes,
    int Batch,
    Strategy Strategy,
    Truth Truth,
    LabelType Labels,
    LabelType Predictions,
    Terms Terms,
    Outputs Outputs,
    EquatableArray<int> Widths,
    BatchShape Shape,
    int Features,
    EquatableArray<KernelPlan> Calls,
    TargetFacts Target)
{
    /// <summary>It and the kernels that it calls.</summary>
    public IEnumerable<KernelPlan> WithCalls => Calls.SelectMany(call => call.WithCalls).Prepend(this);

    /// <summary>Whether logits are made by a linear layer first.</summary>
    public bool IsLinear => Features > 0;

    /// <summary>
    /// The virtual lanes over which a row's classes are summed, whatever the width of the machine: 64 bytes of elements.
    /// A narrower register holds a part of them, so that every width adds in the same order.
    /// </summary>
    public int VirtualLanes => Element == ElementType.Single ? 16 : 8;

    /// <summary>Whether it writes or returns that.</summary>
    public bool Has(Outputs output) => (Outputs & output) != 0;

    /// <summary>Whether it computes that.</summary>
    public bool Has(Terms term) => (Terms & term) != 0;

    /// <summary>Whether the loss of each row is wanted, by itself or in the total.</summary>
    public bool NeedsLoss => Truth != Truth.None && Has(Outputs.Losses | Outputs.Total);

    /// <summary>Whether a loss's derivatives are wanted.</summary>
    public bool NeedsDerivatives => Truth != Truth.None && Has(Outputs.Gradient | Outputs.HessianDiagonal | Outputs.Product | Outputs.LinearGradients);

    /// <summary>Whether the label's class alone counts: by a label that is not smoothed.</summary>
    public bool PicksLabel => Truth == Truth.Labels && !Has(Terms.Smoothing);

    /// <summary>Whether every class counts, by a coefficient: by a target, or by a smoothed label.</summary>
    public bool HasCoefficients => Truth != Truth.None && !PicksLabel;

    /// <summary>Whether the shifted logit of the label is wanted.</summary>
    public bool NeedsOwn => PicksLabel && (NeedsLoss || (NeedsDerivatives && Has(Terms.Focal)));

    /// <summary>Whether the weight of the label's class is a factor of the row.</summary>
    public bool WeighsLabel => PicksLabel && Has(Terms.ClassWeights);

    /// <summary>Whether rows have factors of their own in the derivatives.</summary>
    public bool HasShares =>
        NeedsDerivatives && (WeighsLabel || Has(Terms.SampleWeights | Terms.Focal | Terms.Safe));

    /// <summary>Whether a row can count for nothing.</summary>
    public bool Skips => Truth == Truth.Labels || Has(Terms.SampleWeights | Terms.Safe);

    /// <summary>Whether the gradient of a row that counts for nothing must be left as it is.</summary>
    public bool SkipsGradient =>
        Has(Outputs.Gradient) && Has(Terms.Accumulate) && (Truth == Truth.Labels || Has(Terms.SampleWeights));

    /// <summary>Whether the logarithm of a row's sum is wanted.</summary>
    public bool NeedsLogSum => !IsSharded
        && (Has(Outputs.LogProbabilities | Outputs.LogSumExp | Outputs.Losses | Outputs.Total)
            || Has(Terms.ZLoss)
            || (NeedsDerivatives && Has(Terms.Focal)));

    /// <summary>Whether the log-sum-exp of a row must be computed, by itself or for the loss.</summary>
    public bool NeedsLogSumExp => !IsSharded
        && (Has(Outputs.LogSumExp) || (Truth == Truth.None && Has(Outputs.Total)) || Has(Terms.ZLoss));

    /// <summary>
    /// Whether it holds a part of the classes only. There is nothing to sum then: the exponential of a logit less the
    /// log-sum-exp, which is given, is the probability itself.
    /// </summary>
    public bool IsSharded => Has(Terms.Sharded);

    /// <summary>Whether the maximum must be NaN where the row holds one.</summary>
    public bool MarksNaN => Has(Outputs.Labels | Outputs.Predictions) || NeedsLogSumExp;

    /// <summary>
    /// Whether a row by itself leaves its exponentials in the output that is written last, to be scaled there. Otherwise
    /// one pass takes them again: where the output must be read first, or the logits once more, which may be its memory.
    /// </summary>
    public bool StoresExps =>
        Has(Outputs.Gradient | Outputs.Probabilities)
        && !Has(Outputs.HessianDiagonal)
        && !Has(Terms.Accumulate | Terms.Sharded)
        && !(Has(Outputs.Gradient) && Has(Terms.Softcap));

    /// <summary>Whether the label's probability is wanted, and the sum of the others.</summary>
    public bool NeedsRest => Has(Terms.Focal);

    /// <summary>
    /// The kernel's name tells its plan: operator, element, classes, batch, truth, terms, outputs, strategy with its virtual
    /// lanes; <c>Portable</c> where there are no vectors. An identifier, unique among different plans of a compilation.
    /// </summary>
    public string Name => string.Join("_", NameParts());

    private IEnumerable<string> NameParts()
    {
        yield return Operator.ToString();
        yield return Element.ToString();
        if (IsLinear)
        {
            yield return "F" + Features.ToString(CultureInfo.InvariantCulture);
        }

        yield return "C" + Classes.ToString(CultureInfo.InvariantCulture);
        if (Batch > 0)
        {
            yield return "N" + Batch.ToString(CultureInfo.InvariantCulture);
        }

        if (Shape.IsColumns)
        {
            yield return Shape.Layout == BatchLayoutKind.ClassMajor
                ? "ClassMajor"
                : "ChannelsFirst" + Shape.Spatial.ToString(CultureInfo.InvariantCulture);
        }
        else if (Shape.RowStride > 0)
        {
            yield return "Stride" + Shape.RowStride.ToString(CultureInfo.InvariantCulture);
        }

        if (Truth == Truth.Distribution)
        {
            yield return "Target";
        }

        if (Labels != LabelType.None)
        {
            yield return "Labels" + Labels;
        }

        if (Terms != Terms.None)
        {
            yield return Terms.ToString().Replace(", ", "_");
        }

        if (Predictions != LabelType.None)
        {
            yield return "Predicts" + Predictions;
        }

        yield return Outputs.ToString().Replace(", ", "_");
        yield return Strategy + (Strategy is Strategy.Gather or Strategy.ColumnsInLanes or Strategy.Panels or Strategy.Converted ? "" : VirtualLanes.ToString(CultureInfo.InvariantCulture));
        if (!Target.Vectors)
        {
            yield return "Portable";
        }
    }
}

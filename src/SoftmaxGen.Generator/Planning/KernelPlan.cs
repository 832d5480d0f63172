using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>
/// What will be emitted for a kernel, decided before a character is written. Two methods with equal plans share one
/// kernel: reduction, scale and ignored label are arguments of it.
/// </summary>
/// <param name="Operator">What it computes.</param>
/// <param name="Element">The type of the logits.</param>
/// <param name="Classes">C.</param>
/// <param name="Batch">A fixed N, or 0.</param>
/// <param name="Strategy">How it uses registers.</param>
/// <param name="Truth">How a loss learns the truth.</param>
/// <param name="Labels">The integers of <c>labels</c>, or None.</param>
/// <param name="Outputs">What it writes and returns.</param>
/// <param name="Widths">The register widths in bits, widest first, that are emitted before the scalar path (0), the last.</param>
/// <param name="Target">What the consumer's framework offers.</param>
internal sealed record KernelPlan(
    KernelOperator Operator,
    ElementType Element,
    int Classes,
    int Batch,
    Strategy Strategy,
    Truth Truth,
    LabelType Labels,
    Outputs Outputs,
    EquatableArray<int> Widths,
    TargetFacts Target)
{
    /// <summary>
    /// The virtual lanes over which a row's classes are summed, whatever the width of the machine: 64 bytes of elements.
    /// A narrower register holds a part of them, so that every width adds in the same order.
    /// </summary>
    public int VirtualLanes => Element == ElementType.Single ? 16 : 8;

    /// <summary>Whether it writes or returns that.</summary>
    public bool Has(Outputs output) => (Outputs & output) != 0;

    /// <summary>Whether the loss of each row is wanted, by itself or in the total.</summary>
    public bool NeedsLoss => Truth != Truth.None && Has(Outputs.Losses | Outputs.Total);

    /// <summary>Whether the logarithm of a row's sum is wanted.</summary>
    public bool NeedsLogSum => Has(Outputs.LogProbabilities | Outputs.LogSumExp | Outputs.Losses | Outputs.Total);

    /// <summary>Whether the log-sum-exp of a row is wanted, by itself or in the total.</summary>
    public bool NeedsLogSumExp => Has(Outputs.LogSumExp) || (Truth == Truth.None && Has(Outputs.Total));

    /// <summary>
    /// The kernel's name tells its plan: operator, element, classes, batch, truth, outputs, strategy with its virtual
    /// lanes; <c>Portable</c> where there are no vectors. An identifier, unique among different plans of a compilation.
    /// </summary>
    public string Name => string.Join("_", NameParts());

    private IEnumerable<string> NameParts()
    {
        yield return Operator.ToString();
        yield return Element.ToString();
        yield return "C" + Classes.ToString(CultureInfo.InvariantCulture);
        if (Batch > 0)
        {
            yield return "N" + Batch.ToString(CultureInfo.InvariantCulture);
        }

        if (Truth == Truth.Distribution)
        {
            yield return "Target";
        }

        if (Labels != LabelType.None)
        {
            yield return "Labels" + Labels;
        }

        yield return Outputs.ToString().Replace(", ", "_");
        yield return Strategy + (Strategy == Strategy.Gather ? "" : VirtualLanes.ToString(CultureInfo.InvariantCulture));
        if (!Target.Vectors)
        {
            yield return "Portable";
        }
    }
}

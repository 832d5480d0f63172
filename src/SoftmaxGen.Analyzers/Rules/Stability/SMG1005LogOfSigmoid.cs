using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log σ(z) and log(1 - σ(z)), as in a binary cross-entropy that goes through the sigmoid.</summary>
internal sealed class SMG1005LogOfSigmoid() : FlowRule(Describe(
    "SMG1005", Stability, "Binary cross-entropy through a sigmoid",
    "The logarithm of {1} is -∞ as soon as the sigmoid rounds; the form on the logits is not{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.OfScalars(800, -800);

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 or FunctionKind.LogP1 or FunctionKind.BinaryCrossEntropy) ||
            LocalUses.IsOnlyCompared(operation.Operation.Syntax))
            return;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            Term term = operation.Function == FunctionKind.LogP1 ? Algebra.Add(Terms.One, alternative) : alternative;
            Term? direct = Algebra.Coefficient(term).Other is { Kind: TermKind.Sigmoid } sigmoid ? sigmoid : null;
            Term? complement = Shapes.ComplementOfSigmoid(term);
            if ((direct ?? complement) is { } found && !IsNarrow(found[0].Range) && !context.IsExponentiatedAgain(operation.Result))
            {
                context.ReportWith(this, operation, found, direct is null ? "1 - σ(z)" : "σ(z)");
                return;
            }
        }
    }

    // Within ±30 a sigmoid neither reaches 0 nor rounds to 1 in double.
    private static bool IsNarrow(Interval logits) => logits.Low >= -30 && logits.High <= 30;
}

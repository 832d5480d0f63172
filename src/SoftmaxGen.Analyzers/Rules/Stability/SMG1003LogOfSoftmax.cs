using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>The logarithm of a probability that a softmax has just made of logits, or of one whose clip was forgotten.</summary>
internal sealed class SMG1003LogOfSoftmax() : FlowRule(Describe(
    "SMG1003", Stability, "The logarithm of a softmax",
    "The logarithm of a softmax is -∞ as soon as the probability underflows; log-softmax of the logits is not{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.OfVectors([0, -800], [-800, 0], [0, 1000], [-100_000, 0]);

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10) || LocalUses.IsOnlyCompared(operation.Operation.Syntax) || PositiveArms.Has(operation.Operation.Syntax))
            return;
        ImmutableArray<Term> alternatives = Terms.Alternatives(operation.Input);
        // if (IsTooSmall(p)) p = 1e-15: floored by hand, which is SMG1013's.
        if (alternatives.Any(SMG1013EpsilonHidesLoss.IsSmall))
            return;
        foreach (Term alternative in alternatives)
        {
            if (SoftmaxIn(alternative, false) is ({ } softmax, var divides) && !IsNarrow(softmax[0].Range) && (divides || !IsInEntropy(operation, context)))
            {
                context.ReportWith(this, operation, softmax);
                return;
            }
        }
        if (DroppedClips.Before(operation, context) is { } clip)
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty, ImmutableArray.Create(clip.Operation)) { CanBeConfirmed = false });
    }

    // A constant factor (a class weight) changes nothing; a clamp or an epsilon does, and is another rule's. log(p / q) is log p - log q,
    // and whoever leaves p = 0 out has not thought of q.
    private static (Term? Softmax, bool Divides) SoftmaxIn(Term probability, bool divides) => Algebra.Coefficient(probability).Other switch
    {
        { Kind: TermKind.Softmax } softmax => (softmax, divides),
        { Kind: TermKind.Divide } ratio when SoftmaxIn(ratio[1], true) is { Softmax: not null } below => below,
        { Kind: TermKind.Divide } ratio => SoftmaxIn(ratio[0], divides),
        _ => (null, divides),
    };

    // if (p > 0) h -= p * log(p): what is left out is 0, however far the logits are apart.
    private static bool IsInEntropy(Evaluated log, RuleContext context)
    {
        foreach (Evaluated product in context.Events)
            if (product.Operation.Syntax.SyntaxTree == log.Operation.Syntax.SyntaxTree && product.Operation.Syntax.Span.Contains(log.Operation.Syntax.Span) &&
                SMG1018UnguardedEntropy.IsGuardedEntropy(product))
                return true;
        return false;
    }

    private static bool IsNarrow(Interval logits) => logits.High - logits.Low < 80;
}

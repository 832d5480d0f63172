using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>Logits that are clamped, and not shifted, before they are exponentiated: all that lie above the bound become equal.</summary>
internal sealed class SMG1020ClampedLogits() : FlowRule(Describe(
    "SMG1020", Stability, "Clamped logits instead of shifted ones",
    "The clamp keeps the exponentials finite, but makes all logits above {1} equal{0}",
    DiagnosticSeverity.Info))
{
    // A tighter clamp is a choice about the model and no protection against overflow.
    private const double LowestProtection = 15;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) ||
            SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, var denominator) ||
            SMG1001UnshiftedSoftmax.SumOf(denominator, numerator) is not { } sum || Exponents.In(sum[1]) is not { } exp)
            return;
        if (exp[0] is { Kind: TermKind.Min or TermKind.Max } clamp && Bound(clamp) is { } bound && bound <= (RuleContext.IsSingle(operation.Operation) ? 88 : 709))
            context.Report(new RuleFinding(this, operation, operation.Operation,
                ImmutableArray.Create(bound.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    // min(max(x, low), high) and max(min(x, high), low), of logits that nothing has shifted.
    private static double? Bound(Term clamp)
    {
        Term? inner = clamp.Kind == TermKind.Min ? clamp : clamp.Operands.FirstOrDefault(o => o.Kind == TermKind.Min);
        if (inner is null || !clamp.Bound.IsEmpty || !inner.Bound.IsEmpty || clamp.Any(t => t.Kind is TermKind.Max or TermKind.LogSumExp && !t.Bound.IsEmpty))
            return null;
        return inner.Operands.FirstOrDefault(o => o.IsConstant) is { Constant: >= LowestProtection } high ? high.Constant : null;
    }
}

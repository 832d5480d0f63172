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

    public override RuleProbes? Probes => RuleProbes.OfVectors([1000, 900]);

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) ||
            SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, var denominator) ||
            SMG1001UnshiftedSoftmax.SumOf(denominator, numerator) is not { } sum)
            return;
        Term? clamped = Exponents.In(sum[1]) is null ? Exponents.Clamped(sum[1]) : null;
        if ((clamped ?? Exponents.In(sum[1])) is not { } exp)
            return;
        double limit = RuleContext.IsSingle(operation.Operation) ? 88 : 709;
        double? bound = clamped is null ? Bound(exp[0])
            : HasFloor(sum[1]) && Exponents.CanOverflow(exp[0], sum.Bound, operation.Operation, context.Options) ? BoundOf(sum[1]) : null;
        if (bound >= LowestProtection && bound <= limit)
            context.Report(new RuleFinding(this, operation, operation.Operation,
                ImmutableArray.Create(bound.Value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture)),
                exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty)
            {
                IsWrong = LostOrder.IsIn,
                CanBeRefuted = false,
            });
    }

    /// <summary>The logit above which an exponential is cut off, for max(min(e^v, high), low) in whatever order; null where it is not.</summary>
    internal static double? BoundOf(Term clamped) =>
        Terms.Alternatives(clamped).FirstOrDefault(a => a.Any(t => t.Kind == TermKind.Exp)) is { } clamp && Limit(clamp, TermKind.Min) is > 0 and var high
            ? Math.Log(high) : null;

    /// <summary>Whether an exponential is kept from becoming 0.</summary>
    internal static bool HasFloor(Term clamped) =>
        Terms.Alternatives(clamped).FirstOrDefault(a => a.Any(t => t.Kind == TermKind.Exp)) is { } clamp && Limit(clamp, TermKind.Max) > 0;

    // The constant of a minimum or a maximum in a nest of them.
    private static double? Limit(Term clamp, TermKind kind)
    {
        if (clamp.Kind is not (TermKind.Min or TermKind.Max))
            return null;
        double? inner = clamp.Operands.Select(o => Limit(o, kind)).FirstOrDefault(x => x is not null);
        return clamp.Kind == kind && clamp.Operands.FirstOrDefault(o => o.IsConstant) is { } own ? own.Constant : inner;
    }

    // min(max(x, low), high) and max(min(x, high), low), of logits that nothing has shifted.
    private static double? Bound(Term clamp)
    {
        if (clamp.Kind is not (TermKind.Min or TermKind.Max))
            return null;
        Term? inner = clamp.Kind == TermKind.Min ? clamp : clamp.Operands.FirstOrDefault(o => o.Kind == TermKind.Min);
        if (inner is null || !clamp.Bound.IsEmpty || !inner.Bound.IsEmpty || clamp.Any(t => t.Kind is TermKind.Max or TermKind.LogSumExp && !t.Bound.IsEmpty))
            return null;
        return inner.Operands.FirstOrDefault(o => o.IsConstant)?.Constant;
    }
}

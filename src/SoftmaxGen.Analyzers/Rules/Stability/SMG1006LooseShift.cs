using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>A softmax or a log-sum-exp that is shifted, but not by the maximum of its own row.</summary>
internal sealed class SMG1006LooseShift() : FlowRule(Describe(
    "SMG1006", Stability, "A shift that is not the row's maximum",
    "The logits are shifted by {1} instead of by the maximum of their row, so all exponentials can still underflow or overflow together{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.OfVectors([-1000, -1001], [0, 1000], [2000, 0]);

    public override void Examine(Evaluated operation, RuleContext context)
    {
        Term? others = SumBesideOwn(operation);
        if ((others ?? SumIn(operation)) is not { } sum || Exponents.In(sum[1]) is not { } exp)
            return;
        string? shift = others is null ? LooseShift.In(exp[0], sum, operation.Operation) : null;
        if (shift is null ? !OwnShift.Is(exp[0], sum, operation) : shift == LooseShift.FixedElement && Sorts(operation.Method))
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(shift ?? "another value"),
            exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty)
        {
            PointsAtPart = true,
            MustBeConfirmed = shift is null,
        });
    }

    private static Term? SumIn(Evaluated operation)
    {
        if (operation.Function is FunctionKind.Divide or FunctionKind.Multiply)
            return SMG1001UnshiftedSoftmax.Quotient(operation) is (var numerator, var denominator) && IsOnlySum(denominator)
                ? SMG1001UnshiftedSoftmax.SumOf(denominator, numerator) : null;
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10))
            return null;
        return IsOnlySum(operation.Input) ? Shapes.SumOfExp(operation.Input) : null;
    }

    // log(1 + Σ e^(z - z[y])) over the other classes: the 1 is that of y, whose logit need not be the largest.
    private static Term? SumBesideOwn(Evaluated operation)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.LogP1) || operation.Input is not { Kind: TermKind.Add or TermKind.Sum } input)
            return null;
        if (operation.Function == FunctionKind.Log && input.Kind == TermKind.Add)
            return input.Operands.Length == 2 && input[0].IsNumber(1) ? Shapes.SumOfExp(input[1]) : null;
        return Shapes.SumOfExp(input) is { } sum && sum[0].IsNumber(operation.Function == FunctionKind.Log ? 1 : 0)
            ? new Term(TermKind.Sum, ImmutableArray.Create(Terms.Zero, sum[1]), range: sum.Range, bound: sum.Bound) : null;
    }

    // In sorted logits the first or the last one is the maximum.
    private static bool Sorts(ISymbol? method)
    {
        while (method is { ContainingSymbol: IMethodSymbol outer })
            method = outer;
        return method is not null && method.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantTokens().Any(t =>
            t.ValueText.StartsWith("Sort", StringComparison.OrdinalIgnoreCase) || t.ValueText.StartsWith("Order", StringComparison.Ordinal)));
    }

    // exp(-m) + Σ: a class with a score of 0, for which a maximum from 0 is the right one.
    private static bool IsOnlySum(Term denominator)
    {
        foreach (Term alternative in Terms.Alternatives(denominator))
            if (alternative.Kind == TermKind.Add && alternative.Operands.Any(o => o.Kind != TermKind.Sum && !(o.IsConstant && Math.Abs(o.Constant) < 0.01)))
                return false;
        return true;
    }
}

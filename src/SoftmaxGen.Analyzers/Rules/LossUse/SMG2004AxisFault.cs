using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Rules.Stability;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>A softmax of a table whose maximum, sum and division do not run over the same axis.</summary>
internal sealed class SMG2004AxisFault() : FlowRule(Describe(
    "SMG2004", LossUse, "A softmax over two axes",
    "{1}, so the probabilities of a row do not sum to 1{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) ||
            SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, var denominator) ||
            Exponents.In(numerator) is not { } exp)
            return;
        foreach (Term alternative in Terms.Alternatives(denominator))
        {
            if (alternative.Kind != TermKind.Sum || Exponents.In(alternative[1]) is not { } summed)
                continue;
            string? fault = MaximumRunsAcross(summed[0], alternative.Bound) ? "The sum runs over one axis and the maximum over another"
                : IsTransposed(summed[0], alternative.Bound, exp[0]) ? "The sum is that of another axis than the one that is divided" : null;
            if (fault is null)
                continue;
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(fault), ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
            return;
        }
    }

    // Σ over r of exp(x[r, c] - max over c of x[r, c]): every member of the sum has a shift of its own.
    private static bool MaximumRunsAcross(Term exponent, ImmutableArray<Term> bound)
    {
        Term whole = Exponents.Unscaled(exponent);
        if (whole.Kind != TermKind.Add)
            return false;
        Term? element = whole.Operands.FirstOrDefault(o => o.Kind == TermKind.Load);
        foreach (Term member in whole.Operands)
            if (Algebra.Coefficient(member) is (< 0, { Kind: TermKind.Max, Bound.IsEmpty: false } max) && element is not null && element.Operands.Length > 2 &&
                max.Operands.Any(o => o.Kind == TermKind.Load && o.Shape == element.Shape) && Terms.Indices(max).Any(bound.Contains) &&
                Matching.Covers(max, element) == Agreement.Same)
                return true;
        return false;
    }

    // The sum belongs to the row whose number is the column's: sums[c] where sums[r] is meant.
    private static bool IsTransposed(Term summed, ImmutableArray<Term> bound, Term divided)
    {
        if (Loads(summed) is not { } inSum || Loads(divided) is not { } above || inSum.Shape != above.Shape || inSum.Operands.Length != 3 || above.Operands.Length != 3)
            return false;
        for (int i = 1; i < 3; i++)
            if (bound.Contains(inSum[3 - i]) && inSum[i].Kind == TermKind.Index && !bound.Contains(inSum[i]) && inSum[i].Equals(above[3 - i]) &&
                above[i].Kind == TermKind.Index && !above[i].Equals(above[3 - i]))
                return true;
        return false;
    }

    private static Term? Loads(Term exponent)
    {
        Term whole = Exponents.Unscaled(exponent);
        return whole.Kind == TermKind.Load ? whole : whole.Kind == TermKind.Add ? whole.Operands.FirstOrDefault(o => o.Kind == TermKind.Load) : null;
    }
}

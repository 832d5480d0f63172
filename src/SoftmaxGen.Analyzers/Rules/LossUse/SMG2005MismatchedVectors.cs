using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Rules.Stability;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>A softmax whose numerator, denominator and shift do not come from one vector.</summary>
internal sealed class SMG2005MismatchedVectors() : FlowRule(Describe(
    "SMG2005", LossUse, "The parts of a softmax do not match",
    "{1}, so the quotients are no probabilities{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) ||
            SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, { Kind: TermKind.Sum } sum) ||
            numerator.Kind != TermKind.Exp || sum[1].Kind != TermKind.Exp || !sum[0].IsNumber(0))
            return;
        (Term above, Term below) = (numerator[0], sum[1][0]);
        bool differ = ShiftsDiffer(above, below, sum.Bound);
        string? fault = differ ? "The numerator is shifted by something else than the denominator"
            : ShiftIsForeign(below, sum.Bound) ? "The shift is the maximum of another vector" : null;
        if (fault is null)
            return;
        // A foreign shift is wrong where it is subtracted, in the exponential.
        ImmutableArray<IOperation> parts = !differ && numerator.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty;
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(fault), parts) { CanBeConfirmed = false, PointsAtPart = true });
    }

    // exp(x[i] - max) / Σ exp(x[j]), and the other way round.
    private static bool ShiftsDiffer(Term above, Term below, ImmutableArray<Term> bound)
    {
        (Term? row, Term? shift) = Split(above);
        (Term? summed, Term? subtracted) = Split(below);
        if (row is null || summed is null || Matching.Compare(summed, bound, row) != Agreement.Same)
            return false;
        if (shift is null || subtracted is null)
            return (shift ?? subtracted) is not null;
        return !shift.Equals(subtracted) && Member(shift) is { } one && Member(subtracted) is { } two && !SameArray(one, two);
    }

    // x[i] - max(y), where x and y were given by the caller: nothing here can have made one of the other.
    private static bool ShiftIsForeign(Term exponent, ImmutableArray<Term> bound)
    {
        (Term? row, Term? shift) = Split(exponent);
        return row is not null && shift is not null && Member(shift) is { } member && bound.Any(row.Mentions) &&
            shift.Bound.Length == row.Operands.Length - 1 && IsGiven(member) && IsGiven(row) && !SameArray(member, row) && member.Path == row.Path;
    }

    // What the maximum runs over, whatever it starts at.
    private static Term? Member(Term max)
    {
        Term? load = null;
        foreach (Term operand in max.Operands)
            if (!operand.IsConstant)
                load = load is null && operand.Kind == TermKind.Load ? operand : null;
        return load;
    }

    private static bool IsGiven(Term load) => load[0].Tag is IParameterSymbol;

    private static bool SameArray(Term a, Term b) => a[0].Equals(b[0]) && a.Path == b.Path;

    // A load alone, or a load less a maximum.
    private static (Term? Row, Term? Shift) Split(Term exponent)
    {
        if (exponent.Kind == TermKind.Load)
            return (exponent, null);
        if (exponent.Kind != TermKind.Add || exponent.Operands.Length != 2)
            return (null, null);
        for (int i = 0; i < 2; i++)
            if (exponent[i].Kind == TermKind.Load && Algebra.Coefficient(exponent[1 - i]) is (-1, { Kind: TermKind.Max, Bound.IsEmpty: false } max))
                return (exponent[i], max);
        return (null, null);
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>Tells a shift that keeps every row in range from one that only looks like it.</summary>
internal static class LooseShift
{
    public const string FixedElement = "one fixed element";

    // Seeds further down than this (float.MinValue, -1e9) lie below every logit that makes sense.
    private const double LowestSeed = -100;

    /// <summary>What the logits are shifted by, in words, when that is not their maximum; null where it is, or where nobody knows.</summary>
    /// <param name="exponent">The argument of the exponential, as it stands in the sum.</param>
    /// <param name="sum">The sum that the exponential goes into.</param>
    /// <param name="at">The operation that uses the sum.</param>
    public static string? In(Term exponent, Term sum, IOperation at)
    {
        // A class that is counted in with a score of 0 (Σ begun at 1 or at exp(-max)) has a maximum of its own.
        if (!sum[0].IsNumber(0) || sum.Bound.IsEmpty)
            return null;
        Term whole = Exponents.Unscaled(exponent);
        if (whole.Kind != TermKind.Add)
            return null;
        Term? row = null;
        var shifts = new List<Term>();
        foreach (Term member in whole.Operands)
            if (sum.Bound.Any(member.Mentions))
                row = row is null ? member : Algebra.Add(row, member);
            else
                shifts.Add(member);
        if (row is null || shifts.Count == 0 || IsNarrow(row.Range) || Exponents.IsShiftedWithin(whole, sum.Bound))
            return null;
        double limit = RuleContext.IsSingle(at) ? 88 : 709;
        if (shifts.Count == 1 && shifts[0].IsConstant)
            return shifts[0].Constant < 0 && exponent.Range.High > limit ? "a constant" : null;
        shifts.RemoveAll(s => s.IsConstant);
        if (shifts.Count != 1 || Signed(shifts[0]) is not (< 0 and var factor, var shift))
            return null;
        // β (x - m), in whatever way it was multiplied out.
        Term element = factor == -1 ? row : Algebra.Multiply(Terms.Number(-1 / factor), row);
        bool isScaled = !ReferenceEquals(whole, exponent);
        return shift.Kind switch
        {
            TermKind.Max => OfMaximum(shift, element, sum.Bound),
            TermKind.Load when IsFixedElement(shift, element, sum.Bound) => FixedElement,
            // Standardised scores, (x - mean) / deviation, cannot grow beyond the root of their number.
            TermKind.Divide or TermKind.Sum when !isScaled && IsMean(shift, row) => "their mean",
            _ => null,
        };
    }

    private static string? OfMaximum(Term max, Term element, ImmutableArray<Term> bound)
    {
        Term? seed = null, member = null;
        foreach (Term operand in max.Operands)
            if (operand.IsConstant)
                seed = operand;
            else if (Matching.Compare(operand, max.Bound, element) != Agreement.None)
                member = operand;
            else
                return null;
        if (member is null || max.Bound.IsEmpty)
            return null;
        if (seed is not null && seed.Constant >= LowestSeed && seed.Constant < double.PositiveInfinity && element.Range.Low < seed.Constant)
            return "a maximum that starts at " + (seed.Constant == 0 || seed.Constant == double.Epsilon || seed.Constant == float.Epsilon
                ? "0" : seed.Constant.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (member.Kind != TermKind.Load || element.Kind != TermKind.Load || member.Operands.Length != element.Operands.Length)
            return null;
        for (int i = 1; i < member.Operands.Length; i++)
        {
            if (element[i].Kind != TermKind.Index || bound.Contains(element[i]))
                continue;
            // The row's own index: the maximum must stand at the same one.
            if (member[i].IsConstant)
                return "another row's maximum";
            if (max.Bound.Contains(member[i]) && max.Bound.Length > bound.Length)
                return "the maximum of the whole batch";
        }
        return null;
    }

    // x[0] and x[n - 1]; any other index may be that of the largest one.
    private static bool IsFixedElement(Term shift, Term element, ImmutableArray<Term> bound)
    {
        if (element.Kind != TermKind.Load || shift.Shape != element.Shape && shift.Path != element.Path || !shift[0].Equals(element[0]) ||
            shift.Operands.Length != element.Operands.Length || shift[0] is not { Kind: TermKind.Root, Tag: IParameterSymbol })
            return false;
        bool isFixed = false;
        for (int i = 1; i < shift.Operands.Length; i++)
        {
            if (bound.Contains(element[i]))
                isFixed = shift[i].IsConstant || IsLast(shift[i]);
            else if (!shift[i].Equals(element[i]))
                return false;
        }
        return isFixed;
    }

    private static bool IsLast(Term index) =>
        index.Kind == TermKind.Add && index.Operands.Length == 2 && index[0].IsNumber(-1) && index[1].Kind == TermKind.Length;

    private static bool IsMean(Term shift, Term row)
    {
        Term total = shift.Kind == TermKind.Divide && shift[1].Kind is (TermKind.Length or TermKind.Root or TermKind.Load) ? shift[0] : shift;
        return total.Kind == TermKind.Sum && total[0].IsNumber(0) && Matching.Covers(total, row) == Agreement.Same;
    }

    // -(s / n) stands as (-s) / n.
    private static (double Factor, Term Other) Signed(Term term)
    {
        if (term.Kind != TermKind.Divide)
            return Algebra.Coefficient(term);
        (double factor, Term above) = Algebra.Coefficient(term[0]);
        return (factor, Algebra.Divide(above, term[1]));
    }

    private static bool IsNarrow(Interval logits) => logits.High - logits.Low < 80;
}

using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Recognises what a term is as a whole: a softmax, a sigmoid, a sum of exponentials.</summary>
internal static class Shapes
{
    /// <summary>What a quotient is, if it is more than a quotient.</summary>
    public static Term? QuotientOf(Term numerator, Term denominator)
    {
        if (Ratio(numerator, denominator) is { } ratio)
            return ratio;
        (double factor, Term rest) = Algebra.Coefficient(numerator);
        return factor != 1 && Ratio(rest, denominator) is { } scaled ? Algebra.Multiply(Terms.Number(factor), scaled) : null;
    }

    /// <summary>The sum of exponentials in a term, perhaps with a small constant added; its body is an exp.</summary>
    public static Term? SumOfExp(Term term)
    {
        foreach (Term alternative in Terms.Alternatives(term))
        {
            Term candidate = alternative;
            if (candidate.Kind == TermKind.Add && candidate.Operands.Length == 2 && candidate[0].IsConstant && Math.Abs(candidate[0].Constant) < 0.01)
                candidate = candidate[1];
            if (candidate.Kind == TermKind.Max && candidate.Operands.FirstOrDefault(o => o.Kind == TermKind.Sum) is { } floored)
                candidate = floored;
            if (candidate.Kind == TermKind.Sum && Core(candidate[1]) is { Kind: TermKind.Exp } body)
                return body.Equals(candidate[1]) ? candidate : new Term(TermKind.Sum, ImmutableArray.Create(candidate[0], body), range: candidate.Range, bound: candidate.Bound);
        }
        return null;
    }

    /// <summary>A value that is an exponential on every path that matters (a masked entry is 0).</summary>
    public static Term Core(Term term)
    {
        if (term.Kind != TermKind.Any)
            return term;
        foreach (Term alternative in term.Operands)
            if (alternative.Kind == TermKind.Exp)
                return alternative;
        return term;
    }

    /// <summary>Whether a term is a probability that was computed here, from logits that are at hand.</summary>
    public static bool IsProbability(Term term) => term.Kind is TermKind.Softmax or TermKind.Sigmoid;

    /// <summary>1 - σ(z): the sigmoid in it.</summary>
    public static Term? ComplementOfSigmoid(Term term) =>
        term.Kind == TermKind.Add && term.Operands.Length == 2 && term[0].IsNumber(1) &&
        Algebra.Coefficient(term[1]) is (-1, { Kind: TermKind.Sigmoid } sigmoid) ? sigmoid : null;

    /// <summary>1 + e^x: the exponential in it.</summary>
    public static Term? OnePlusExp(Term term) =>
        term.Kind == TermKind.Add && term.Operands.Length == 2 && term[0].IsNumber(1) && term[1].Kind == TermKind.Exp ? term[1] : null;

    /// <summary>1 - e^x: the exponential in it.</summary>
    public static Term? OneMinusExp(Term term) =>
        term.Kind == TermKind.Add && term.Operands.Length == 2 && term[0].IsNumber(1) &&
        Algebra.Coefficient(term[1]) is (-1, { Kind: TermKind.Exp } exp) ? exp : null;

    private static Term? Ratio(Term numerator, Term denominator)
    {
        foreach (Term alternative in Terms.Alternatives(denominator))
        {
            if (numerator.IsNumber(1) && OnePlusExp(alternative) is { } below)
                return Elementary.Sigmoid(Algebra.Negate(below[0]));
            if (numerator.Kind == TermKind.Exp && OnePlusExp(alternative) is { } both && both.Equals(numerator))
                return Elementary.Sigmoid(numerator[0]);
        }
        if (Core(numerator) is { Kind: TermKind.Exp } exp && SumOfExp(denominator) is { } sum &&
            Matching.Covers(sum, exp) == Agreement.Same)
            return Terms.Unary(TermKind.Softmax, exp[0], Interval.Unit);
        return null;
    }
}

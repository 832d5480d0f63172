using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// The range of a sum of terms, where its members are related: x[j] - max over i of x[i] is at most 0, and so is
/// x[j] - log Σ exp x[i]. Intervals alone cannot know it.
/// </summary>
internal static class Differences
{
    public static Interval RangeOf(ImmutableArray<Term> members)
    {
        Interval plain = members[0].Range;
        for (int i = 1; i < members.Length; i++)
            plain += members[i].Range;
        int others = members.Count(static m => !m.IsConstant) - 1;
        for (int i = 0; i < members.Length; i++)
        {
            (double factor, Term rest) = Algebra.Coefficient(members[i]);
            if (factor == 0 || SplitReduction(rest) is not ({ } reduction, var scale) || others > FewMembers && !HoldsSumOf(others, reduction))
                continue;
            if (reduction.Kind == TermKind.Max && factor < 0 && Minus(members, i, reduction, scale, -factor))
                return plain.Intersect(Interval.NonPositive);
            if (reduction.Kind == TermKind.Min && factor > 0 && Minus(members, i, reduction, scale, -factor))
                return plain.Intersect(Interval.NonPositive);
            if (reduction.Kind == TermKind.Min && factor < 0 && Minus(members, i, reduction, scale, -factor))
                return plain.Intersect(Interval.NonNegative);
            if (reduction.Kind == TermKind.Max && factor > 0 && Minus(members, i, reduction, scale, -factor))
                return plain.Intersect(Interval.NonNegative);
            if (reduction.Kind is TermKind.Log or TermKind.LogSumExp && factor == -1 && scale is null && MinusLogSumExp(members, i, reduction))
                return plain.Intersect(Interval.NonPositive);
        }
        return plain;
    }

    // Of many members, what is left beside a maximum is a sum like any other, with a range of its own: asking each of them for that
    // takes as many steps as they have orders. Only a maximum of such sums can be one of all the rest.
    private const int FewMembers = 2;

    private static bool HoldsSumOf(int members, Term reduction)
    {
        foreach (Term operand in reduction.Kind == TermKind.Log ? Terms.Alternatives(reduction[0]) : reduction.Operands)
            foreach (Term value in Terms.Alternatives(reduction.Kind == TermKind.Log && Shapes.SumOfExp(operand) is { } sum ? sum[1][0] : operand))
                if (value.Kind == TermKind.Add && value.Operands.Count(static o => !o.IsConstant) == members)
                    return true;
        return false;
    }

    /// <summary>A maximum, a minimum or a logarithm, perhaps scaled: β · max(x), max(x) / T.</summary>
    private static (Term? Reduction, Term? Scale) SplitReduction(Term term)
    {
        if (IsReduction(term))
            return (term, null);
        if (term.Kind == TermKind.Multiply && term.Operands.Length == 2)
            for (int i = 0; i < 2; i++)
                if (IsReduction(term[i]))
                    return (term[i], term[1 - i]);
        return (null, null);
    }

    private static bool IsReduction(Term term) =>
        term.Kind is TermKind.Max or TermKind.Min or TermKind.LogSumExp || term.Kind == TermKind.Log && term[0].Kind is TermKind.Sum or TermKind.Add or TermKind.Any;

    // Whether the others, which must be factor · scale · t, hold a t that the reduction has run over.
    private static bool Minus(ImmutableArray<Term> members, int at, Term reduction, Term? scale, double factor)
    {
        Term? rest = Rest(members, at);
        if (rest is null)
            return false;
        Term body = factor == 1 ? rest : Algebra.Multiply(Terms.Number(1 / factor), rest);
        if (scale is not null)
        {
            if (body.Kind != TermKind.Multiply)
                return false;
            int position = body.Operands.IndexOf(scale);
            if (position < 0)
                return false;
            ImmutableArray<Term> others = body.Operands.RemoveAt(position);
            body = others.Length == 1 ? others[0] : new Term(TermKind.Multiply, others);
        }
        foreach (Term alternative in Terms.Alternatives(body))
            if (Matching.Covers(reduction, alternative) == Agreement.None)
                return false;
        return true;
    }

    private static bool MinusLogSumExp(ImmutableArray<Term> members, int at, Term log)
    {
        Term? rest = Rest(members, at);
        if (rest is null)
            return false;
        if (log.Kind == TermKind.LogSumExp)
            return Matching.Compare(log[0], log.Bound, rest) != Agreement.None;
        foreach (Term alternative in Terms.Alternatives(log[0]))
            if (Shapes.SumOfExp(alternative) is { } sum && Matching.Compare(sum[1][0], sum.Bound, rest) != Agreement.None)
                return true;
        return false;
    }

    private static Term? Rest(ImmutableArray<Term> members, int at)
    {
        Term? rest = null;
        for (int i = 0; i < members.Length; i++)
            if (i != at && !members[i].IsConstant)
                rest = rest is null ? members[i] : Algebra.Add(rest, members[i]);
        return rest;
    }
}

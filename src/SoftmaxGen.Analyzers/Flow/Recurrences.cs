using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// What a variable holds when a loop has run, from what one iteration makes of it: v := v + t is a sum, v := max(v, t) a maximum.
/// </summary>
internal static class Recurrences
{
    /// <param name="entry">The value before the loop.</param>
    /// <param name="current">What stood for the variable at the loop's header.</param>
    /// <param name="next">What the iteration made of it.</param>
    /// <param name="loop">The loop's header.</param>
    /// <param name="variable">The variable, for what has no closed form.</param>
    public static Term Close(Term entry, Term current, Term next, object loop, object variable)
    {
        if (next.Equals(current))
            return current.Kind == TermKind.Recurrence ? entry : current;
        Term? added = null;
        ImmutableArray<Term> inner = ImmutableArray<Term>.Empty;
        foreach (Term alternative in Terms.Alternatives(next))
        {
            if (alternative.Equals(current))
                continue;
            if (Added(alternative, current) is not { } term)
            {
                added = null;
                break;
            }
            // What an inner loop has summed on the same accumulator keeps its indices bound.
            if (alternative.Kind == TermKind.Sum)
                inner = inner.AddRange(alternative.Bound);
            added = added is null ? term : Terms.Any(added, term, (loop, variable));
        }
        if (added is not null)
            return Accumulate(TermKind.Sum, entry, current, added, loop, inner);
        if (next.Kind is TermKind.Max or TermKind.Min && Extended(next, current) is { } members)
            return Extreme(next.Kind, entry, current, members, next, loop);
        if (next.Kind == TermKind.Multiply && next.Operands.Contains(current))
            return Accumulate(TermKind.Product, entry, current, Without(next, current), loop, ImmutableArray<Term>.Empty);
        if (!next.Mentions(current))
            return Terms.Any(entry, next, (loop, variable));
        // if (i == label) n = e[i]: what it was, or one of them.
        if (Terms.Alternatives(next).Remove(current) is { Length: 1 } taken && taken[0].Kind == TermKind.Exp && !taken[0].Mentions(current))
            return Terms.Any(entry, taken[0], (loop, variable));
        return Terms.Opaque((loop, variable), Terms.Indices(next).RemoveAll(i => ((LoopIndex)i.Tag!).Loop.Equals(loop)));
    }

    /// <summary>The indices of a term that belong to a loop.</summary>
    public static ImmutableArray<Term> IndicesOf(Term term, object loop) =>
        Terms.Indices(term).RemoveAll(i => !((LoopIndex)i.Tag!).Loop.Equals(loop));

    private const string Seedless = "seedless";

    /// <summary>A maximum of which it is not known whether what its variable held at first counts.</summary>
    public static Term WithoutSeed(Term maximum) =>
        maximum.Kind == TermKind.Max ? new(maximum.Kind, maximum.Operands, Seedless, range: maximum.Range, bound: maximum.Bound) : maximum;

    private static Term Accumulate(TermKind kind, Term entry, Term current, Term term, object loop, ImmutableArray<Term> inner)
    {
        ImmutableArray<Term> bound = IndicesOf(term, loop).AddRange(inner).Distinct().ToImmutableArray();
        // The second time round the sum is already there, and its body is what is added again.
        if (current.Kind == kind && current[1].Equals(term) && bound.All(current.Bound.Contains))
            return current;
        Interval range = kind == TermKind.Sum
            ? new Interval(term.Range.Low >= 0 ? entry.Range.Low + term.Range.Low : double.NegativeInfinity,
                           term.Range.High <= 0 ? entry.Range.High : double.PositiveInfinity)
            : term.Range.Low >= 0 && entry.Range.Low >= 0 ? term.Range.High <= 1 && entry.Range.High <= 1 ? Interval.Unit : Interval.NonNegative : Interval.All;
        // An accumulator that an outer loop carries on sums over that loop, too.
        if (entry.Kind == kind && term.Equals(entry[1]))
            return entry;
        return new Term(kind, ImmutableArray.Create(entry, term), range: range, bound: bound);
    }

    private static Term Extreme(TermKind kind, Term entry, Term current, ImmutableArray<Term> members, Term next, object loop)
    {
        var all = ImmutableArray.CreateBuilder<Term>();
        ImmutableArray<Term> begun = entry.Kind == kind ? entry.Operands : ImmutableArray.Create(entry);
        if (Equals(next.Tag, Seedless))
            begun = begun.RemoveAll(t => t.IsConstant);
        foreach (Term member in begun.AddRange(members))
            // What an outer loop carries stays in it: that loop closes it.
            if (!all.Contains(member) && !(member.Kind == TermKind.Recurrence && ((LoopIndex)member.Tag!).Loop.Equals(loop)))
                all.Add(member);
        all.Sort((x, y) => x.Shape.CompareTo(y.Shape));
        ImmutableArray<Term> bound = next.Bound.AddRange(entry.Bound);
        foreach (Term member in members)
            bound = bound.AddRange(IndicesOf(member, loop));
        Interval range = all[0].Range;
        foreach (Term member in all)
            range = kind == TermKind.Max
                ? new Interval(Math.Max(range.Low, member.Range.Low), Math.Max(range.High, member.Range.High))
                : new Interval(Math.Min(range.Low, member.Range.Low), Math.Min(range.High, member.Range.High));
        return new Term(kind, all.ToImmutable(), range: range, bound: bound.Distinct().ToImmutableArray());
    }

    private static ImmutableArray<Term>? Extended(Term next, Term current)
    {
        if (next.Operands.Contains(current))
            return next.Operands.Remove(current);
        return current.Kind == next.Kind && current.Operands.All(next.Operands.Contains) ? next.Operands : null;
    }

    /// <summary>The t of v + t, where v is the current value.</summary>
    private static Term? Added(Term next, Term current)
    {
        if (next.Kind != TermKind.Add)
            return next.Kind == TermKind.Sum && next[0].Equals(current) ? next[1] : null;
        int at = next.Operands.IndexOf(current);
        if (at < 0)
            // A sum that an inner loop has carried on: Σ begun at the current value, plus more.
            return null;
        Term rest = Rest(next.Operands.RemoveAt(at), Algebra.Add);
        return rest.Mentions(current) ? null : rest;
    }

    private static Term Without(Term product, Term factor) => Rest(product.Operands.Remove(factor), Algebra.Multiply);

    private static Term Rest(ImmutableArray<Term> members, Func<Term, Term, Term> join)
    {
        Term rest = members[0];
        for (int i = 1; i < members.Length; i++)
            rest = join(rest, members[i]);
        return rest;
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Makes terms. Arithmetic is in <see cref="Algebra"/>, which brings it into a normal form.</summary>
internal static class Terms
{
    /// <summary>A term that grows beyond this is cut back.</summary>
    public const int MaximumSize = 160;

    public static readonly Term Zero = Number(0);
    public static readonly Term One = Number(1);
    public static readonly Term MinusInfinity = Number(double.NegativeInfinity);

    public static Term Number(double value) => new(TermKind.Constant, ImmutableArray<Term>.Empty, constant: value, range: Interval.Point(value));

    public static Term Root(object identity) => new(TermKind.Root, ImmutableArray<Term>.Empty, identity);

    public static Term Index(object loop, object? variable) => new(TermKind.Index, ImmutableArray<Term>.Empty, new LoopIndex(loop, variable), range: Interval.NonNegative);

    public static Term Load(Term root, string path, ImmutableArray<Term> indices, Interval? range = null) =>
        new(TermKind.Load, indices.Insert(0, root), path: path, range: range);

    public static Term Recurrence(object loop, object variable) => new(TermKind.Recurrence, ImmutableArray<Term>.Empty, new LoopIndex(loop, variable));

    /// <summary>A value that is not looked into; <paramref name="identity"/> says which computation it is, the operands what it depends on.</summary>
    public static Term Opaque(object identity, ImmutableArray<Term> dependencies = default, Interval? range = null) =>
        new(TermKind.Opaque, dependencies.IsDefault ? ImmutableArray<Term>.Empty : dependencies, identity, range: range);

    public static Term Sequence(Term element, Term index) => new(TermKind.Sequence, ImmutableArray.Create(element, index));

    public static Term Length(Term of) => new(TermKind.Length, ImmutableArray.Create(of), range: Interval.NonNegative);

    public static Term Function(object target) => new(TermKind.Function, ImmutableArray<Term>.Empty, target);

    public static Term Tuple(ImmutableArray<Term> items) => new(TermKind.Tuple, items);

    public static Term Unary(TermKind kind, Term operand, Interval range) => new(kind, ImmutableArray.Create(operand), range: range);

    /// <summary>A term that has not grown too large: what lies deep in it is given up first.</summary>
    public static Term Bounded(Term term)
    {
        // A sum that is carried on holds what is added twice for a moment.
        if (term.Size <= (term.Kind == TermKind.Add ? 2 * MaximumSize + 4 : MaximumSize))
            return term;
        return term.Kind switch
        {
            // What a condition compares must stay the very term that it tells something of.
            TermKind.Compare or TermKind.Not or TermKind.Tuple when term.Size <= 8 * MaximumSize => term,
            TermKind.Sequence => Sequence(Bounded(term[0]), term[1]),
            _ => Shrinking.To(term, MaximumSize / 2),
        };
    }

    /// <summary>
    /// A bound that a term is compared with, when all that is known of it is that it is one: a setting, a field, what a call returns.
    /// Nothing in it runs with a loop, so it is no element of data and no running maximum.
    /// </summary>
    public static bool IsSetting(Term term) => !term.Any(static t =>
        t.Kind is TermKind.Index or TermKind.Recurrence or TermKind.Sequence or TermKind.Function or TermKind.Any or TermKind.Compare or TermKind.Not || !t.Bound.IsEmpty || t.Kind == TermKind.Load && t.Operands.Length > 1);

    /// <summary>
    /// Where a bound that is not known is taken to lie: whoever compares an exponent with one, or clamps it, has chosen it so that
    /// the exponential stays finite.
    /// </summary>
    public const double ChosenBound = 20;

    /// <summary>The different indices of the term that no reduction inside it has bound.</summary>
    public static ImmutableArray<Term> Indices(Term term)
    {
        if (!term.HasIndex)
            return ImmutableArray<Term>.Empty;
        var found = ImmutableArray.CreateBuilder<Term>();
        Collect(term);
        return found.ToImmutable();

        void Collect(Term node)
        {
            if (node.Kind == TermKind.Index && !found.Contains(node))
                found.Add(node);
            foreach (Term operand in node.Operands)
                if (operand.HasIndex && !node.Bound.Contains(operand))
                    Collect(operand);
            foreach (Term bound in node.Bound)
                found.Remove(bound);
        }
    }

    /// <summary>The term with every <paramref name="old"/> in it replaced.</summary>
    public static Term Substitute(Term term, Term old, Term replacement)
    {
        if (old.HasIndex && !term.HasIndex || old.Equals(replacement))
            return term;
        if (term.Equals(old))
            return replacement;
        if (term.Operands.IsEmpty)
            return term;
        ImmutableArray<Term>.Builder? changed = null;
        for (int i = 0; i < term.Operands.Length; i++)
        {
            Term operand = Substitute(term.Operands[i], old, replacement);
            if (changed is null && !ReferenceEquals(operand, term.Operands[i]))
            {
                changed = ImmutableArray.CreateBuilder<Term>(term.Operands.Length);
                changed.AddRange(term.Operands, i);
            }
            changed?.Add(operand);
        }
        if (changed is null)
            return term;
        return new Term(term.Kind, changed.ToImmutable(), term.Tag, term.Constant, term.Range, term.Bound, term.Origin, term.Path);
    }

    /// <summary>One of several values. More than four unlike ones are too many to reason about.</summary>
    public static Term Any(Term a, Term b, object identity)
    {
        if (a.Equals(b))
            return a.WithRange(a.Range.Union(b.Range));
        if (ArePieces(a) && Alternatives(b).All(a.Operands.Contains))
            return a;
        if (ArePieces(b) && Alternatives(a).All(b.Operands.Contains))
            return b;
        // One list or the other: what is in front of either, then the rest.
        if (ArePieces(a) && ArePieces(b))
            return new Term(TermKind.Any, a.Operands.Skip(1).Concat(b.Operands.Skip(1)).Distinct().Take(3).Prepend(Any(a[0], b[0], identity)).ToImmutableArray(),
                "pieces", range: a.Range.Union(b.Range));
        var members = ImmutableArray.CreateBuilder<Term>();
        AddMembers(a);
        AddMembers(b);
        Interval range = a.Range.Union(b.Range);
        if (members.Count == 1)
            return members[0].WithRange(range);
        if (members.Count is 2 or 3 && members.Sum(m => m.Size) > MaximumSize)
            for (int i = 0, size = MaximumSize / members.Count - 4; i < members.Count; i++)
                members[i] = Shrinking.To(members[i], size);
        if (members.Sum(m => m.Size) > MaximumSize)
            return Opaque(identity, Indices(a).AddRange(Indices(b)).Distinct().ToImmutableArray(), range);
        if (members.Count > 4)
            return ExponentialsAmong(members, identity, range);
        return new Term(TermKind.Any, members.ToImmutable(), range: range);

        void AddMembers(Term term)
        {
            foreach (Term member in Alternatives(term))
                if (!members.Contains(member))
                    members.Add(member);
        }
    }

    // An activation is chosen in the loop, and one of ten is a softmax: the exponential stays, the others are one unknown value. More than
    // two are no choice of activations, but one exponential whose argument is not known. So does a sigmoid, of cells that were something
    // else before the first round.
    private static Term ExponentialsAmong(ImmutableArray<Term>.Builder members, object identity, Interval range)
    {
        ImmutableArray<Term> kept = Kept(static m => m.Kind == TermKind.Exp);
        if (kept.IsEmpty)
            kept = Kept(static m => m.Kind is TermKind.Sigmoid or TermKind.Softmax);
        List<Term> others = members.Where(m => !kept.Contains(m)).ToList();
        if (kept.Length > 2)
        {
            kept = OneOfEach(kept, identity);
            if (kept.IsEmpty)
                others = members.ToList();
        }
        if (others.Count == 0)
            return kept.Length == 1 ? kept[0].WithRange(range) : new Term(TermKind.Any, kept, range: range);
        Term rest = Opaque(identity, others.SelectMany(m => Indices(m)).Distinct().ToImmutableArray(), kept.IsEmpty ? range : others.Select(m => m.Range).Aggregate((x, y) => x.Union(y)));
        return kept.IsEmpty ? rest : new Term(TermKind.Any, kept.Add(rest), range: range);

        // Every layer may have any of the activations: what comes out is a sigmoid or a softmax of something.
        static ImmutableArray<Term> OneOfEach(ImmutableArray<Term> kept, object identity) => kept.Any(static m => m.Kind == TermKind.Exp) ? ImmutableArray<Term>.Empty
            : kept.GroupBy(static m => m.Kind).Select(group => group.Count() == 1 ? group.First()
                : Unary(group.Key, Opaque((identity, group.Key), group.SelectMany(static m => Indices(m)).Distinct().ToImmutableArray()), Interval.Unit)).ToImmutableArray();

        ImmutableArray<Term> Kept(Func<Term, bool> matters) => members.Where(m => matters(m) && m.Size < MaximumSize / 4).ToImmutableArray();
    }

    /// <summary>
    /// What the elements of a list are that several loops fill one after the other: the first loop's come first. It matters where some
    /// are normalised and others are not; else the last ones stand for all.
    /// </summary>
    public static Term Pieces(Term? before, Term value)
    {
        if (before is null || before.IsConstant || value.Kind == TermKind.Any || before.Kind == TermKind.Any && !ArePieces(before))
            return value;
        ImmutableArray<Term> all = Alternatives(before);
        if (all.Contains(value))
            return before;
        return all.Length < 4 && (IsNormalised(value) || all.Any(IsNormalised))
            ? new Term(TermKind.Any, all.Add(value), "pieces", range: before.Range.Union(value.Range)) : value;

        static bool IsNormalised(Term term) => term.Kind is TermKind.Softmax or TermKind.LogSoftmax;
    }

    /// <summary>Whether a term is made of pieces, all of which are there, the first one in front.</summary>
    public static bool ArePieces(Term term) => term is { Kind: TermKind.Any, Tag: "pieces" };

    /// <summary>The values that a term may be.</summary>
    public static ImmutableArray<Term> Alternatives(Term term) => term.Kind == TermKind.Any ? term.Operands : ImmutableArray.Create(term);
}

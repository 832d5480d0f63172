using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>How an element and the body of a reduction agree.</summary>
internal enum Agreement
{
    /// <summary>They are different values.</summary>
    None,

    /// <summary>The element is one of those reduced, but an outer index differs: another row.</summary>
    OtherRow,

    /// <summary>The element is one of those reduced.</summary>
    Same,
}

/// <summary>
/// Compares terms up to the names of their indices: the body of Σᵢ exp(xᵢ) against exp(xⱼ). An index that the reduction runs
/// over may stand for any index; every other one must be the very same.
/// </summary>
internal readonly struct Matching
{
    private readonly ImmutableArray<Term> _bound;
    private readonly Dictionary<Term, Term> _map;
    private readonly bool[] _otherRow;

    private Matching(ImmutableArray<Term> bound)
    {
        _bound = bound;
        _map = [];
        _otherRow = new bool[1];
    }

    public static Agreement Compare(Term body, ImmutableArray<Term> bound, Term element)
    {
        if (body.Shape != element.Shape)
            return Agreement.None;
        var matching = new Matching(bound);
        if (!matching.Agree(body, element))
            return Agreement.None;
        return matching._otherRow[0] ? Agreement.OtherRow : Agreement.Same;
    }

    /// <summary>Whether a sum's body, or one of a maximum's members, covers the element.</summary>
    public static Agreement Covers(Term reduction, Term element)
    {
        if (reduction.Kind is TermKind.Sum or TermKind.Product)
            return Compare(reduction[1], reduction.Bound, element);
        var best = Agreement.None;
        foreach (Term member in reduction.Operands)
        {
            Agreement agreement = Compare(member, reduction.Bound, element);
            if (agreement > best)
                best = agreement;
        }
        return best;
    }

    private bool Agree(Term a, Term b)
    {
        if (a.Shape != b.Shape || a.Kind != b.Kind)
            return false;
        switch (a.Kind)
        {
            case TermKind.Index:
                return AgreeIndex(a, b);
            case TermKind.Load:
                if (!Agree(a[0], b[0]) || a.Operands.Length != b.Operands.Length)
                    return false;
                for (int i = 1; i < a.Operands.Length; i++)
                    if (!AgreeIndex(a[i], b[i]))
                        return false;
                return true;
            case TermKind.Opaque:
                // The same computation; what differs can only be the indices it depends on.
                if (!Equals(a.Tag, b.Tag) || a.Operands.Length != b.Operands.Length)
                    return false;
                for (int i = 0; i < a.Operands.Length; i++)
                    if (a[i].Kind == TermKind.Index ? !AgreeIndex(a[i], b[i]) : !Agree(a[i], b[i]))
                        return false;
                return true;
            default:
                return a.Operands.Length == b.Operands.Length && Equals(a.Tag, b.Tag) && AgreeAll(a, b);
        }
    }

    private bool AgreeAll(Term a, Term b)
    {
        for (int i = 0; i < a.Operands.Length; i++)
            if (!Agree(a[i], b[i]))
                return false;
        return true;
    }

    private bool AgreeIndex(Term a, Term b)
    {
        if (a.Kind != TermKind.Index)
        {
            // x[n - 1] against x[i]: the index is an expression, whose own indices may be bound ones.
            if (a.Shape == b.Shape && a.Kind == b.Kind && a.Kind != TermKind.Constant && a.Operands.Length == b.Operands.Length)
                return AgreeAll(a, b);
            // x[row + i] against x[row + label]: what stands for i is what is left of the one without the other's rest.
            if (Counted(a, b) is (var counted, var chosen))
                return AgreeIndex(counted, chosen);
            _otherRow[0] |= !a.Equals(b);
            return true;
        }
        if (_map.TryGetValue(a, out Term? known))
        {
            // Once bound, an index stands for one index only; a second one is another position.
            _otherRow[0] |= !known.Equals(b);
            return true;
        }
        _map[a] = b;
        // An index that neither side's loop counts (a sequence's own position) is free to be any.
        bool free = IsBound(a) || a.Tag is LoopIndex { Variable: null };
        _otherRow[0] |= !free && !a.Equals(b);
        return true;
    }

    // The index of the reduction that a sum has as a member, and the member that the other sum has instead; the other members are the same.
    private (Term Index, Term Chosen)? Counted(Term a, Term b)
    {
        if (a.Kind != TermKind.Add || b.Kind != TermKind.Add || a.Operands.Length != b.Operands.Length)
            return null;
        Term? index = null, chosen = null;
        foreach (Term member in a.Operands)
            if (!b.Operands.Contains(member))
            {
                if (index is not null || member.Kind != TermKind.Index || !IsBound(member))
                    return null;
                index = member;
            }
        foreach (Term member in b.Operands)
            if (!a.Operands.Contains(member))
            {
                if (chosen is not null)
                    return null;
                chosen = member;
            }
        return index is null || chosen is null ? null : (index, chosen);
    }

    private bool IsBound(Term index)
    {
        foreach (Term bound in _bound)
            if (bound.Equals(index))
                return true;
        return false;
    }
}

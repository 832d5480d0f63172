using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Cuts terms that have grown too large back to a size: the outside stays as it is, what lies deep becomes opaque, equal parts to
/// equal ones. So a sum of exponentials stays one, however long the formula in the exponent is.
/// </summary>
internal static class Shrinking
{
    // Fewer nodes than these show nothing of a formula.
    private const int Least = 6;

    /// <summary>
    /// A part of a term that was cut off: <paramref name="whole"/> with its indices numbered. What is cut off holds what was cut off
    /// before it, often several times, and a comparison that went into each of them would take twice as long with every step. So of
    /// two that were found equal one is kept, and the next comparison sees that they are the same.
    /// </summary>
    public sealed class Folded(Term whole) : IEquatable<Folded>
    {
        private Term _whole = whole;

        public bool Equals(Folded? other)
        {
            if (other is null || !_whole.Equals(other._whole))
                return false;
            other._whole = _whole;
            return true;
        }

        public override bool Equals(object? obj) => Equals(obj as Folded);

        public override int GetHashCode() => _whole.GetHashCode();
    }

    public static Term To(Term term, int size) => term.Size <= size ? term : Cut(term, size);

    private static Term Cut(Term term, int size)
    {
        // Of more operands than there is room for, none could stay: a sum of hundreds costs as much again with each that is added.
        if (size < Least || term.Operands.Length > size || term.Kind is TermKind.Load or TermKind.Opaque or TermKind.Recurrence or TermKind.Sequence or TermKind.Tuple)
            return Fold(term);
        // The small operands stay whole, the large ones share what is left.
        ImmutableArray<Term>.Builder operands = term.Operands.ToBuilder();
        Span<int> positions = stackalloc int[operands.Count];
        BySize(term.Operands, positions);
        int left = size - 1, others = operands.Count;
        foreach (int position in positions)
        {
            operands[position] = To(operands[position], left / others);
            left = Math.Max(0, left - operands[position].Size);
            others--;
        }
        // A normal form is ordered by shape, its constant first.
        if (term.Kind is TermKind.Add or TermKind.Multiply)
            Sort(operands, static (a, b) => a.IsConstant || b.IsConstant ? b.IsConstant.CompareTo(a.IsConstant) : a.Shape.CompareTo(b.Shape));
        else if (term.Kind is TermKind.Max or TermKind.Min)
            Sort(operands, static (a, b) => a.Shape.CompareTo(b.Shape));
        return new Term(term.Kind, operands.MoveToImmutable(), term.Tag, term.Constant, term.Range, term.Bound, term.Origin, term.Path);
    }

    private static void BySize(ImmutableArray<Term> operands, Span<int> positions)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            int at = i;
            for (; at > 0 && operands[positions[at - 1]].Size > operands[i].Size; at--)
                positions[at] = positions[at - 1];
            positions[at] = i;
        }
    }

    // Few operands, nearly in order already, and equals have to stay as they are: nothing is as cheap as to insert one after the other.
    private static void Sort(ImmutableArray<Term>.Builder operands, Comparison<Term> compare)
    {
        for (int i = 1; i < operands.Count; i++)
        {
            Term operand = operands[i];
            int at = i;
            for (; at > 0 && compare(operands[at - 1], operand) > 0; at--)
                operands[at] = operands[at - 1];
            operands[at] = operand;
        }
    }

    private static Term Fold(Term term)
    {
        ImmutableArray<Term> indices = Terms.Indices(term);
        Term whole = term;
        for (int k = 0; k < indices.Length; k++)
            whole = Terms.Substitute(whole, indices[k], Content.Slot(k));
        return Terms.Opaque(new Folded(whole), indices, term.Range);
    }
}

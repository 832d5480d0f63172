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

    /// <summary>A part of a term that was cut off: <paramref name="Whole"/> with its indices numbered.</summary>
    public sealed record Folded(Term Whole);

    public static Term To(Term term, int size)
    {
        if (term.Size <= size)
            return term;
        if (size < Least || term.Kind is TermKind.Load or TermKind.Opaque or TermKind.Recurrence or TermKind.Sequence or TermKind.Tuple)
            return Fold(term);
        // The small operands stay whole, the large ones share what is left.
        Term[] operands = term.Operands.ToArray();
        int left = size - 1, others = operands.Length;
        foreach (int position in Enumerable.Range(0, operands.Length).OrderBy(i => operands[i].Size).ToList())
        {
            operands[position] = To(operands[position], left / others);
            left = Math.Max(0, left - operands[position].Size);
            others--;
        }
        // A normal form is ordered by shape, its constant first.
        if (term.Kind is TermKind.Add or TermKind.Multiply or TermKind.Max or TermKind.Min)
            operands = operands.OrderBy(o => term.Kind is TermKind.Add or TermKind.Multiply && !o.IsConstant).ThenBy(o => term.Kind is TermKind.Add or TermKind.Multiply && o.IsConstant ? 0 : o.Shape).ToArray();
        return new Term(term.Kind, operands.ToImmutableArray(), term.Tag, term.Constant, term.Range, term.Bound, term.Origin, term.Path);
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

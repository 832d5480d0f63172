using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>Positions in a flat array that holds a matrix or a tensor: row · width + column, (channel · height + y) · width + x.</summary>
internal static class Strides
{
    /// <summary>
    /// Whether two positions differ in other counters only than those of the row. Each counter is taken to stay within its
    /// extent, as in every matrix that is kept flat, so that no cell has two positions.
    /// </summary>
    public static bool ShareRow(Term written, Term read, Func<Term, bool> isOfRow)
    {
        if (written.Kind != TermKind.Add || CountBare(written) > 1 || CountBare(read) > 1)
            return false;
        Term row = Without(written, isOfRow);
        return row.HasIndex && row.Equals(Without(read, isOfRow));
    }

    // i + j, the window of a convolution, comes to the same cell from many places; i · width + j from one.
    private static int CountBare(Term position) =>
        position.Kind == TermKind.Add ? position.Operands.Count(static m => Algebra.Coefficient(m) is (1 or -1, { Kind: TermKind.Index })) : position.Kind == TermKind.Index ? 1 : 0;

    private static Term Without(Term position, Func<Term, bool> isOfRow)
    {
        foreach (Term index in Terms.Indices(position))
            if (!isOfRow(index))
                position = Terms.Substitute(position, index, Terms.Zero);
        return Simplified(position);
    }

    // A replaced counter leaves its zero behind.
    private static Term Simplified(Term term) => term.Kind switch
    {
        TermKind.Add => term.Operands.Select(Simplified).Aggregate(Algebra.Add),
        TermKind.Multiply => term.Operands.Select(Simplified).Aggregate(Algebra.Multiply),
        _ => term,
    };
}

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Recognises the cosine of two vectors, x·y / (‖x‖ ‖y‖): it lies between -1 and 1, which intervals alone cannot know.
/// </summary>
internal static class Cosines
{
    /// <summary>Whether a quotient is a cosine; what is added to the norms, or what they are held above, only makes it smaller.</summary>
    public static bool IsOne(Term product, Term norms)
    {
        if (product is not { Kind: TermKind.Sum } dot || !dot[0].IsNumber(0) || dot[1] is not { Kind: TermKind.Multiply, Operands.Length: 2 } members)
            return false;
        var squares = new List<Term>();
        return Collect(Unguarded(norms), squares) && squares.Count == 2 &&
            (IsSquareOf(squares[0], members[0]) && IsSquareOf(squares[1], members[1]) ||
             IsSquareOf(squares[0], members[1]) && IsSquareOf(squares[1], members[0]));
    }

    // √a · √b and √(a · b): the sums under the roots.
    private static bool Collect(Term term, List<Term> squares)
    {
        switch (term.Kind)
        {
            case TermKind.Multiply:
                return term.Operands.All(o => Collect(Unguarded(o), squares));
            case TermKind.Sqrt when Unguarded(term[0]) is { Kind: TermKind.Multiply } both:
                foreach (Term factor in both.Operands)
                    squares.Add(Unguarded(factor));
                return true;
            case TermKind.Sqrt:
                squares.Add(Unguarded(term[0]));
                return true;
            default:
                return false;
        }
    }

    private static Term Unguarded(Term term) => term.Kind switch
    {
        TermKind.Add when term.Operands.Length == 2 && term[0] is { IsConstant: true, Constant: > 0 } => term[1],
        TermKind.Max when term.Operands.Length == 2 && term.Bound.IsEmpty => term.Operands.FirstOrDefault(o => !o.IsConstant) ?? term,
        _ => term,
    };

    // The index that is summed over may be another one.
    private static bool IsSquareOf(Term sum, Term member) =>
        sum is { Kind: TermKind.Sum } && sum[0].IsNumber(0) && sum[1].Shape == Elementary.Square(member).Shape;
}

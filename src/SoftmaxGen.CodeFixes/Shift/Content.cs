namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>What a variable holds, or the elements of an array.</summary>
/// <param name="Degree">How it is scaled.</param>
/// <param name="Place">Of an array: which elements are; the others are not.</param>
internal sealed record Content(Degree Degree, Place? Place = null)
{
    /// <summary>Of what is one or the other.</summary>
    public static Content Join(Content left, Content right)
    {
        if (left.Equals(right))
            return left;
        Degree degree = Degree.Join(left.Degree, right.Degree);
        Place? place = left.Degree.Power is null or 0 ? right.Place : right.Degree.Power is null or 0 ? left.Place
            : Equals(left.Place, right.Place) ? left.Place : Shift.Place.Nowhere;
        return new Content(degree, place);
    }
}

/// <summary>A loop that the proof is in.</summary>
internal sealed class RowLoop
{
    public RowLoop(string? key, Microsoft.CodeAnalysis.ISymbol? variable)
    {
        Key = key;
        Variable = variable;
    }

    /// <summary>The range, or null where it is none that is known.</summary>
    public string? Key { get; }

    /// <summary>What counts.</summary>
    public Microsoft.CodeAnalysis.ISymbol? Variable { get; }

    /// <summary>How many conditions are around the place where the proof is, inside the loop.</summary>
    public int Conditions { get; set; }

    /// <summary>Arrays that every turn changes one element of, as they were before the loop.</summary>
    public Dictionary<Microsoft.CodeAnalysis.ISymbol, Content> Before { get; } =
        new(Microsoft.CodeAnalysis.SymbolEqualityComparer.Default);
}

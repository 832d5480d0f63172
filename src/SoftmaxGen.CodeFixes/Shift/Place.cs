using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>Elements of an array, told by how they are written.</summary>
/// <param name="Index">The indices, with <c>$</c> for the loop variable that is innermost.</param>
/// <param name="Range">What that runs over, or null.</param>
/// <param name="Whole">The range that would cover all of the array.</param>
internal sealed record Place(string Index, string? Range, string Whole)
{
    /// <summary>No element is known to be there.</summary>
    public static Place Nowhere { get; } = new("?", null, "?");

    /// <summary>Reads the place of an element that is read or written inside loops.</summary>
    public static Place Of(SyntaxNode element, IReadOnlyList<RowLoop> loops, SemanticModel model)
    {
        List<string> parts = new();
        SyntaxNode root = element;
        string? range = null;
        while (root is ElementAccessExpressionSyntax access)
        {
            foreach (ArgumentSyntax argument in access.ArgumentList.Arguments.Reverse())
            {
                ExpressionSyntax index = argument.Expression;
                RowLoop? loop = range is not null ? null : loops.LastOrDefault(candidate => Names.Of(candidate.Variable, index, model).Any());
                range = loop is null ? range : loop.Key ?? "?";
                parts.Add(loop is null
                    ? RowDomain.Canonical(index, model)
                    : index.ReplaceNodes(Names.Of(loop.Variable, index, model), (_, _) => SyntaxFactory.IdentifierName("$"))
                        .ToString().Replace(" ", ""));
            }

            root = access.Expression;
        }

        parts.Reverse();
        return new Place(
            string.Join(",", parts), range, root is ExpressionSyntax array ? RowDomain.Whole(array, model) : "?");
    }

    /// <summary>Whether an element here is one of those of the other place.</summary>
    public bool IsIn(Place? other)
    {
        if (other is null || Equals(other) || (Index == other.Index && Range == other.Range))
            return true;
        string[] mine = Index.Split(',');
        string[] theirs = other.Index.Split(',');
        // A single element of the row: its label's, say.
        return Range is null && mine.Length == theirs.Length
            && mine.Zip(theirs, (index, pattern) => pattern == "$" || index == pattern).All(fits => fits);
    }

    /// <summary>Whether writing here writes all elements of the other place.</summary>
    public bool Covers(Place? other) =>
        Range is not null
        && ((Index == "$" && Range == Whole) || (other is not null && Index == other.Index && Range == other.Range));
}

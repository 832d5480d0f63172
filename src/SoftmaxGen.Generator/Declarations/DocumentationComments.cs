using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Finds documentation comments in the source.</summary>
internal static class DocumentationComments
{
    /// <summary>Whether the declaration has one, also where the compilation does not read them.</summary>
    public static bool IsOn(SyntaxNode declaration) => declaration.GetLeadingTrivia().Any(trivia =>
        trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)
        || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && StartsWith(trivia, "///"))
        || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && StartsWith(trivia, "/**")));

    private static bool StartsWith(SyntaxTrivia trivia, string text) =>
        trivia.ToString().StartsWith(text, StringComparison.Ordinal);
}

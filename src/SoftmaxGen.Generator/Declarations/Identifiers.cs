using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Writes identifiers as source.</summary>
internal static class Identifiers
{
    /// <summary>With <c>@</c> where the name is a keyword anywhere; elsewhere the <c>@</c> does no harm.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>The modifiers that an implementing part must repeat.</summary>
internal static class ModifierText
{
    /// <summary>
    /// All of them as they stand, except <c>partial</c>, with a space after each. They are copied as text, for the
    /// consumer's compiler may know modifiers that ours does not (<c>scoped</c>).
    /// </summary>
    public static string Of(SyntaxTokenList modifiers) => string.Concat(modifiers
        .Where(token => !token.IsKind(SyntaxKind.PartialKeyword))
        .Select(token => token.Text + " "));
}

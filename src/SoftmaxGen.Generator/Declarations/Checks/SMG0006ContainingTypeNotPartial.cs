using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Every type around the method gets a second part.</summary>
internal sealed class SMG0006ContainingTypeNotPartial() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0006",
        "A containing type is not partial",
        "'{0}' must be partial, for {1} adds the body of '{2}' to it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0006.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        string attribute = declaration.Contract.DisplayName;
        string method = declaration.Method.Name;
        foreach (TypeDeclarationSyntax type in declaration.ContainingTypes)
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
                yield return At(NameOf(type).GetLocation(), NameOf(type).ValueText, attribute, method);
        }

        // A method between the types of a file is broken code, but has no type to be partial.
        if (declaration.MethodSyntax is not null && !declaration.ContainingTypes.Any())
            yield return At(declaration.MethodName, "the type around it", attribute, method);
    }

    // An extension block has no name.
    private static SyntaxToken NameOf(TypeDeclarationSyntax type) =>
        type.Identifier.RawKind == 0 ? type.Keyword : type.Identifier;
}

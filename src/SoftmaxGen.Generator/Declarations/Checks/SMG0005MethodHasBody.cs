using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>The user has written the body that the kernel would be.</summary>
internal sealed class SMG0005MethodHasBody() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0005",
        "The partial method has a body already",
        "'{0}' has a body already, and {1} would write a second one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0005.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.MethodSyntax is { } syntax
            && syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
            && (HasBody(syntax) || HasForeignImplementation(declaration.Method)))
        {
            yield return At(declaration.MethodName, declaration.Method.Name, declaration.Contract.DisplayName);
        }
    }

    private static bool HasBody(MethodDeclarationSyntax syntax) =>
        syntax.Body is not null || syntax.ExpressionBody is not null;

    private static bool HasForeignImplementation(IMethodSymbol method) =>
        method.PartialImplementationPart is { } part
        && !part.DeclaringSyntaxReferences.Any(reference => GeneratedFiles.IsOurs(reference.SyntaxTree));
}

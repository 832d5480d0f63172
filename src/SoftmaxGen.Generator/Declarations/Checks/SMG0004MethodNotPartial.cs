using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A kernel is written into a partial method: nothing else has room for a body from elsewhere.</summary>
internal sealed class SMG0004MethodNotPartial() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0004",
        "The method is not partial",
        "'{0}' must be a partial method, for {1} writes its body",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0004.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.MethodSyntax?.Modifiers.Any(SyntaxKind.PartialKeyword) != true)
            yield return At(declaration.MethodName, declaration.Method.Name, declaration.Contract.DisplayName);
    }
}

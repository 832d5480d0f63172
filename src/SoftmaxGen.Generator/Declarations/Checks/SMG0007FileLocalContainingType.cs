using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A generated file cannot reach a type that only its own file sees.</summary>
internal sealed class SMG0007FileLocalContainingType() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0007",
        "A containing type is local to its file",
        "'{0}' is local to its file, where {1} cannot add the body of '{2}' from another one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0007.md");

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (TypeDeclarationSyntax type in declaration.ContainingTypes)
        {
            // As text: the oldest compiler that we run in has no kind for the keyword.
            if (type.Modifiers.Any(modifier => modifier.Text == "file"))
            {
                yield return At(
                    type.Identifier.GetLocation(),
                    type.Identifier.ValueText,
                    declaration.Contract.DisplayName,
                    declaration.Method.Name);
            }
        }
    }
}

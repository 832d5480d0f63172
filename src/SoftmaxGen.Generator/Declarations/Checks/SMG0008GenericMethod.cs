using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>The plan of a kernel depends on its element type.</summary>
internal sealed class SMG0008GenericMethod() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0008",
        "The method is generic",
        "'{0}' cannot be generic: the element type of a kernel is float or double; declare one method for"
        + " each",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0008.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Method.Arity > 0)
        {
            yield return At(
                declaration.MethodSyntax?.TypeParameterList?.GetLocation() ?? declaration.MethodName,
                declaration.Method.Name);
        }
    }
}

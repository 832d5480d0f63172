using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A parameter of the contract that this version does not build.</summary>
internal sealed class SMG0012RoleNotAvailable() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0012",
        "The parameter is not available yet",
        "The parameter '{0}' of {1} is not available yet in this version of SoftmaxGen",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0012.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.Contract is { Role: null })
                yield return At(parameter.Identifier, parameter.Symbol.Name, declaration.Contract.DisplayName);
        }
    }
}

using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A kernel has one T.</summary>
internal sealed class SMG0018MixedElementTypes() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0018",
        "The element types differ",
        "'{0}' is of {1}, and '{2}' of {3}: all must be the same",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0018.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Element is not { } element)
            yield break;

        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.HoldsElements
                && ElementTypes.Of(parameter.ElementSymbol) is { } other
                && other != element)
            {
                yield return At(
                    parameter.Type,
                    parameter.Symbol.Name,
                    ElementTypes.Keyword(other),
                    declaration.Contract.Roles[0].Name,
                    ElementTypes.Keyword(element));
            }
        }
    }
}

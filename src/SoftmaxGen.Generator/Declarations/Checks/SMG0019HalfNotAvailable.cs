using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Half is part of the contract, and this version does not build it.</summary>
internal sealed class SMG0019HalfNotAvailable() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0019",
        "Half is not available yet",
        "'{0}' cannot be of Half yet in this version of SoftmaxGen: use float or double",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0019.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.HoldsElements && ElementTypes.IsHalf(parameter.ElementSymbol))
                yield return At(parameter.Type, parameter.Symbol.Name);
        }
    }
}

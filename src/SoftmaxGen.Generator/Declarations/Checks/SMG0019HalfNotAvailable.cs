using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>
/// Half is converted block by block for the kernels of float: only the framework's own has the bits and the casts for that.
/// </summary>
internal sealed class SMG0019HalfNotAvailable() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0019",
        "Half is not available here",
        "'{0}' cannot be of Half here: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0019.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.HoldsElements && ElementTypes.IsForeignHalf(parameter.ElementSymbol))
                yield return At(parameter.Type, parameter.Symbol.Name, "it is not the framework's, which has one from .NET 5 on");
        }
    }
}

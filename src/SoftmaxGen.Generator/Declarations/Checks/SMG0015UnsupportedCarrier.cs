using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Elements come in a span, an array or a memory; a scalar comes by itself.</summary>
internal sealed class SMG0015UnsupportedCarrier() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0015",
        "The parameter is of a type that kernels cannot take",
        "'{0}' cannot be of type '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0015.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.Contract is not null && !parameter.HasRightCarrier)
            {
                yield return At(
                    parameter.Type,
                    parameter.Symbol.Name,
                    parameter.TypeName,
                    parameter.Contract.Element is RoleElement.Scalar or RoleElement.Number
                        ? "it is a single number, passed by value"
                        : "use ReadOnlySpan, Span, an array of one dimension, ReadOnlyMemory or Memory");
            }
        }
    }
}

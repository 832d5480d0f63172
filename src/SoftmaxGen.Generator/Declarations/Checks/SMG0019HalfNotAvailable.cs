using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>
/// Half is converted block by block for the kernels of float: only the framework's own has the bits and the casts for that,
/// and a linear layer has no such blocks yet.
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
            if (parameter.HoldsElements && ReasonOf(declaration, parameter) is { } reason)
                yield return At(parameter.Type, parameter.Symbol.Name, reason);
        }
    }

    private static string? ReasonOf(Declaration declaration, DeclaredParameter parameter) =>
        ElementTypes.IsForeignHalf(parameter.ElementSymbol) ? "it is not the framework's, which has one from .NET 5 on"
        : ElementTypes.Of(parameter.ElementSymbol) != ElementType.Half ? null
        : declaration.Contract.Operator is KernelOperator.LinearSoftmaxLoss or KernelOperator.LinearPredict
            ? "a linear layer is computed in float or double"
        : null;
}

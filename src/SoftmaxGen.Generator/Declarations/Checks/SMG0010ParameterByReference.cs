using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Kernels take spans, arrays, memories and numbers by value.</summary>
internal sealed class SMG0010ParameterByReference() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0010",
        "A parameter is passed by reference",
        "'{0}' cannot be passed by 'ref', 'in' or 'out': kernels take their parameters by value, and a "
        + "span is a reference already",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0010.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter.Symbol.RefKind != RefKind.None)
                yield return At(parameter.Identifier, parameter.Symbol.Name);
        }
    }
}

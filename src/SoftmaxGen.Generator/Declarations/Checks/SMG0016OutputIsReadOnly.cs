using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>What a kernel writes must be writable.</summary>
internal sealed class SMG0016OutputIsReadOnly() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0016",
        "An output is read-only",
        "{0} writes '{1}', which '{2}' does not allow: use {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0016.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter parameter in declaration.Parameters)
        {
            if (parameter is { HasRightCarrier: true, Contract.IsWritten: true }
                && CarrierReader.IsReadOnly(parameter.Carrier)
                && !SMG0012IncompleteShard.Judges(declaration, parameter))
            {
                yield return At(
                    parameter.Type,
                    declaration.Contract.DisplayName,
                    parameter.Symbol.Name,
                    parameter.TypeName,
                    parameter.Carrier == Carrier.ReadOnlySpan ? "Span" : "Memory");
            }
        }
    }
}

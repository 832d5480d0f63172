using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Only the values of an enum can stand in for Classes.</summary>
internal sealed class SMG0021ClassesMissing() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0021",
        "Classes is missing",
        "{0} needs 'Classes', the number of classes",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0021.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.Classes) is null
            && declaration.Labels?.ElementSymbol.TypeKind != TypeKind.Enum)
        {
            yield return At(declaration.AttributeName, declaration.Contract.DisplayName);
        }
    }
}

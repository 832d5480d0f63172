using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Classes may be left out only where the labels are an enum that counts from 0.</summary>
internal sealed class SMG0023EnumDoesNotCount() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0023",
        "The enum does not say how many classes there are",
        "The values of '{0}' do not say how many classes there are, so that {1} needs 'Classes': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0023.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.Classes) is null
            && declaration.Labels is { ElementSymbol: INamedTypeSymbol { TypeKind: TypeKind.Enum } type } labels
            && declaration.Classes is null)
        {
            EnumClasses classes = EnumClasses.Read(type);
            yield return At(
                labels.Type,
                labels.ElementName,
                declaration.Contract.DisplayName,
                classes.Count == 0 ? classes.Fault : "it has too many");
        }
    }
}

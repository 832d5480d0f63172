using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A class that is written must fit.</summary>
internal sealed class SMG0028LabelTypeTooSmall() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0028",
        "The label type cannot hold the classes",
        "{0} writes classes 0 to {1} to '{2}', and '{3}' cannot hold them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0028.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredParameter labels in declaration.Parameters.Where(p => p.HoldsLabels && p.Contract!.IsWritten))
        {
            if (declaration.Classes is { } classes
                && LabelTypes.Of(labels.ElementSymbol) is var type and not LabelType.None
                && !LabelTypes.CanHold(type, classes - 1))
            {
                yield return At(
                    labels.Type,
                    declaration.Contract.DisplayName,
                    Text(classes - 1),
                    labels.Symbol.Name,
                    labels.ElementName);
            }
        }
    }
}

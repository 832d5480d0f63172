using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>An ignored label that no element can hold is a mistake.</summary>
internal sealed class SMG0032IgnoreIndexOutOfLabels() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0032",
        "No label can be the ignored one",
        "IgnoreIndex is {0}, and '{1}' cannot hold it: nothing would ever be ignored",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0032.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.IgnoreIndex) is { Value: int ignored } option
            && declaration.Target == TargetKind.Index
            && declaration.Labels is { } labels
            && LabelTypes.Of(labels.ElementSymbol) is var type and not LabelType.None
            && !LabelTypes.CanHold(type, ignored))
        {
            yield return At(option.Location, Text(ignored), labels.ElementName);
        }
    }
}

using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Only labels can be ignored by their value.</summary>
internal sealed class SMG0025IgnoreIndexWithoutIndex() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0025",
        "IgnoreIndex has no labels to ignore",
        "IgnoreIndex has no meaning for Target.{0}, which has no labels",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0025.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.IgnoreIndex) is { } option
            && declaration.Target is { } target and not TargetKind.Index)
        {
            yield return At(option.Location, target.ToString());
        }
    }
}

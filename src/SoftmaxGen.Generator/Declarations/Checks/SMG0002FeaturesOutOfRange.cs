using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A linear layer needs features, and its weights must fit into a buffer.</summary>
internal sealed class SMG0002FeaturesOutOfRange() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0002",
        "Features is missing or out of range",
        "{0} needs 'Features', the number of features of an input row, from 1 to {1}{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0002.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (!declaration.Contract.IsLinear || declaration.Features is not null)
            yield break;

        string most = Text(int.MaxValue / (declaration.Classes ?? 2));
        DeclaredOption? given = declaration.Options.Find(OptionContracts.Features);
        if (given is null)
            yield return At(declaration.AttributeName, declaration.Contract.DisplayName, most, "");
        else if (given.Value is int features)
            yield return At(given.Location, declaration.Contract.DisplayName, most, ", and not " + Text(features));
    }
}

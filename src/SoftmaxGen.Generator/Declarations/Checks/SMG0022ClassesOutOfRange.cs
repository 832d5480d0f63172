using Microsoft.CodeAnalysis;
using System.Globalization;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A softmax needs two classes; a row of them must fit what kernels are planned for.</summary>
internal sealed class SMG0022ClassesOutOfRange() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0022",
        "Classes is out of range",
        "Classes is {0}, and {1} takes 2 to {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0022.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Options.Find(OptionContracts.Classes) is { Value: int classes } option
            && declaration.Classes is null)
        {
            yield return At(
                option.Location,
                Text(classes),
                declaration.Contract.DisplayName,
                declaration.Contract.MaxClasses.ToString("N0", CultureInfo.InvariantCulture));
        }
    }
}

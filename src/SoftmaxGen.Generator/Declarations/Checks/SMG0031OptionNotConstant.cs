using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>The compiler's own error says more; this one says that there is no kernel.</summary>
internal sealed class SMG0031OptionNotConstant() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0031",
        "The option has no constant of its type",
        "The value of {0} must be a constant of its type",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0031.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredOption option in declaration.Options.Given)
        {
            if (option.Value is null)
                yield return At(option.Location, option.Contract.Name);
        }
    }
}

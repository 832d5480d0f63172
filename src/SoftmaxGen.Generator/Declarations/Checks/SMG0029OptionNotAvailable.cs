using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A property of the contract that this version does not build is refused, not ignored.</summary>
internal sealed class SMG0029OptionNotAvailable() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0029",
        "The option is not available yet",
        "{0} is not available yet in this version of SoftmaxGen: leave it out",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0029.md");

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        foreach (DeclaredOption option in declaration.Options.Given)
        {
            if (!option.Contract.IsBuilt
                && !option.IsUndefined
                && option.Value is { } value
                && !value.Equals(option.Contract.Default))
            {
                yield return At(option.Location, option.Contract.Name);
            }
        }
    }
}

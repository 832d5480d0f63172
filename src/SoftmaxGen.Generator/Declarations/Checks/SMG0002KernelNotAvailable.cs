using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>An attribute of the contract that this version does not build.</summary>
internal sealed class SMG0002KernelNotAvailable() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0002",
        "The kernel is not available yet",
        "{0} is not available yet in this version of SoftmaxGen",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0002.md");

    public override bool IsDecisive => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.Contract.Operator is null)
            yield return At(declaration.AttributeName, declaration.Contract.DisplayName);
    }
}

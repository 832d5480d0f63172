using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Declarations.Checks;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>From an annotated method to its model: here the symbols end.</summary>
internal static class KernelDeclaration
{
    /// <summary>The model, or null exactly where a check reports an error for this method.</summary>
    public static KernelModel? Read(
        GeneratorAttributeSyntaxContext context, KernelOperator op, CancellationToken cancellationToken)
    {
        AttributeData attribute = context.Attributes[0];
        return context.TargetSymbol is IMethodSymbol method
            && KernelContracts.Of(attribute.AttributeClass) is { } contract
            && contract.Operator == op
                ? Read(Declaration.Read(method, attribute, contract, cancellationToken), cancellationToken)
                : null;
    }

    private static KernelModel? Read(Declaration declaration, CancellationToken cancellationToken) =>
        DeclarationChecks.Run(declaration, cancellationToken).Any(IsError)
            ? null
            : KernelModelReader.Read(declaration);

    // What the user makes of the severity changes what is shown, not what can be generated.
    private static bool IsError(Finding finding) => finding.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;
}

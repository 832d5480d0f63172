using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Declarations.Checks;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>From an annotated method to its model: here the symbols end.</summary>
internal static class KernelDeclaration
{
    /// <summary>
    /// The method with its kernel, or without one exactly where a check reports an error for it; null where the attribute is
    /// not ours. The checks are asked once: in an editor this runs for every kernel at every keystroke.
    /// </summary>
    public static DeclaredMethod? Read(
        GeneratorAttributeSyntaxContext context, KernelOperator op, CancellationToken cancellationToken)
    {
        AttributeData attribute = context.Attributes[0];
        if (context.TargetSymbol is not IMethodSymbol method
            || KernelContracts.Of(attribute.AttributeClass) is not { } contract
            || contract.Operator != op)
        {
            return null;
        }

        Declaration declaration = Declaration.Read(method, attribute, contract, cancellationToken);
        ImmutableArray<Finding> found = DeclarationChecks.Run(declaration, cancellationToken).ToImmutableArray();
        return found.Any(IsError)
            ? new DeclaredMethod(null, RejectedMethodReader.Read(declaration, attribute.AttributeClass))
            : new DeclaredMethod(KernelModelReader.Read(declaration), null);
    }

    // What the user makes of the severity changes what is shown, not what can be generated.
    private static bool IsError(Finding finding) => finding.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Declarations.Checks;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>From an annotated method to its model: here the symbols end.</summary>
internal static class KernelDeclaration
{
    /// <summary>
    /// The method with its kernel, or without one exactly where a check reports an error for it; null where none of its
    /// attributes is ours. Of several kernel attributes the first decides, and a check says that one is enough.
    /// </summary>
    public static DeclaredMethod? Read(
        MethodDeclarationSyntax syntax, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(syntax, cancellationToken) is not IMethodSymbol method
            || method.GetAttributes().FirstOrDefault(candidate => IsOn(candidate, syntax)) is not { } attribute
            || KernelContracts.Of(attribute.AttributeClass) is not { } contract)
        {
            return null;
        }

        Declaration declaration = Declaration.Read(method, attribute, contract, cancellationToken);
        ImmutableArray<Finding> found = DeclarationChecks.Run(declaration, cancellationToken).ToImmutableArray();
        return found.Any(IsError)
            ? new DeclaredMethod(null, RejectedMethodReader.Read(declaration, attribute.AttributeClass))
            : new DeclaredMethod(KernelModelReader.Read(declaration), null);
    }

    // The parts of a partial method have their attributes in common, and the part that carries one is read for it.
    private static bool IsOn(AttributeData attribute, MethodDeclarationSyntax syntax) =>
        KernelContracts.Of(attribute.AttributeClass) is not null
        && attribute.ApplicationSyntaxReference is { } place
        && place.SyntaxTree == syntax.SyntaxTree
        && syntax.Span.Contains(place.Span);

    // What the user makes of the severity changes what is shown, not what can be generated.
    private static bool IsError(Finding finding) => finding.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Declarations.Checks;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Finds the methods that get no kernel, and yet have room for a body.</summary>
internal static class RejectedMethodReader
{
    /// <summary>
    /// The method, in which a check has found an error; null where nothing can be written for it, where another of its
    /// attributes does so, or where the compiler stops for other reasons anyway (a type that does not exist).
    /// </summary>
    public static RejectedMethod? Read(Declaration declaration, INamedTypeSymbol? attributeClass) =>
        declaration.MethodSyntax is { } syntax
        && IsFirst(attributeClass, declaration)
        && !DeclarationChecks.All.Any(check => check.LeavesNoRoom && check.Find(declaration).Any())
        && IsWhole(declaration)
            ? Read(declaration, syntax)
            : null;

    // Of several kernel attributes one is enough to write one body.
    private static bool IsFirst(INamedTypeSymbol? attributeClass, Declaration declaration) =>
        SymbolEqualityComparer.Default.Equals(attributeClass, declaration.Attributes.FirstOrDefault()?.AttributeClass);

    private static bool IsWhole(Declaration declaration) =>
        !declaration.MethodSyntax!.Identifier.IsMissing
        && declaration.Method.ReturnType.TypeKind != TypeKind.Error
        && declaration.Parameters.All(parameter =>
            parameter.Syntax is { Identifier.IsMissing: false }
            && parameter.ElementSymbol.TypeKind != TypeKind.Error);

    private static RejectedMethod Read(Declaration declaration, MethodDeclarationSyntax syntax)
    {
        IMethodSymbol method = declaration.Method;
        EquatableArray<ContainingType> containingTypes = ContainingTypeReader.Read(method);
        IEnumerable<string> parameters = declaration.Parameters.Select(parameter =>
            ModifierText.Of(parameter.Syntax!.Modifiers)
            + TypeTexts.Of(parameter.Symbol.Type)
            + " "
            + Identifiers.Escape(parameter.Symbol.Name));
        return new(
            HintNames.Of(method, containingTypes),
            ContainingTypeReader.NamespaceOf(method),
            containingTypes,
            $"{ModifierText.Of(syntax.Modifiers)}partial {ReferenceOf(method)}"
            + $"{TypeTexts.Of(method.ReturnType)} {Identifiers.Escape(method.Name)}"
            + $"{TypeParameterText.Of(method)}({string.Join(", ", parameters)}){TypeParameterText.ConstraintsOf(method)}");
    }

    private static string ReferenceOf(IMethodSymbol method) => method.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };
}

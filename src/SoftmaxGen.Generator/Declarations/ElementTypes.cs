using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reads the kernel's T.</summary>
internal static class ElementTypes
{
    /// <summary>The element type, or null where it is none.</summary>
    public static ElementType? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        _ => IsHalf(type) && IsOfFramework(type) ? ElementType.Half : null,
    };

    /// <summary>Whether it is called Half and is not the framework's: one of another make, or none at all.</summary>
    public static bool IsForeignHalf(ITypeSymbol type) =>
        (IsHalf(type) && !IsOfFramework(type)) || type is { TypeKind: TypeKind.Error, Name: "Half" };

    /// <summary>The C# type.</summary>
    public static string Keyword(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        _ => "Half",
    };

    private static bool IsHalf(ITypeSymbol type) => type is INamedTypeSymbol
    {
        Name: "Half",
        Arity: 0,
        TypeKind: TypeKind.Struct,
        ContainingType: null,
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    // What a struct derives from, System.ValueType, is where the framework's own types are.
    private static bool IsOfFramework(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, type.BaseType?.ContainingAssembly);
}

using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reads the kernel's T.</summary>
internal static class ElementTypes
{
    /// <summary>The element type, or null where it is none that is built.</summary>
    public static ElementType? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        _ => null,
    };

    /// <summary>Whether it is <c>System.Half</c>, which the contract knows and which is not built yet.</summary>
    public static bool IsHalf(ITypeSymbol type) => type is INamedTypeSymbol
    {
        Name: "Half",
        Arity: 0,
        TypeKind: TypeKind.Struct,
        ContainingType: null,
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>The C# keyword.</summary>
    public static string Keyword(ElementType element) => element == ElementType.Single ? "float" : "double";
}

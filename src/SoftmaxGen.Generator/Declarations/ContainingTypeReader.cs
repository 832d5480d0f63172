using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reads what stands around a method, as its implementing part must repeat it.</summary>
internal static class ContainingTypeReader
{
    /// <summary>The full namespace, escaped; empty for the global one.</summary>
    public static string NamespaceOf(IMethodSymbol method)
    {
        string name = "";
        INamespaceSymbol? space = method.ContainingNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            name = Identifiers.Escape(space.Name) + (name.Length == 0 ? "" : "." + name);

        return name;
    }

    /// <summary>The types, outermost first.</summary>
    public static EquatableArray<ContainingType> Read(IMethodSymbol method)
    {
        Stack<ContainingType> types = new();
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            types.Push(new(KeywordOf(type), Identifiers.Escape(type.Name) + TypeParametersOf(type)));

        return types.ToEquatableArray();
    }

    // The parts of a struct share `ref` and `readonly`, and those of a class `static`: one part is enough to say it.
    private static string KeywordOf(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    // Constraints may be left out of all parts but one; variance may not.
    private static string TypeParametersOf(INamedTypeSymbol type) => type.TypeParameters.IsEmpty
        ? ""
        : "<" + string.Join(", ", type.TypeParameters.Select(p => VarianceOf(p) + Identifiers.Escape(p.Name))) + ">";

    private static string VarianceOf(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    };
}

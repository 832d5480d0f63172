using System.Text;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>How the tables write types.</summary>
internal static class MetadataNames
{
    /// <summary><c>Namespace.Outer+Inner`1</c></summary>
    public static string Of(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return Of(outer) + "+" + type.MetadataName;
        StringBuilder name = new(type.MetadataName);
        for (INamespaceSymbol? space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            name.Insert(0, '.').Insert(0, space.MetadataName);
        return name.ToString();
    }

    /// <summary><c>Double[],Func,T</c>: simple names, no blanks.</summary>
    public static string Parameters(IMethodSymbol method) => string.Join(",", method.Parameters.Select(parameter => Simple(parameter.Type)));

    private static string Simple(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Simple(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
        IPointerTypeSymbol pointer => Simple(pointer.PointedAtType) + "*",
        _ => type.Name,
    };
}

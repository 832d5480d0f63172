using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Types that hold rows of numbers.</summary>
internal static class BufferTypes
{
    /// <summary>The number type in an array (of one or two dimensions, or jagged), a view, a list, a sequence or behind a pointer.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        ITypeSymbol? element = type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1 } row } => row.ElementType,
            IArrayTypeSymbol { Rank: 1 or 2 } array => array.ElementType,
            IPointerTypeSymbol pointer => pointer.PointedAtType,
            INamedTypeSymbol { Arity: 1 } view when Views.IsView(view) => view.TypeArguments[0],
            INamedTypeSymbol { Arity: 1, Name: "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" } list
                when list.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" => list.TypeArguments[0],
            _ => null,
        };
        return element is null or { TypeKind: TypeKind.Enum } || NumberKinds.Of(element) == NumberKind.None ? null : element;
    }

    /// <summary>Whether the type has rows.</summary>
    public static bool HasRows(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 2 } or IArrayTypeSymbol { ElementType: IArrayTypeSymbol };

    /// <summary>Whether the type holds floating point numbers.</summary>
    public static bool IsFloating(ITypeSymbol type) => ElementOf(type) is { } element && NumberKinds.Of(element).IsFloating();
}

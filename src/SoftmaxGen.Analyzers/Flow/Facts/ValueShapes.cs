using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>Whether a type holds one number or many.</summary>
internal enum ValueShape
{
    Other,
    Number,
    Collection,

    /// <summary>A class of some library, or a type parameter: may be either.</summary>
    Unknown,
}

/// <summary>Tells numbers from collections by their types.</summary>
internal static class ValueShapes
{
    public static ValueShape Of(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Single or SpecialType.System_Double:
            case SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal:
                return ValueShape.Number;
            case SpecialType.System_Object or SpecialType.System_Void:
                return ValueShape.Other;
            case SpecialType.None:
                break;
            case >= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T:
                return ValueShape.Collection;
            default:
                return ValueShape.Other;
        }
        return type switch
        {
            IArrayTypeSymbol array => Of(array.ElementType) == ValueShape.Other ? ValueShape.Other : ValueShape.Collection,
            ITypeParameterSymbol => ValueShape.Unknown,
            { TypeKind: TypeKind.Error } => ValueShape.Unknown,
            INamedTypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Delegate } => ValueShape.Other,
            INamedTypeSymbol { Name: "Half" or "BFloat16" } => ValueShape.Number,
            INamedTypeSymbol { Arity: 1 } generic => Generic(generic),
            INamedTypeSymbol { Arity: 2 } map when map.Name.EndsWith("Dictionary", StringComparison.Ordinal) =>
                Of(map.TypeArguments[1]) == ValueShape.Other ? ValueShape.Other : ValueShape.Collection,
            INamedTypeSymbol named when IsTensorName(named.Name) => ValueShape.Unknown,
            _ => ValueShape.Other,
        };
    }

    private static ValueShape Generic(INamedTypeSymbol type) => Of(type.TypeArguments[0]) switch
    {
        ValueShape.Other => ValueShape.Other,
        _ when type.Name is "Nullable" or "Task" or "ValueTask" or "Lazy" => ValueShape.Other,
        _ => ValueShape.Collection,
    };

    // A vector, a matrix, a tensor, a variable of a graph: whatever its rank.
    private static bool IsTensorName(string name) =>
        name.EndsWith("Tensor", StringComparison.Ordinal) || name.EndsWith("Tensors", StringComparison.Ordinal) ||
        name.EndsWith("Vector", StringComparison.Ordinal) || name.EndsWith("Matrix", StringComparison.Ordinal) ||
        name.EndsWith("Array", StringComparison.Ordinal) || name.EndsWith("Variable", StringComparison.Ordinal) ||
        name is "Volume" or "Function" or "NDarray" or "Value" or "Node" or "Symbol" || name.StartsWith("float", StringComparison.Ordinal) || name.StartsWith("double", StringComparison.Ordinal);
}

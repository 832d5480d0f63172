using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The primitive types that can be computed with.</summary>
internal enum NumberKind
{
    /// <summary>Not a number, a truth value or a character.</summary>
    None,
    Boolean,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Half,
    Single,
    Double,
    Decimal,
}

/// <summary>Reads the kind of a type or a value.</summary>
internal static class NumberKinds
{
    /// <summary>The kind of a type; of the underlying type for an enum.</summary>
    public static NumberKind Of(ITypeSymbol? type)
    {
        if (type is null) return NumberKind.None;
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying }) type = underlying;
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => NumberKind.Boolean,
            SpecialType.System_Char => NumberKind.Char,
            SpecialType.System_SByte => NumberKind.SByte,
            SpecialType.System_Byte => NumberKind.Byte,
            SpecialType.System_Int16 => NumberKind.Int16,
            SpecialType.System_UInt16 => NumberKind.UInt16,
            SpecialType.System_Int32 => NumberKind.Int32,
            SpecialType.System_UInt32 => NumberKind.UInt32,
            SpecialType.System_Int64 => NumberKind.Int64,
            SpecialType.System_UInt64 => NumberKind.UInt64,
            SpecialType.System_Single => NumberKind.Single,
            SpecialType.System_Double => NumberKind.Double,
            SpecialType.System_Decimal => NumberKind.Decimal,
            _ => IsHalf(type) ? NumberKind.Half : NumberKind.None,
        };
    }

    /// <summary>The kind of a boxed value.</summary>
    public static NumberKind Of(object? value) => value switch
    {
        double => NumberKind.Double,
        float => NumberKind.Single,
        int => NumberKind.Int32,
        bool => NumberKind.Boolean,
        long => NumberKind.Int64,
        byte => NumberKind.Byte,
        uint => NumberKind.UInt32,
        ulong => NumberKind.UInt64,
        short => NumberKind.Int16,
        ushort => NumberKind.UInt16,
        sbyte => NumberKind.SByte,
        char => NumberKind.Char,
        HalfValue => NumberKind.Half,
        decimal => NumberKind.Decimal,
        _ => NumberKind.None,
    };

    /// <summary>Whether the kind is a floating point type with infinities.</summary>
    public static bool IsFloating(this NumberKind kind) =>
        kind is NumberKind.Half or NumberKind.Single or NumberKind.Double;

    /// <summary>Whether the kind is an integer that C# widens to int before it computes.</summary>
    public static bool IsSmall(this NumberKind kind) => kind is >= NumberKind.Char and <= NumberKind.UInt16;

    /// <summary>Whether the type is System.Half.</summary>
    public static bool IsHalf(ITypeSymbol type) =>
        type is { Name: "Half", IsValueType: true, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}

using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>Reads the integer under labels.</summary>
internal static class LabelTypes
{
    /// <summary>The integer, or the enum's; <see cref="LabelType.None"/> where labels cannot be of it.</summary>
    public static LabelType Of(ITypeSymbol type)
    {
        LabelType integer = OfInteger(((type as INamedTypeSymbol)?.EnumUnderlyingType ?? type).SpecialType);
        return type.TypeKind == TypeKind.Enum
            || integer is LabelType.Int32 or LabelType.Int64 or LabelType.Int16 or LabelType.Byte
                ? integer
                : LabelType.None;
    }

    /// <summary>Whether the integer can hold the value.</summary>
    public static bool CanHold(LabelType type, int value) => type switch
    {
        LabelType.SByte => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        LabelType.Byte => value is >= byte.MinValue and <= byte.MaxValue,
        LabelType.Int16 => value is >= short.MinValue and <= short.MaxValue,
        LabelType.UInt16 => value is >= ushort.MinValue and <= ushort.MaxValue,
        LabelType.UInt32 or LabelType.UInt64 => value >= 0,
        LabelType.Int32 or LabelType.Int64 => true,
        _ => false,
    };

    private static LabelType OfInteger(SpecialType type) => type switch
    {
        SpecialType.System_SByte => LabelType.SByte,
        SpecialType.System_Byte => LabelType.Byte,
        SpecialType.System_Int16 => LabelType.Int16,
        SpecialType.System_UInt16 => LabelType.UInt16,
        SpecialType.System_Int32 => LabelType.Int32,
        SpecialType.System_UInt32 => LabelType.UInt32,
        SpecialType.System_Int64 => LabelType.Int64,
        SpecialType.System_UInt64 => LabelType.UInt64,
        _ => LabelType.None,
    };
}

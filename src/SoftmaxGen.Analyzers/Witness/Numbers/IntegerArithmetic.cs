using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The built-in operators on integers.</summary>
internal static class IntegerArithmetic
{
    // Roslyn 4.3 does not name it yet.
    private const BinaryOperatorKind UnsignedRightShift = (BinaryOperatorKind)25;

    /// <summary>Whether the right operand is a count of bits.</summary>
    public static bool IsShift(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or UnsignedRightShift;

    /// <summary>Shifts, the count masked as C# does.</summary>
    public static object? Shift(BinaryOperatorKind kind, object left, int count) => left switch
    {
        int x => kind switch
        {
            BinaryOperatorKind.LeftShift => x << count,
            BinaryOperatorKind.RightShift => x >> count,
            _ => x >>> count,
        },
        long x => kind switch
        {
            BinaryOperatorKind.LeftShift => x << count,
            BinaryOperatorKind.RightShift => x >> count,
            _ => x >>> count,
        },
        uint x => kind == BinaryOperatorKind.LeftShift ? x << count : x >> count,
        ulong x => kind == BinaryOperatorKind.LeftShift ? x << count : x >> count,
        _ => null,
    };

    /// <summary>The comparisons of kinds in which any two values are ordered, from what <c>CompareTo</c> says.</summary>
    public static object? Ordered(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => Boxes.Of(order == 0),
        BinaryOperatorKind.NotEquals => Boxes.Of(order != 0),
        BinaryOperatorKind.LessThan => Boxes.Of(order < 0),
        BinaryOperatorKind.LessThanOrEqual => Boxes.Of(order <= 0),
        BinaryOperatorKind.GreaterThan => Boxes.Of(order > 0),
        BinaryOperatorKind.GreaterThanOrEqual => Boxes.Of(order >= 0),
        _ => null,
    };

    /// <summary>The operators of <see cref="Int32"/>.</summary>
    public static object? OfInt32(BinaryOperatorKind kind, int x, int y, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(x + y) : unchecked(x + y),
        BinaryOperatorKind.Subtract => isChecked ? checked(x - y) : unchecked(x - y),
        BinaryOperatorKind.Multiply => isChecked ? checked(x * y) : unchecked(x * y),
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.And => x & y,
        BinaryOperatorKind.Or => x | y,
        BinaryOperatorKind.ExclusiveOr => x ^ y,
        _ => Ordered(kind, x.CompareTo(y)),
    };

    /// <summary>The operators of <see cref="Int64"/>.</summary>
    public static object? OfInt64(BinaryOperatorKind kind, long x, long y, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(x + y) : unchecked(x + y),
        BinaryOperatorKind.Subtract => isChecked ? checked(x - y) : unchecked(x - y),
        BinaryOperatorKind.Multiply => isChecked ? checked(x * y) : unchecked(x * y),
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.And => x & y,
        BinaryOperatorKind.Or => x | y,
        BinaryOperatorKind.ExclusiveOr => x ^ y,
        _ => Ordered(kind, x.CompareTo(y)),
    };

    /// <summary>The operators of <see cref="UInt32"/>.</summary>
    public static object? OfUInt32(BinaryOperatorKind kind, uint x, uint y, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(x + y) : unchecked(x + y),
        BinaryOperatorKind.Subtract => isChecked ? checked(x - y) : unchecked(x - y),
        BinaryOperatorKind.Multiply => isChecked ? checked(x * y) : unchecked(x * y),
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.And => x & y,
        BinaryOperatorKind.Or => x | y,
        BinaryOperatorKind.ExclusiveOr => x ^ y,
        _ => Ordered(kind, x.CompareTo(y)),
    };

    /// <summary>The operators of <see cref="UInt64"/>.</summary>
    public static object? OfUInt64(BinaryOperatorKind kind, ulong x, ulong y, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(x + y) : unchecked(x + y),
        BinaryOperatorKind.Subtract => isChecked ? checked(x - y) : unchecked(x - y),
        BinaryOperatorKind.Multiply => isChecked ? checked(x * y) : unchecked(x * y),
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.And => x & y,
        BinaryOperatorKind.Or => x | y,
        BinaryOperatorKind.ExclusiveOr => x ^ y,
        _ => Ordered(kind, x.CompareTo(y)),
    };
}

using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The built-in operators of C# on boxed values, to the bit: float stays float, integers wrap or throw.</summary>
internal static class Arithmetic
{
    /// <summary>Applies an operator; integers smaller than int are widened first.</summary>
    /// <returns>Null where the operator is not known for these operands.</returns>
    public static object? Binary(BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        switch (left)
        {
            case double x when right is double y: return OfDouble(kind, x, y);
            case float x when right is float y: return OfSingle(kind, x, y);
            case HalfValue x when right is HalfValue y: return OfHalf(kind, x, y);
            case decimal x when right is decimal y: return OfDecimal(kind, x, y);
            case bool x when right is bool y: return OfBoolean(kind, x, y);
        }

        left = NumberConversion.Promote(left);
        right = NumberConversion.Promote(right);
        if (IntegerArithmetic.IsShift(kind))
        {
            return right is int count ? IntegerArithmetic.Shift(kind, left, count) : null;
        }

        return left switch
        {
            int x when right is int y => IntegerArithmetic.OfInt32(kind, x, y, isChecked),
            long x when right is long y => IntegerArithmetic.OfInt64(kind, x, y, isChecked),
            uint x when right is uint y => IntegerArithmetic.OfUInt32(kind, x, y, isChecked),
            ulong x when right is ulong y => IntegerArithmetic.OfUInt64(kind, x, y, isChecked),
            _ => null,
        };
    }

    /// <summary>Applies a prefix operator.</summary>
    /// <returns>Null where the operator is not known for the operand.</returns>
    public static object? Unary(UnaryOperatorKind kind, object operand, bool isChecked) => kind switch
    {
        UnaryOperatorKind.Plus => operand is bool ? null : NumberConversion.Promote(operand),
        UnaryOperatorKind.Minus => Negate(NumberConversion.Promote(operand), isChecked),
        UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => Complement(NumberConversion.Promote(operand)),
        _ => null,
    };

    /// <summary>The number one of the same kind, for ++ and --.</summary>
    public static object? OneLike(object value) => NumberConversion.To(1, NumberKinds.Of(value), false);

    private static object? Negate(object operand, bool isChecked) => operand switch
    {
        double x => -x,
        float x => -x,
        HalfValue x => HalfValue.Round(-x.Value),
        decimal x => -x,
        int x => isChecked ? checked(-x) : unchecked(-x),
        long x => isChecked ? checked(-x) : unchecked(-x),
        uint x => -(long)x,
        _ => null,
    };

    private static object? Complement(object operand) => operand switch
    {
        bool x => Boxes.Of(!x),
        int x => ~x,
        long x => ~x,
        uint x => ~x,
        ulong x => ~x,
        _ => null,
    };

    private static object? OfDouble(BinaryOperatorKind kind, double x, double y) => kind switch
    {
        BinaryOperatorKind.Add => x + y,
        BinaryOperatorKind.Subtract => x - y,
        BinaryOperatorKind.Multiply => x * y,
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        BinaryOperatorKind.Equals => Boxes.Of(x == y),
        BinaryOperatorKind.NotEquals => Boxes.Of(x != y),
        BinaryOperatorKind.LessThan => Boxes.Of(x < y),
        BinaryOperatorKind.LessThanOrEqual => Boxes.Of(x <= y),
        BinaryOperatorKind.GreaterThan => Boxes.Of(x > y),
        BinaryOperatorKind.GreaterThanOrEqual => Boxes.Of(x >= y),
        _ => null,
    };

    private static object? OfSingle(BinaryOperatorKind kind, float x, float y) => kind switch
    {
        BinaryOperatorKind.Add => (float)(x + y),
        BinaryOperatorKind.Subtract => (float)(x - y),
        BinaryOperatorKind.Multiply => (float)(x * y),
        BinaryOperatorKind.Divide => (float)(x / y),
        BinaryOperatorKind.Remainder => (float)(x % y),
        _ => OfDouble(kind, x, y),
    };

    // Half computes in float and rounds each result, and so do we.
    private static object? OfHalf(BinaryOperatorKind kind, HalfValue x, HalfValue y) =>
        OfSingle(kind, x.Value, y.Value) switch
        {
            float result => HalfValue.Round(result),
            var result => result,
        };

    private static object? OfDecimal(BinaryOperatorKind kind, decimal x, decimal y) => kind switch
    {
        BinaryOperatorKind.Add => x + y,
        BinaryOperatorKind.Subtract => x - y,
        BinaryOperatorKind.Multiply => x * y,
        BinaryOperatorKind.Divide => x / y,
        BinaryOperatorKind.Remainder => x % y,
        _ => IntegerArithmetic.Ordered(kind, x.CompareTo(y)),
    };

    private static object? OfBoolean(BinaryOperatorKind kind, bool x, bool y) => kind switch
    {
        BinaryOperatorKind.And => Boxes.Of(x & y),
        BinaryOperatorKind.Or => Boxes.Of(x | y),
        BinaryOperatorKind.ExclusiveOr => Boxes.Of(x ^ y),
        BinaryOperatorKind.Equals => Boxes.Of(x == y),
        BinaryOperatorKind.NotEquals => Boxes.Of(x != y),
        _ => null,
    };
}

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The numeric conversions of C#, on boxed values.</summary>
internal static class NumberConversion
{
    /// <summary>The value as another kind; overflow throws <see cref="OverflowException"/> where C# would.</summary>
    /// <returns>Null where no such conversion exists.</returns>
    public static object? To(object value, NumberKind target, bool isChecked)
    {
        if (NumberKinds.Of(value) == target) return value;
        return value switch
        {
            double x => FromDouble(x, target, isChecked),
            float x => FromSingle(x, target, isChecked),
            HalfValue x => FromSingle(x.Value, target, isChecked),
            decimal x => FromDecimal(x, target),
            ulong x => FromUnsigned(x, target, isChecked),
            int x => FromSigned(x, target, isChecked),
            long x => FromSigned(x, target, isChecked),
            uint x => FromSigned(x, target, isChecked),
            byte x => FromSigned(x, target, isChecked),
            sbyte x => FromSigned(x, target, isChecked),
            short x => FromSigned(x, target, isChecked),
            ushort x => FromSigned(x, target, isChecked),
            char x => FromSigned(x, target, isChecked),
            _ => null,
        };
    }

    /// <summary>The value widened to int where C# does so before computing.</summary>
    public static object Promote(object value) => value switch
    {
        byte x => (int)x,
        sbyte x => (int)x,
        short x => (int)x,
        ushort x => (int)x,
        char x => (int)x,
        _ => value,
    };

    /// <summary>The value as a double, for judging and printing; null for what is no number.</summary>
    public static double? ToDouble(object? value) =>
        value is null or bool ? null : (double?)To(value, NumberKind.Double, false);

    private static object? FromSingle(float x, NumberKind target, bool isChecked) => target switch
    {
        NumberKind.Single => x,
        NumberKind.Decimal => (decimal)x,
        _ => FromDouble(x, target, isChecked),
    };

    private static object? FromDouble(double x, NumberKind target, bool isChecked) => target switch
    {
        NumberKind.Double => x,
        NumberKind.Single => (float)x,
        NumberKind.Half => HalfValue.Round(x),
        NumberKind.Decimal => (decimal)x,
        NumberKind.Int32 => isChecked ? checked((int)x) : unchecked((int)x),
        NumberKind.Int64 => isChecked ? checked((long)x) : unchecked((long)x),
        NumberKind.UInt32 => isChecked ? checked((uint)x) : unchecked((uint)x),
        NumberKind.UInt64 => isChecked ? checked((ulong)x) : unchecked((ulong)x),
        NumberKind.Byte => isChecked ? checked((byte)x) : unchecked((byte)x),
        NumberKind.SByte => isChecked ? checked((sbyte)x) : unchecked((sbyte)x),
        NumberKind.Int16 => isChecked ? checked((short)x) : unchecked((short)x),
        NumberKind.UInt16 => isChecked ? checked((ushort)x) : unchecked((ushort)x),
        NumberKind.Char => isChecked ? checked((char)x) : unchecked((char)x),
        _ => null,
    };

    private static object? FromDecimal(decimal x, NumberKind target) => target switch
    {
        NumberKind.Double => (double)x,
        NumberKind.Single => (float)x,
        NumberKind.Half => HalfValue.Round((double)x),
        NumberKind.Int32 => (int)x,
        NumberKind.Int64 => (long)x,
        NumberKind.UInt32 => (uint)x,
        NumberKind.UInt64 => (ulong)x,
        NumberKind.Byte => (byte)x,
        NumberKind.SByte => (sbyte)x,
        NumberKind.Int16 => (short)x,
        NumberKind.UInt16 => (ushort)x,
        NumberKind.Char => (char)x,
        _ => null,
    };

    private static object? FromSigned(long x, NumberKind target, bool isChecked) => target switch
    {
        NumberKind.Double => (double)x,
        NumberKind.Single => (float)x,
        NumberKind.Half => HalfValue.Round((float)x),
        NumberKind.Decimal => (decimal)x,
        NumberKind.Int64 => x,
        NumberKind.Int32 => isChecked ? checked((int)x) : unchecked((int)x),
        NumberKind.UInt32 => isChecked ? checked((uint)x) : unchecked((uint)x),
        NumberKind.UInt64 => isChecked ? checked((ulong)x) : unchecked((ulong)x),
        NumberKind.Byte => isChecked ? checked((byte)x) : unchecked((byte)x),
        NumberKind.SByte => isChecked ? checked((sbyte)x) : unchecked((sbyte)x),
        NumberKind.Int16 => isChecked ? checked((short)x) : unchecked((short)x),
        NumberKind.UInt16 => isChecked ? checked((ushort)x) : unchecked((ushort)x),
        NumberKind.Char => isChecked ? checked((char)x) : unchecked((char)x),
        _ => null,
    };

    private static object? FromUnsigned(ulong x, NumberKind target, bool isChecked) => target switch
    {
        NumberKind.Double => (double)x,
        NumberKind.Single => (float)x,
        NumberKind.Decimal => (decimal)x,
        NumberKind.Half => HalfValue.Round((float)x),
        NumberKind.UInt64 => x,
        _ => FromSigned(isChecked ? checked((long)x) : unchecked((long)x), target, isChecked),
    };
}

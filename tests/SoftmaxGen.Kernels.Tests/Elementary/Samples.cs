using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>Arguments: evenly spread over a range, or over all the numbers of a range however small.</summary>
internal static class Samples
{
    /// <summary>Every so many numbers in steps of the last bit, between two of the same sign, both included.</summary>
    public static T[] ByStride<T>(T from, T to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long first = Bits(from);
        long distance = Bits(to) - first;
        return [.. Enumerable.Range(0, count).Select(i => OfBits<T>(first + Part(distance, i, count - 1)))];
    }

    /// <summary>Numbers in equal steps, each moved by chance within its step.</summary>
    public static T[] Evenly<T>(double from, double to, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(20251121);
        double step = (to - from) / count;
        return [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(from + (i + random.NextDouble()) * step))];
    }

    /// <summary>So many of the equal parts of a distance, whose product may not fit.</summary>
    private static long Part(long distance, int numerator, int denominator) =>
        (long)((Int128)distance * numerator / denominator);

    /// <summary>A number with these bits.</summary>
    public static T OfBits<T>(long bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? T.CreateChecked(BitConverter.Int32BitsToSingle((int)bits))
            : T.CreateChecked(BitConverter.Int64BitsToDouble(bits));

    /// <summary>The bits of a number, and the same ones for every NaN.</summary>
    public static long Bits<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? BitConverter.SingleToUInt32Bits(float.CreateChecked(T.IsNaN(value) ? T.NaN : value))
            : BitConverter.DoubleToInt64Bits(double.CreateChecked(T.IsNaN(value) ? T.NaN : value));
}

using System.Numerics;

namespace SoftmaxGen.Accuracy.Numbers;

/// <summary>
/// A positive or negative number with as many bits as it needs, <c>Mantissa * 2^Exponent</c>. Sums, differences and products of a
/// few are exact; <see cref="Trimmed"/> keeps long chains short.
/// </summary>
public readonly record struct Exact(BigInteger Mantissa, int Exponent)
{
    /// <summary>The bits that a trimmed number keeps: four times those of a double.</summary>
    private const int Bits = 224;

    /// <summary>0.</summary>
    public static Exact Zero { get; } = new(BigInteger.Zero, 0);

    /// <summary>1.</summary>
    public static Exact One { get; } = new(BigInteger.One, 0);

    /// <summary>The number that a finite floating-point number is.</summary>
    public static Exact Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        long mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        mantissa |= exponent > 0 ? 1L << 52 : 0;
        return new Exact(value < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static Exact operator +(Exact left, Exact right)
    {
        if (left.Mantissa.IsZero)
            return right;
        if (right.Mantissa.IsZero)
            return left;
        int exponent = Math.Min(left.Exponent, right.Exponent);
        return new(left.Aligned(exponent) + right.Aligned(exponent), exponent);
    }

    public static Exact operator -(Exact value) => new(-value.Mantissa, value.Exponent);

    public static Exact operator -(Exact left, Exact right) => left + -right;

    public static Exact operator *(Exact left, Exact right) =>
        new(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent);

    /// <summary>The quotient to <see cref="Bits"/> bits, rounded to zero.</summary>
    public static Exact operator /(Exact left, Exact right)
    {
        int shift = Math.Max(0, Bits + (int)right.Mantissa.GetBitLength() - (int)left.Mantissa.GetBitLength() + 1);
        return new((left.Mantissa << shift) / right.Mantissa, left.Exponent - right.Exponent - shift);
    }

    public static bool operator <(Exact left, Exact right) => (left - right).Mantissa.Sign < 0;

    public static bool operator >(Exact left, Exact right) => right < left;

    /// <summary>The number without its sign.</summary>
    public Exact Magnitude() => this with { Mantissa = BigInteger.Abs(Mantissa) };

    /// <summary>The greater of two.</summary>
    public Exact OrGreater(Exact other) => this < other ? other : this;

    /// <summary>The first <see cref="Bits"/> bits of the number.</summary>
    public Exact Trimmed()
    {
        int surplus = (int)Mantissa.GetBitLength() - Bits;
        return surplus > 0 ? new(Mantissa >> surplus, Exponent + surplus) : this;
    }

    /// <summary>The number times a power of two.</summary>
    public Exact ScaleBy(int exponent) => this with { Exponent = Exponent + exponent };

    /// <summary>A double next to the number: an infinity or a zero where it is too great or too small for one.</summary>
    public double ToDouble()
    {
        int surplus = Math.Max(0, (int)Mantissa.GetBitLength() - 64);
        return Math.ScaleB((double)(Mantissa >> surplus), Exponent + surplus);
    }

    /// <summary>
    /// How far a computed number is from this one, in units of the last place that the type has at this number.
    /// </summary>
    public double UlpsTo<T>(T computed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => UlpsTo(computed, this);

    /// <summary>
    /// How far a computed number is from this one, in units of the last place that the type has at another number.
    /// </summary>
    public double UlpsTo<T>(T computed, Exact scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(computed))
        {
            return double.PositiveInfinity;
        }

        (int digits, int least) = typeof(T) == typeof(float) ? (24, -149) : (53, -1074);
        int leading = (int)BigInteger.Abs(scale.Mantissa).GetBitLength() + scale.Exponent;
        int ulp = scale.Mantissa.IsZero ? least : Math.Max(leading - digits, least);

        // Both as multiples of 2^-64 ulp: exact for the computed one unless it is much smaller than the scale.
        const int Fraction = 64;
        Exact other = Of(double.CreateChecked(computed));
        BigInteger difference = Aligned(ulp - Fraction) - other.Aligned(ulp - Fraction);
        return Math.ScaleB((double)BigInteger.Abs(difference), -Fraction);
    }

    /// <summary>The number as a multiple of a power of two, rounded down.</summary>
    public BigInteger Aligned(int exponent) =>
        Exponent >= exponent ? Mantissa << (Exponent - exponent) : Mantissa >> (exponent - Exponent);
}

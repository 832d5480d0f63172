using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>A positive or negative number with as many bits as it needs: <c>Mantissa * 2^Exponent</c>.</summary>
internal readonly record struct Exact(BigInteger Mantissa, int Exponent)
{
    /// <summary>The number that a finite floating-point number is.</summary>
    public static Exact Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        long mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        mantissa |= exponent > 0 ? 1L << 52 : 0;
        return new Exact(value < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    /// <summary>The number times a power of two.</summary>
    public Exact ScaleBy(int exponent) => this with { Exponent = Exponent + exponent };

    /// <summary>
    /// How far a computed number is from this one, in units of the last place that the type has at this number.
    /// </summary>
    public double UlpsTo<T>(T computed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(computed))
        {
            return double.PositiveInfinity;
        }

        (int digits, int least) = typeof(T) == typeof(float) ? (24, -149) : (53, -1074);
        int leading = (int)BigInteger.Abs(Mantissa).GetBitLength() + Exponent;
        int ulp = Math.Max(leading - digits, least);

        // Both as multiples of 2^-64 ulp: exact for the computed one, which has at most one digit below an ulp.
        const int Fraction = 64;
        Exact other = Of(double.CreateChecked(computed));
        BigInteger difference = Aligned(ulp - Fraction) - other.Aligned(ulp - Fraction);
        return Math.ScaleB((double)BigInteger.Abs(difference), -Fraction);
    }

    /// <summary>The number as a multiple of a power of two, rounded down.</summary>
    public BigInteger Aligned(int exponent) =>
        Exponent >= exponent ? Mantissa << (Exponent - exponent) : Mantissa >> (exponent - Exponent);
}

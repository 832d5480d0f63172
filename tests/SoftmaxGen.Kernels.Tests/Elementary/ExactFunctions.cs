using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>
/// The exponential and the logarithm of a <c>double</c> in integers with 192 binary places: slow, and plain enough to
/// be seen to be right. What <see cref="Math.Exp"/> gives may itself be an ulp off, so it cannot judge.
/// </summary>
internal static class ExactFunctions
{
    private const int Places = 192;

    private static readonly BigInteger One = BigInteger.One << Places;

    /// <summary>ln(2), the sum of 1 / (k 2^k).</summary>
    private static readonly BigInteger Ln2 =
        Enumerable.Range(1, Places).Aggregate(BigInteger.Zero, (sum, k) => sum + (One >> k) / k);

    /// <summary>e^x.</summary>
    public static Exact Exp(double x)
    {
        BigInteger argument = Exact.Of(x).Aligned(-Places);
        int n = (int)Math.Round(x / Math.Log(2));
        return new Exact(Series(argument - n * Ln2), n - Places);
    }

    /// <summary>
    /// log(x), from a guess y: log(x) = y + log(1 + d) with d = x e^-y - 1, so small that three terms do.
    /// </summary>
    public static Exact Log(double x)
    {
        double guess = Math.Log(x);
        Exact inverse = Exp(-guess);
        Exact quotient = new(Exact.Of(x).Mantissa * inverse.Mantissa, Exact.Of(x).Exponent + inverse.Exponent);
        BigInteger d = quotient.Aligned(-Places) - One;
        BigInteger square = (d * d) >> Places;
        BigInteger cube = (square * d) >> Places;
        return new Exact(Exact.Of(guess).Aligned(-Places) + d - square / 2 + cube / 3, -Places);
    }

    /// <summary>The sum of r^k / k!.</summary>
    private static BigInteger Series(BigInteger r)
    {
        BigInteger sum = One;
        BigInteger term = One;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = ((term * r) >> Places) / k;
            sum += term;
        }

        return sum;
    }
}

using System.Numerics;

namespace SoftmaxGen.Accuracy.Numbers;

/// <summary>
/// The exponential and the logarithm in integers with 192 binary places: slow, and plain enough to be seen to be right.
/// What <see cref="Math.Exp"/> gives may itself be an ulp off, so it cannot judge.
/// </summary>
public static class ExactFunctions
{
    private const int Places = 192;

    /// <summary>Far below the logarithm of the least double.</summary>
    private const int Lowest = -4000;

    private static readonly BigInteger Unit = BigInteger.One << Places;

    /// <summary>ln(2), the sum of 1 / (k 2^k).</summary>
    private static readonly BigInteger Ln2 =
        Enumerable.Range(1, Places).Aggregate(BigInteger.Zero, (sum, k) => sum + (Unit >> k) / k);

    /// <summary>e^x.</summary>
    public static Exact Exp(double x) => Exp(Exact.Of(x));

    /// <summary>e^x, or 0 where that is smaller than the square of any double.</summary>
    public static Exact Exp(Exact x)
    {
        if (x < new Exact(Lowest, 0))
            return Exact.Zero;
        BigInteger argument = x.Aligned(-Places);
        int n = (int)BigInteger.Divide(argument, Ln2);
        return new Exact(Series(argument - n * Ln2), n - Places);
    }

    /// <summary>log(x).</summary>
    public static Exact Log(double x) => Log(Exact.Of(x));

    /// <summary>
    /// log(x), from a guess y: log(x) = y + log(1 + d) with d = x e^-y - 1, so small that three terms do.
    /// </summary>
    public static Exact Log(Exact x)
    {
        Exact guess = Exact.Of(Math.Log(x.ToDouble()));
        BigInteger d = (x * Exp(-guess)).Aligned(-Places) - Unit;
        BigInteger square = (d * d) >> Places;
        BigInteger cube = (square * d) >> Places;
        return new Exact(guess.Aligned(-Places) + d - square / 2 + cube / 3, -Places);
    }

    /// <summary>The sum of r^k / k!.</summary>
    private static BigInteger Series(BigInteger r)
    {
        BigInteger sum = Unit;
        BigInteger term = Unit;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            term = ((term * r) >> Places) / k;
            sum += term;
        }

        return sum;
    }
}

using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>The reference itself, against digits from tables (OEIS A001113, A068985, A002162, A002392).</summary>
public sealed class ExactFunctionsTests
{
    [Theory]
    [InlineData(1, "2718281828459045235360287471352662497757")]
    [InlineData(-1, "0367879441171442321595523770161460867445")]
    [InlineData(0, "1000000000000000000000000000000000000000")]
    public void ExponentialHasThePrintedDigits(double x, string digits) =>
        Assert.Equal(digits, Digits(ExactFunctions.Exp(x)));

    [Theory]
    [InlineData(2, "0693147180559945309417232121458176568075")]
    [InlineData(10, "2302585092994045684017991454684364207601")]
    [InlineData(1, "0000000000000000000000000000000000000000")]
    public void LogarithmHasThePrintedDigits(double x, string digits) =>
        Assert.Equal(digits, Digits(ExactFunctions.Log(x)));

    [Fact]
    public void TheErrorOfTheNeighbouringNumberIsAnUlp()
    {
        Exact two = Exact.Of(2);

        Assert.Equal(0, two.UlpsTo(2.0));
        Assert.Equal(1, two.UlpsTo(Math.BitIncrement(2.0)));
        Assert.Equal(0.5, two.UlpsTo(Math.BitDecrement(2.0)));
        Assert.Equal(1, two.UlpsTo(MathF.BitIncrement(2f)));
        Assert.Equal(1, Exact.Of(double.Epsilon).UlpsTo(0.0));
        Assert.Equal(double.PositiveInfinity, two.UlpsTo(double.NaN));
    }

    /// <summary>One digit before and 39 after the point, cut off.</summary>
    private static string Digits(Exact value) =>
        (value.Mantissa * BigInteger.Pow(10, 39) >> -value.Exponent).ToString("D40", CultureInfo.InvariantCulture);
}

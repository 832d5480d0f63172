using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>
/// The error of the functions, at most one unit in the last place, fused and not. Widths give the same bits
/// (<see cref="SameBitsTests{T}"/>), so one fused register and the one that never fuses stand for all.
/// </summary>
public abstract class AccuracyTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Bound = 1;

    private static readonly Register[] Registers = [Register.Vector256, Register.Portable];

    /// <summary>How many arguments are tried in each range.</summary>
    protected abstract int Count { get; }

    [Fact]
    public void ScaledExpIsWithinAnUlp() => AssertWithin(
        [
            .. Samples.ByStride(T.NegativeZero, ExpRange<T>.Lowest, Count),
            .. Evenly(ExpRange<T>.Lowest, T.Zero),
            .. Evenly(-T.One, T.CreateChecked(60)),
        ],
        Emitted<T>.ScaledExp,
        x => Exp(x).ScaleBy(Emitted<T>.ScaleExponent));

    [Fact]
    public void ScaledExpUnderflowsGraduallyWhenTheScaleIsTakenOut() => AssertWithin(
        Evenly(ExpRange<T>.Lowest, ExpRange<T>.LowestNormal),
        (register, x) => [.. Emitted<T>.ScaledExp(register, x).Select(y => y / Emitted<T>.Scale)],
        Exp);

    [Fact]
    public void ExpIsWithinAnUlp() => AssertWithin(
        [
            .. Evenly(ExpRange<T>.Lowest, ExpRange<T>.Highest),
            .. Samples.ByStride(T.Epsilon, ExpRange<T>.Highest, Count),
            ExpRange<T>.Lowest,
        ],
        Emitted<T>.Exp,
        Exp);

    [Fact]
    public void LogOfScaledIsWithinAnUlp() => AssertWithin(
        [
            .. Samples.ByStride(Emitted<T>.Scale, Emitted<T>.Scale * T.CreateChecked(1 << 21), Count),
            .. Evenly(Emitted<T>.Scale, Emitted<T>.Scale * T.CreateChecked(4)),
            T.BitIncrement(Emitted<T>.Scale),
        ],
        Emitted<T>.LogOfScaled,
        x => Log(x / Emitted<T>.Scale));

    /// <summary>A reference for e^x.</summary>
    private protected abstract Exact Exp(T x);

    /// <summary>A reference for log(x).</summary>
    private protected abstract Exact Log(T x);

    private static void AssertWithin(T[] arguments, Func<Register, T[], T[]> emitted, Func<T, Exact> reference)
    {
        Exact[] expected = [.. arguments.Select(reference)];
        foreach (Register register in Registers)
        {
            T[] results = emitted(register, arguments);
            double[] errors = [.. results.Zip(expected, (result, value) => value.UlpsTo(result))];
            double worst = errors.Max();
            T at = arguments[Array.IndexOf(errors, worst)];
            Assert.True(
                worst <= Bound, string.Create(CultureInfo.InvariantCulture, $"{register}: {worst:F4} ulp at {at:G17}"));
        }
    }

    private T[] Evenly(T from, T to) => Samples.Evenly<T>(double.CreateChecked(from), double.CreateChecked(to), Count);
}

/// <summary>Judged by <see cref="Math"/> in <c>double</c>, whose 29 further bits are more than enough.</summary>
public sealed class SingleAccuracyTests : AccuracyTests<float>
{
    protected override int Count => 100_000;

    private protected override Exact Exp(float x) => Exact.Of(Math.Exp(x));

    private protected override Exact Log(float x) => Exact.Of(Math.Log(x));
}

/// <summary>Judged by <see cref="ExactFunctions"/>.</summary>
public sealed class DoubleAccuracyTests : AccuracyTests<double>
{
    protected override int Count => 25_000;

    private protected override Exact Exp(double x) => ExactFunctions.Exp(x);

    private protected override Exact Log(double x) => ExactFunctions.Log(x);
}

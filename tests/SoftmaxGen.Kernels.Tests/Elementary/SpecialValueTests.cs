using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>The arguments at which the functions promise an exact result, at every width.</summary>
public abstract class SpecialValueTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Lowest = ExpRange<T>.Lowest;

    private static readonly T Highest = ExpRange<T>.Highest;

    private static readonly T MaxValue = T.BitDecrement(T.PositiveInfinity);

    /// <summary>NaNs of both signs, quiet and signalling, with little and much in them.</summary>
    private static readonly T[] NotNumbers =
    [
        T.NaN, Beyond(T.PositiveInfinity, 1), Beyond(T.PositiveInfinity, 0x3ACAFE),
        -T.NaN, Beyond(T.NegativeInfinity, 1), Beyond(T.NegativeInfinity, 0x7FFFFF),
    ];

    /// <summary>Arguments whose exponential is zero: just beyond the range, additive masks, and infinity.</summary>
    private static readonly T[] Vanishing =
    [
        T.BitDecrement(Lowest), Lowest * T.CreateChecked(1.001), T.CreateChecked(-1000), T.CreateChecked(-65504),
        T.CreateChecked(-1e9), T.CreateChecked(-3.4e38), -MaxValue, T.NegativeInfinity,
    ];

    [Fact]
    public void ScaledExpOfZeroIsTheScale() =>
        AssertSame([Emitted<T>.Scale, Emitted<T>.Scale], Emitted<T>.ScaledExp, [T.Zero, T.NegativeZero]);

    [Fact]
    public void ScaledExpVanishesWhereTheExponentialRoundsToZero() =>
        AssertSame([.. Vanishing.Select(_ => T.Zero)], Emitted<T>.ScaledExp, Vanishing);

    [Fact]
    public void ScaledExpIsANormalNumberWhereItIsNotZero() => ForEachRegister(register =>
        Assert.All(Emitted<T>.ScaledExp(register, [Lowest, T.BitIncrement(Lowest)]), y => Assert.True(T.IsNormal(y))));

    [Fact]
    public void ScaledExpOfNaNIsNaN() =>
        AssertSame([.. NotNumbers.Select(_ => T.NaN)], Emitted<T>.ScaledExp, NotNumbers);

    [Fact]
    public void ExpOfZeroIsOne() => AssertSame([T.One, T.One], Emitted<T>.Exp, [T.Zero, T.NegativeZero]);

    [Fact]
    public void ExpVanishesWhereItRoundsToZero() =>
        AssertSame([.. Vanishing.Select(_ => T.Zero)], Emitted<T>.Exp, Vanishing);

    [Fact]
    public void ExpIsNotLeftEarlyAtEitherEnd() => ForEachRegister(register =>
    {
        T[] ends = Emitted<T>.Exp(register, [Lowest, Highest]);
        Assert.Equal(T.Epsilon, ends[0]);
        Assert.True(T.IsFinite(ends[1]));
    });

    [Fact]
    public void ExpIsInfiniteWhereItOverflows()
    {
        T[] beyond =
        [
            T.BitIncrement(Highest), Highest * T.CreateChecked(1.01), T.CreateChecked(1e9),
            MaxValue, T.PositiveInfinity,
        ];
        AssertSame([.. beyond.Select(_ => T.PositiveInfinity)], Emitted<T>.Exp, beyond);
    }

    [Fact]
    public void ExpOfNaNIsNaN() => AssertSame([.. NotNumbers.Select(_ => T.NaN)], Emitted<T>.Exp, NotNumbers);

    [Fact]
    public void LogOfTheScaleIsZero() => AssertSame([T.Zero], Emitted<T>.LogOfScaled, [Emitted<T>.Scale]);

    [Fact]
    public void LogOfNaNOrInfinityIsNaN()
    {
        T[] arguments = [.. NotNumbers, T.PositiveInfinity];
        AssertSame([.. arguments.Select(_ => T.NaN)], Emitted<T>.LogOfScaled, arguments);
    }

    private static void AssertSame(T[] expected, Func<Register, T[], T[]> emitted, T[] arguments) => ForEachRegister(
        register => Assert.Equal(expected.Select(Samples.Bits), emitted(register, arguments).Select(Samples.Bits)));

    private static void ForEachRegister(Action<Register> assert) =>
        Assert.All(Enum.GetValues<Register>(), assert);

    /// <summary>A NaN: its bits lie that far beyond infinity's.</summary>
    private static T Beyond(T infinity, long distance) => Samples.OfBits<T>(Samples.Bits(infinity) + distance);
}

/// <summary>The special values of <c>float</c>.</summary>
public sealed class SingleSpecialValueTests : SpecialValueTests<float>;

/// <summary>The special values of <c>double</c>.</summary>
public sealed class DoubleSpecialValueTests : SpecialValueTests<double>;

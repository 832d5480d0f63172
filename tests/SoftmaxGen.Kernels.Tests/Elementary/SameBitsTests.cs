using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>Every width gives the bits of the scalar function, for arguments of all sizes.</summary>
public abstract class SameBitsTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Count = 50_000;

    private static readonly Register[] Vectors = [Register.Vector512, Register.Vector256, Register.Vector128];

    /// <summary>All numbers, infinities and NaNs among them, and more of those that kernels see.</summary>
    private static readonly T[] Arguments =
    [
        .. Samples.ByStride(T.Zero, T.PositiveInfinity, Count),
        T.NaN,
        .. Samples.ByStride(T.Zero, T.PositiveInfinity, Count).Select(x => -x),
        .. Samples.Evenly<T>(-110, 90, Count),
        .. Samples.ByStride(Emitted<T>.Scale, Emitted<T>.Scale * T.CreateChecked(1 << 21), Count),
    ];

    [Fact]
    public void ScaledExp() => AssertSameBits(register => Emitted<T>.ScaledExp(register, Arguments));

    [Fact]
    public void Exp() => AssertSameBits(register => Emitted<T>.Exp(register, Arguments));

    [Fact]
    public void LogOfScaled()
    {
        // Below the scale, at infinity and for negative numbers it promises nothing.
        T[] promised = [.. Arguments.Where(x => T.IsNaN(x) || (x >= Emitted<T>.Scale && T.IsFinite(x)))];
        AssertSameBits(register => Emitted<T>.LogOfScaled(register, promised));
    }

    [Fact]
    public void MultiplyAdd()
    {
        T[] shuffled = [.. Arguments];
        new Random(3).Shuffle(shuffled);
        AssertSameBits(register => Emitted<T>.MultiplyAdd(register, Arguments, shuffled, Arguments));
    }

    [Fact]
    public void WhatNeverFusesHasTheBitsOfAMachineThatCannot()
    {
        // Beyond 60 ScaledExp promises nothing.
        T[] promised = [.. Arguments.Where(x => !(x > T.CreateChecked(60)))];
        Func<Register, long[]>[] functions =
        [
            register => Bits(Emitted<T>.ScaledExp(register, promised)),
            register => Bits(Emitted<T>.Exp(register, Arguments)),
        ];
        bool fuses = Emitted<T>.Fuses(Register.Scalar);
        Assert.All(
            functions,
            bits => Assert.Equal(!fuses, bits(Register.Scalar).SequenceEqual(bits(Register.Portable))));
    }

    private static void AssertSameBits(Func<Register, T[]> results)
    {
        long[] expected = Bits(results(Register.Scalar));
        Assert.All(Vectors, register => Assert.Equal(expected, Bits(results(register))));
    }

    private static long[] Bits(T[] values) => [.. values.Select(Samples.Bits)];
}

/// <summary>The bits of <c>float</c>.</summary>
public sealed class SingleSameBitsTests : SameBitsTests<float>;

/// <summary>The bits of <c>double</c>.</summary>
public sealed class DoubleSameBitsTests : SameBitsTests<double>;

using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>MultiplyAdd and Max do what their names say, at every width.</summary>
public abstract class OperationTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T[] Numbers =
    [
        .. Samples.Evenly<T>(-3, 3, 10_001),
        T.PositiveInfinity, T.NegativeInfinity, T.Zero, T.One, T.Epsilon, -T.Epsilon,
    ];

    private static readonly T[] Others = [.. Numbers.Reverse()];

    [Fact]
    public void MultiplyAddRoundsOnceWhereTheMachineCanAndTwiceOtherwise()
    {
        foreach (Register register in Enum.GetValues<Register>())
        {
            bool fuses = Emitted<T>.Fuses(register);
            IEnumerable<T> expected = Numbers.Zip(Others, (a, b) =>
                fuses ? T.FusedMultiplyAdd(a, b, -T.One) : (a * b) - T.One);

            T[] actual = Emitted<T>.MultiplyAdd(register, Numbers, Others, [.. Numbers.Select(_ => -T.One)]);

            Assert.Equal(expected.Select(Samples.Bits), actual.Select(Samples.Bits));
        }
    }

    [Fact]
    public void MaxIsTheGreater()
    {
        foreach (Register register in Enum.GetValues<Register>())
        {
            Assert.Equal(Numbers.Zip(Others, T.MaxNumber), Emitted<T>.Max(register, Numbers, Others));
        }
    }

    [Fact]
    public void MaxOfANaNInTheSecondPlaceIsNaN()
    {
        // What Arm adds: a NaN in the first place is kept too. Kernels rely on neither.
        foreach (Register register in Enum.GetValues<Register>())
        {
            Assert.Equal([T.NaN], Emitted<T>.Max(register, [T.One], [T.NaN]));
        }
    }
}

/// <summary>The operations on <c>float</c>.</summary>
public sealed class SingleOperationTests : OperationTests<float>;

/// <summary>The operations on <c>double</c>.</summary>
public sealed class DoubleOperationTests : OperationTests<double>;

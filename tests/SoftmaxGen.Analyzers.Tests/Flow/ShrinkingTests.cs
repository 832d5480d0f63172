using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>What is cut off a term that has grown too large, and how two such are compared.</summary>
public sealed class ShrinkingTests
{
    private static readonly Term X = Terms.Root("x"), Y = Terms.Root("y");

    // A formula that goes into the next one several times, round after round: what is cut off holds what was cut off before, and a
    // comparison that goes into every one of them anew takes twice as long with each round.
    [Fact]
    public void ComparesInTheTimeOfThePartsThatDiffer() => Assert.Equal(Nested(X, rounds: 400), Nested(X, rounds: 400));

    [Fact]
    public void TellsApartWhatDiffersDeepInside() => Assert.NotEqual(Nested(X, rounds: 40), Nested(Y, rounds: 40));

    // Of two that were found equal one is kept: what was compared with either of them before has to stay as it is.
    [Fact]
    public void StaysEqualToAllThatItWasFoundEqualTo()
    {
        Term a = Nested(X, rounds: 12), b = Nested(X, rounds: 12), c = Nested(X, rounds: 12), other = Nested(Y, rounds: 12);

        Assert.Equal(a, b);
        Assert.Equal(c, b);
        Assert.Equal(a, c);
        Assert.NotEqual(other, b);
        Assert.Equal(a.GetHashCode(), c.GetHashCode());
    }

    private static Term Nested(Term start, int rounds)
    {
        Term term = start;
        for (int round = 0; round < rounds; round++)
        {
            Term tanh = Elementary.Tanh(Algebra.Add(term, Terms.Number(round))), root = Elementary.Sqrt(Algebra.Multiply(term, tanh));
            term = Shrinking.To(Algebra.Divide(Algebra.Add(term, tanh), Algebra.Add(root, Terms.Root("z"))), 20);
        }
        return term;
    }
}

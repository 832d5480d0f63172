using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>One of many values: what of them is remembered.</summary>
public sealed class AnyTests
{
    private static readonly Term X = Terms.Root("x");

    [Fact]
    public void KeepsTheExponentialAmongManyActivations()
    {
        Term any = OneOf([Elementary.Exp(X), Elementary.Tanh(X), Elementary.Sigmoid(X), Elementary.Abs(X), Elementary.Softplus(X)]);

        Assert.Equal(TermKind.Any, any.Kind);
        Assert.Contains(Elementary.Exp(X), Terms.Alternatives(any));
        Assert.Contains(Terms.Alternatives(any), t => t.Kind == TermKind.Opaque);
    }

    // A scale that is searched for makes an exponential of every step of the search.
    [Fact]
    public void KeepsNoneOfManyExponentials()
    {
        Term any = OneOf([.. Enumerable.Range(1, 5).Select(k => Elementary.Exp(Algebra.Multiply(Terms.Number(k), X)))]);

        Assert.Equal(TermKind.Opaque, any.Kind);
    }

    [Fact]
    public void KeepsNothingOfWhatIsTooLargeAsAWhole()
    {
        Term sum = Enumerable.Range(0, 40).Select(i => Terms.Root("y" + i)).Aggregate(Algebra.Add);
        Term any = OneOf([Elementary.Exp(X), Elementary.Tanh(sum), Elementary.Sigmoid(sum), Elementary.Abs(sum), Elementary.Softplus(sum)]);

        Assert.Equal(TermKind.Opaque, any.Kind);
    }

    // Every layer may have any activation: what comes out is a sigmoid or a softmax of something.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void KeepsAFewOfManySigmoidsAndSoftmaxes(int others)
    {
        Term[] sigmoids = [.. Enumerable.Range(1, 4).Select(k => Elementary.Sigmoid(Terms.Root("s" + k)))];
        Term[] softmaxes = [.. Enumerable.Range(1, 2).Select(k => Terms.Unary(TermKind.Softmax, Terms.Root("p" + k), Interval.Unit))];
        Term any = OneOf([.. sigmoids, .. softmaxes, .. Enumerable.Repeat(Elementary.Abs(X), others)]);

        Assert.Equal(TermKind.Any, any.Kind);
        Assert.Contains(Terms.Alternatives(any), t => t.Kind == TermKind.Sigmoid);
        Assert.Contains(Terms.Alternatives(any), t => t.Kind == TermKind.Softmax);
        Assert.InRange(Terms.Alternatives(any).Length, 2, 4);
    }

    [Fact]
    public void KeepsOneSigmoidOfMany()
    {
        Term any = OneOf([.. Enumerable.Range(1, 6).Select(k => Elementary.Sigmoid(Terms.Root("s" + k)))]);

        Assert.Contains(Terms.Alternatives(any), t => t.Kind == TermKind.Sigmoid);
    }

    private static Term OneOf(Term[] terms) => terms.Aggregate((a, b) => Terms.Any(a, b, "choice"));
}

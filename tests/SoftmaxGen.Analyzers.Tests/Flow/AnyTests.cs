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

    private static Term OneOf(Term[] terms) => terms.Aggregate((a, b) => Terms.Any(a, b, "choice"));
}

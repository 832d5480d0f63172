using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Declarations;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>What is read off the consumer's framework.</summary>
public sealed class TargetFactsTests
{
    [Fact]
    public void ThisFrameworkHasAll() => Assert.Equal(
        new TargetFacts(Vectors: true, Spans: true, Parallel: true),
        TargetFactsReader.Read(TestCompilation.Create(""), CancellationToken.None));

    [Theory]
    [InlineData("class nint { }", true)]
    [InlineData("struct nuint { }", true)]
    [InlineData("class Outer { class nint { } }", false)]
    [InlineData("namespace Inner { class nuint { } }", false)]
    public void ATypeNamedLikeANativeIntegerIsSeenWhereEmittedCodeSeesIt(string source, bool seen) =>
        Assert.Equal(seen, TargetFactsReader.Read(TestCompilation.Create(source), CancellationToken.None).NativeIntegersNamed);

    [Theory]
    [InlineData("", false)]
    [InlineData("namespace System { internal ref struct Span<T> { } }", true)]
    [InlineData("namespace System { internal ref struct Span { } }", false)]
    public void AFrameworkWithoutThemHasNone(string source, bool spans)
    {
        CSharpCompilation compilation = TestCompilation.Create(source).WithReferences();

        Assert.Equal(
            new TargetFacts(Vectors: false, Spans: spans, Parallel: false),
            TargetFactsReader.Read(compilation, CancellationToken.None));
    }
}

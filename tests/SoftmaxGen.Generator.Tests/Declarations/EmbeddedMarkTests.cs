using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Older compilers get our types without the mark that they would refuse.</summary>
public sealed class EmbeddedMarkTests
{
    [Theory]
    [InlineData("4.3.0.0", false)]
    [InlineData("4.13.0.0", false)]
    [InlineData("4.14.0.0", true)]
    [InlineData("5.0.0.0", true)]
    public void DependsOnTheCompiler(string version, bool allowed) =>
        Assert.Equal(allowed, EmbeddedMark.IsAllowedBy(Version.Parse(version)));

    [Fact]
    public void TheCompilerOfTheTestsAllowsIt()
    {
        Assert.True(EmbeddedMark.IsAllowed);
        Assert.Equal(AttributeSources.For(embedded: true), AttributeSources.All);
    }

    [Fact]
    public void WithoutItTheAttributesCompile()
    {
        IEnumerable<(string HintName, string Text)> sources = AttributeSources.For(embedded: false);
        CSharpCompilation compilation = TestCompilation
            .WithoutAttributes("", LanguageVersion.CSharp9)
            .AddSyntaxTrees(sources.Select(file =>
                TestCompilation.Parse(file.Text, LanguageVersion.CSharp9, file.HintName)));

        Assert.Equal(AttributeSources.All.Count() - 1, sources.Count());
        Assert.All(sources, file => Assert.DoesNotContain("Embedded", file.Text));
        Assert.Empty(Harness.ComplaintsOf(compilation));
    }
}

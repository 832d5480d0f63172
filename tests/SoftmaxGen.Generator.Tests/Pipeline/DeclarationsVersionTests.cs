using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>Which edits let what was read before stand.</summary>
public sealed class DeclarationsVersionTests
{
    private const string Source =
        """
        using System;
        static class Sizes
        {
            public const int Nine = 9;
            private static int other = 3;
            private static int Twice(int value) { return 2 * value; }
            private static int Thrice(int value) => 3 * value;
        }
        enum Species { Setosa, Versicolor }
        """;

    [Theory]
    [InlineData("return 2 * value;", "int twice = 2 * value; return twice;")]
    [InlineData("3 * value", "value + 2 * value")]
    [InlineData("other = 3", "other = 4")]
    [InlineData("using System;", "// What there is.\nusing System;\n\n")]
    public void AnEditThatDeclaresNothingKeepsIt(string old, string next) => Assert.True(Keeps(old, next));

    [Theory]
    [InlineData("Nine = 9", "Nine = 10")]
    [InlineData("const int", "const long")]
    [InlineData("using System;", "using System; using Real = System.Single;")]
    [InlineData("using System;", "global using System;")]
    [InlineData("Twice(int value)", "Twice(long value)")]
    [InlineData("Thrice", "Triple")]
    [InlineData("Versicolor", "Versicolor, Virginica")]
    [InlineData("static class Sizes", "static partial class Sizes")]
    [InlineData("{ return 2 * value; }", ";")]
    public void AnEditOfADeclarationDoesNot(string old, string next) => Assert.False(Keeps(old, next));

    [Fact]
    public void NorDoesWhatStandsBesideTheFiles()
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(Source);
        DeclarationsVersion versions = new();
        object version = versions.Of(compilation);

        Assert.Same(version, versions.Of(compilation));
        Assert.Same(version, versions.Of(compilation.Clone()));
        Assert.All(
            new Compilation[]
            {
                compilation.AddSyntaxTrees(TestCompilation.Parse("class More;", LanguageVersion.CSharp13, "More.cs")),
                compilation.RemoveReferences(compilation.References.First()),
                compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)),
                compilation.WithAssemblyName("Another"),
            },
            other =>
            {
                object before = versions.Of(compilation.Clone());
                Assert.NotSame(before, versions.Of(other));
            });
    }

    [Fact]
    public void AFileIsTheSameAsLongAsItDeclaresTheSame()
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(Source);
        CSharpCompilation commented = Edited(compilation, "using", "// A comment.\nusing");
        CSharpCompilation declared = Edited(commented, "Nine = 9", "Nine = 10");
        DeclarationsVersion versions = new();

        object[] files =
        [
            .. new[] { compilation, commented, declared }.Select(each =>
            {
                _ = versions.Of(each);
                return versions.FileOf(each.SyntaxTrees[0]);
            }),
        ];

        Assert.Same(files[0], files[1]);
        Assert.NotSame(files[1], files[2]);
    }

    private static bool Keeps(string old, string next)
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(Source);
        DeclarationsVersion versions = new();
        object before = versions.Of(compilation);
        return ReferenceEquals(before, versions.Of(Edited(compilation, old, next)));
    }

    private static CSharpCompilation Edited(CSharpCompilation compilation, string old, string next)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string text = tree.GetText().ToString();
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return compilation.ReplaceSyntaxTree(
            tree, tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new TextSpan(at, old.Length), next))));
    }
}

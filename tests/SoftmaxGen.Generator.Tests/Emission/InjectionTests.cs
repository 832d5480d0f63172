using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Emission;

/// <summary>
/// Nothing that a user writes becomes code of ours: comments, strings, directives and paths leave no trace, and a name stays
/// one identifier, whatever it is spelled with.
/// </summary>
public sealed class InjectionTests
{
    // Must not be found in any generated file; the rest of each text tries to end what it might be written into.
    private const string Mark = "INJECTED";

    private const string HostilePath = "/tmp/" + Mark + "\"; static class Evil { } //\n#error " + Mark + "\n/*/Sou\"rce.cs";

    // Where a name may stand; the same places with harmless names tell what the generated files look like.
    private const string Template =
        """
        using System;
        using SoftmaxGen;
        namespace SPACE.Inner
        {
            enum ENUM : byte { First, Second, Third }
            partial class OUTER<PARAMETER>
            {
                partial struct INNER
                {
                    [SoftmaxLoss(Classes = 3)]
                    internal static partial float METHOD(ReadOnlySpan<float> logits, ENUM[] labels, Span<float> gradient);

                    [Softmax(Classes = 1)]
                    internal static partial PARAMETER REJECTED(ENUM[] FIRST, Func<ENUM?, PARAMETER> SECOND, PARAMETER logits);
                }
            }
        }
        """;

    // Together where one name may stand in all of them at once.
    private static readonly string[][] Places =
        [["SPACE", "OUTER", "METHOD", "FIRST"], ["ENUM", "REJECTED", "SECOND"], ["INNER"], ["PARAMETER"]];

    private static readonly Lazy<Piece[][]> Expected = new(() => [.. Places.Select(places => Pieces(Filled(places, "Harmless")))]);

    [Fact]
    public void CommentsStringsDirectivesAndPathsLeaveNoTrace()
    {
        string source =
            $$""""
            // {{Mark}} */ #error {{Mark}}
            #define {{Mark}}
            #region {{Mark}} "
            #pragma checksum "{{Mark}}.cs" "{ff1816ec-aa5e-4d10-87f7-6f4963833460}" "ab"
            #line 7 "{{Mark}}.cs"
            using System;
            using System.ComponentModel;
            using SoftmaxGen;
            using @INJECTEDAlias = System.ReadOnlySpan<float>;
            #pragma warning disable {{Mark}}
            #if {{Mark}}
            /** <summary>{{Mark}} */
            namespace N
            #endif
            {
                /// <summary>{{Mark}} */ " &lt;/summary&gt; <![CDATA[ {{Mark}} ]]></summary>
                partial class K
                {
                    const string Text = "{{Mark}}\"; \r\n #error */ }";
                    const string Raw = """
                        {{Mark}} */ #endif " ; }
                        """;
                    const int @INJECTEDThree = /* {{Mark}} */ 3 + 0 * sizeof(int); // {{Mark}}

                    /* {{Mark}} */
                    [/* {{Mark}} */ SoftmaxLoss(Classes = /* {{Mark}} */ INJECTEDThree, LabelSmoothing = 0.1 /* {{Mark}} */)]
                    [Obsolete("{{Mark}} \" \u0022 */ \n #error")]
                    internal static partial float Loss([Description("{{Mark}}")] /* {{Mark}} */ INJECTEDAlias logits, // {{Mark}}
                        int[] /* {{Mark}} */ labels /* {{Mark}} */, Span<float> gradient, float scale = INJECTEDThree) /* {{Mark}} */;

                    /// <summary>{{Mark}} */ </summary>
                    /// <param name="logits">{{Mark}}</param>
                    /// <param name="INJECTED">{{Mark}}</param>
                    /// <param name="probabilities">{{Mark}}</param>
                    [Softmax(Classes = 9)]
                    internal static partial void Softmax(float[] logits, float[] probabilities);

                    [Softmax(Classes = 1)]
                    internal static /* {{Mark}} */ partial /* {{Mark}} */ void Wrong(string logits = "{{Mark}}\"; }", int probabilities = INJECTEDThree);
                }
            }
            #endregion {{Mark}}
            """";
        SyntaxTree tree = TestCompilation.Parse(source, LanguageVersion.CSharp13, HostilePath);
        CSharpCompilation compilation = TestCompilation.WithoutAttributes("");
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), tree)
            .WithAssemblyName(Mark + "\" #error");

        IReadOnlyDictionary<string, string> sources = Generation.Sources(compilation);
        Assert.Equal(3, sources.Count(file => file.Key.StartsWith("N.K.", StringComparison.Ordinal)));
        Assert.All(sources, file => Assert.DoesNotContain(Mark, file.Key + file.Value, StringComparison.OrdinalIgnoreCase));
        Assert.All(sources.Values, AssertNoDirectiveButOurs);

        // The generated files are whole: what is wrong is in the user's own, and what it says of them.
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)tree.Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Assert.DoesNotContain(output.GetDiagnostics(), one =>
            one.Severity == DiagnosticSeverity.Error && one.Location.SourceTree != tree);
    }

    [Theory]
    [InlineData("@class", "class")]
    [InlineData("@__arglist", "__arglist")]
    [InlineData("@__makeref", "__makeref")]
    [InlineData("@var", "var")]
    [InlineData("@where", "where")]
    [InlineData("@record", "record")]
    [InlineData("@partial", "partial")]
    [InlineData("@scoped", "scoped")]
    [InlineData("@field", "field")]
    [InlineData("@global", "global")]
    [InlineData("@dynamic", "dynamic")]
    [InlineData("@file", "file")]
    [InlineData("@required", "required")]
    [InlineData("@nameof", "nameof")]
    [InlineData("_", "_")]
    [InlineData("__", "__")]
    [InlineData(@"\u0069f", "if")]
    [InlineData(@"\u0063lass\u0041", "classA")]
    [InlineData("Ωmega_類", "Ωmega_類")]
    [InlineData("if\u200D\u202E\u2066", "if")]
    [InlineData(@"a\u200Cb\U0000200Dc", "abc")]
    [InlineData("SoftmaxGen", "SoftmaxGen")]
    [InlineData("System", "System")]
    [InlineData("Guard", "Guard")]
    [InlineData("define_", "define_")]
    [InlineData("endif", "endif")]
    public void ANameStaysOneIdentifier(string spelled, string name)
    {
        foreach ((string[] places, Piece[] expected) in Places.Zip(Expected.Value))
        {
            Assert.Contains(expected, piece => piece.Text == "Harmless");
            Assert.Equal(
                expected.Select(piece => piece.Text == "Harmless" ? piece with { Text = name } : piece),
                Pieces(Filled(places, spelled)));
        }
    }

    private static string Filled(string[] places, string name) => Places.SelectMany(all => all).Aggregate(
        Template,
        (text, place) => text.Replace(place, places.Contains(place) ? name : "My" + place.ToLowerInvariant(), StringComparison.Ordinal));

    /// <summary>
    /// All tokens and comments of the files of the two methods, the right one and the refused one, which must compile. A name
    /// is told by what it means and not by how it is spelled.
    /// </summary>
    private static Piece[] Pieces(string source)
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(source);
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        SyntaxTree[] files = [.. output.SyntaxTrees.Where(tree => IsOf(tree, "internal static partial float ")),
            .. output.SyntaxTrees.Where(tree => IsOf(tree, "error SMG0xxx"))];
        Assert.Equal(2, files.Length);
        Assert.All(files.Append(compilation.SyntaxTrees[0]), file => Assert.DoesNotContain(
            output.GetSemanticModel(file).GetDiagnostics(), one => one.Severity == DiagnosticSeverity.Error));
        Assert.All(files, file => Assert.DoesNotContain(
            file.ToString(), one => char.GetUnicodeCategory(one) == UnicodeCategory.Format));
        return [.. files.SelectMany(file => file.GetRoot().DescendantTokens(descendIntoTrivia: true)).SelectMany(PiecesOf)];
    }

    private static bool IsOf(SyntaxTree tree, string text) =>
        tree.FilePath != "Source.cs" && tree.ToString().Contains(text, StringComparison.Ordinal);

    private static IEnumerable<Piece> PiecesOf(SyntaxToken token) => token.LeadingTrivia
        .Concat(token.TrailingTrivia)
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        .Select(trivia => new Piece(trivia.Kind(), trivia.ToString()))
        .Append(new Piece(token.Kind(), token.ValueText));

    private sealed record Piece(SyntaxKind Kind, string Text);

    private static void AssertNoDirectiveButOurs(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        Assert.DoesNotContain(root.GetDiagnostics(), one => one.Severity == DiagnosticSeverity.Error);
        Assert.All(
            root.DescendantTrivia().Where(one => one.IsDirective),
            one => Assert.True(
                one.IsKind(SyntaxKind.NullableDirectiveTrivia) || one.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia), one.ToString()));
    }
}

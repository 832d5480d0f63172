using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>
/// A driver that has seen a project through many edits writes what a driver writes that sees it for the first time. The edits
/// are of all that a kernel's declaration can depend on, most of it in other files, and of what it does not depend on.
/// </summary>
public sealed class FreshRunTests
{
    private const int Edits = 100;

    // Every file with places, and what can stand at each of them.
    private static readonly (string Text, string[][] Places)[] Files =
    [
        (
            """
            {0}using SoftmaxGen;
            {1}
            namespace Models{2}
            {
                static partial class Kernels
                {
                    {3}[Softmax(Classes = Sizes.Count)] public static partial void First(Real[] logits, Real[] probabilities);
                    [SoftmaxLoss{4}] public static partial double Second(double[] logits, Species[] labels, double[] gradient);
                    [Cost(Classes = 5)] public static partial float Third(float[] logits, int[] labels);
                    static int Body() { return {5}; }
                }
            }
            """,
            [
                ["", "\n\n", "// A comment.\n"],
                ["using Real = System.Single;", "using Real = System.Double;"],
                ["", ".Inner"],
                ["", "/// <summary>Mine.</summary>\n        ", "[System.Obsolete] "],
                ["", "(Reduction = Reduction.Sum)", "(Classes = 1)", "(Classes = Sizes.Wide, IgnoreIndex = 1)"],
                ["1", "2", "Sizes.Count"],
            ]),
        (
            """
            static class Sizes
            {
                public const int Count = {0};
                public const int Wide = Count + 1;
                public static int Other = {1};
                public static int Twice(int value) => {2} * value;
            }
            {3}
            """,
            [
                ["9", "4", "1", "Missing"],
                ["1", "2"],
                ["2", "(1 + 1)"],
                ["", "namespace Models { class Real { } }"],
            ]),
        ("{0} enum Species { Setosa, Versicolor{1} }", [["", "// Iris.\n"], ["", ", Virginica", ", Virginica = 7"]]),
        ("global using Cost = SoftmaxGen.{0}Attribute;", [["SoftmaxLoss", "LogSumExp", "Nothing"]]),
        (
            "namespace Models{0} { static partial class Kernels { {1} } }",
            [
                ["", ".Inner"],
                ["", "static partial void First(float[] a, float[] b) { }", "static void Third(float[] a, int[] b) { }", "static void Third() { }"],
            ]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WritesWhatTheOldOneDoes(int seed)
    {
        Random random = new(seed);
        int[][] chosen = [.. Files.Select(file => new int[file.Places.Length])];
        CSharpCompilation compilation = TestCompilation.WithoutAttributes("class Start;");
        for (int file = 0; file < Files.Length; file++)
            compilation = compilation.AddSyntaxTrees(TestCompilation.Parse(TextOf(file, chosen), LanguageVersion.CSharp13, file + ".cs"));

        GeneratorDriver driver = Generation.Driver(compilation);
        HashSet<string> seen = [];
        for (int edit = 0; edit < Edits; edit++)
        {
            driver = driver.RunGenerators(compilation);
            string old = Written(driver);
            Assert.Equal(Written(Generation.Driver(compilation).RunGenerators(compilation)), old);
            seen.Add(old);

            int file = random.Next(Files.Length);
            int place = random.Next(chosen[file].Length);
            chosen[file][place] = random.Next(Files[file].Places[place].Length);
            SyntaxTree tree = compilation.SyntaxTrees[1 + file];
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(TextOf(file, chosen))));
        }

        // The edits do change what is written.
        Assert.InRange(seen.Count, Edits / 10, Edits);
    }

    private static string TextOf(int file, int[][] chosen)
    {
        string text = Files[file].Text;
        for (int place = 0; place < chosen[file].Length; place++)
            text = text.Replace("{" + place + "}", Files[file].Places[place][chosen[file][place]], StringComparison.Ordinal);

        return text;
    }

    private static string Written(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Join('\n', result.GeneratedSources
            .OrderBy(source => source.HintName, StringComparer.Ordinal)
            .Select(source => source.HintName + "\n" + source.SourceText));
    }
}

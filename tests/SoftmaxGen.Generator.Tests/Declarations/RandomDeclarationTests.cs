using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>
/// Thousands of declarations made at random, a part of them mutated token by token: the generator never throws, and what it
/// emits compiles without a warning, or an error SMG0xxx or one of the compiler stands in the user's own file.
/// </summary>
public sealed class RandomDeclarationTests(ITestOutputHelper output)
{
    private const int FilesPerCompilation = 40;

    private const int Compilations = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void CompilesOrIsRefused(int seed) => Assert.InRange(Check(seed), 1, FilesPerCompilation - 10);

    [Fact]
    [Trait("Category", "Slow")]
    public void ThousandsCompileOrAreRefused()
    {
        int well = Enumerable.Range(101, Compilations).Sum(Check);
        output.WriteLine($"{well} of {Compilations * FilesPerCompilation} are kernels");
        Assert.InRange(well, 5 * Compilations, (FilesPerCompilation - 10) * Compilations);
    }

    /// <summary>Checks the files of that seed, and returns how many of them are right.</summary>
    private int Check(int seed)
    {
        Random random = new(seed);
        RandomDeclaration declaration = new(random);
        List<SyntaxTree> files = [];
        for (int i = 0; i < FilesPerCompilation; i++)
        {
            string text = declaration.Text($"N{seed}_{i}");
            files.Add(TestCompilation.Parse(
                random.Next(3) == 0 ? TokenMutation.Apply(text, random) : text, LanguageVersion.CSharp13, $"{seed}/{i}.cs"));
        }

        CSharpCompilation compilation = TestCompilation.WithoutAttributes("").AddSyntaxTrees(files);
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)files[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(reported);

        ILookup<SyntaxTree?, Diagnostic> refused = Harness.Analyze(generated).ToLookup(one => one.Location.SourceTree);
        Diagnostic[] found = [.. generated.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)];
        HashSet<SyntaxTree?> wrong = [.. found.Select(one => one.Location.SourceTree), .. refused.Select(one => one.Key)];

        // A file of ours may be wrong only where the file that it is for is, too: they share a namespace, unless a mutation broke that.
        foreach (Diagnostic one in generated.GetDiagnostics().Where(one => one.Severity >= DiagnosticSeverity.Warning))
        {
            SyntaxTree? tree = one.Location.SourceTree;
            if (tree is null || files.Contains(tree))
                continue;

            int number = Enumerable.Range(0, files.Count).FirstOrDefault(
                i => Path.GetFileName(tree.FilePath).StartsWith($"N{seed}_{i}.", StringComparison.Ordinal), -1);
            bool excused = number >= 0
                ? wrong.Contains(files[number])
                : files.Any(file => file.GetDiagnostics().Any(broken => broken.Severity == DiagnosticSeverity.Error && wrong.Contains(file)));
            Assert.True(excused, $"{one}\n{(number >= 0 ? files[number] : tree)}");
        }

        // And where all is well, there is a body; the compiler says so, but hidden or not, CS8795 would be its error.
        int well = files.Count(file => !wrong.Contains(file));
        output.WriteLine($"{seed}: {well} of {files.Count} are kernels, {refused.Count(one => one.Key is not null)} files are refused");
        Assert.NotEmpty(refused);
        return well;
    }
}

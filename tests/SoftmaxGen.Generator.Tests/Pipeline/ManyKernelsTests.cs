using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Emission;
using Xunit.Abstractions;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>
/// Five hundred kernels in one project. What they take is printed, and not judged: that depends on the machine and its
/// load. <c>dotnet test tests/SoftmaxGen.Generator.Tests -c Release --filter FiveHundred --logger "console;verbosity=detailed"</c>
/// shows it. What each step did is not recorded here: the record has every path through the steps, millions for so many
/// kernels. A file that was not made anew is known by its text, which is the very same object.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ManyKernelsTests(ITestOutputHelper output)
{
    private const int Kernels = 500;

    [Fact]
    public void AnEditElsewhereRegeneratesNoneOfFiveHundredKernels()
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(ManyKernels.Source(Kernels));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SoftmaxKernelGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.Single().Options);

        (driver, Dictionary<string, object> first) = Run("generated", driver, compilation);
        Assert.True(first.Count > 2 * Kernels, $"{first.Count} files: not every kernel has a plan of its own.");

        (driver, Dictionary<string, object> second) = Run("after an edit elsewhere", driver, compilation.AddSyntaxTrees(
            TestCompilation.Parse("class Other { int M() => 1; }", LanguageVersion.CSharp13, "Added.cs")));
        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.DoesNotContain(first, file => !ReferenceEquals(file.Value, second[file.Key]));

        SyntaxTree tree = compilation.SyntaxTrees.Single();
        string text = tree.ToString();
        int last = text.LastIndexOf("Classes = ", StringComparison.Ordinal) + "Classes = ".Length;
        (_, Dictionary<string, object> third) = Run("after an edit of one", driver, compilation.ReplaceSyntaxTree(
            tree, TestCompilation.Parse(text.Insert(last, "1"), LanguageVersion.CSharp13, tree.FilePath)));
        Assert.Equal(2, third.Count(file => !first.TryGetValue(file.Key, out object? before) || !ReferenceEquals(file.Value, before)));
    }

    /// <summary>Runs the driver; gives the texts by the names of their files.</summary>
    private (GeneratorDriver Driver, Dictionary<string, object> Texts) Run(
        string what, GeneratorDriver driver, Compilation compilation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        GeneratorDriver after = driver.RunGenerators(compilation);
        TimeSpan processors = Environment.CpuUsage.TotalTime - before;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kernels} kernels, {what}: {clock.Elapsed.TotalSeconds:F2} s, of processors {processors.TotalSeconds:F2} s"));
        return (after, after.GetRunResult().Results.Single().GeneratedSources.ToDictionary(
            source => source.HintName, object (source) => source.SourceText, StringComparer.Ordinal));
    }
}

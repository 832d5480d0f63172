using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>
/// A thousand edits of a project with three hundred kernels, through one driver, as in an editor. What an edit takes is
/// printed and not judged: <c>dotnet test tests/SoftmaxGen.Generator.Tests -c Release --filter EditingTests --logger
/// "console;verbosity=detailed"</c> shows it. A file that was not made anew is known by its text, which is the very same object.
/// </summary>
[Trait("Category", "Slow")]
public sealed class EditingTests(ITestOutputHelper output)
{
    private const int Kernels = 300;

    private const int Edits = 1000;

    private const int Kept = 10;

    [Fact]
    public void EachRegeneratesOnlyWhatItTouches()
    {
        (GeneratorDriver driver, List<WeakReference> past, List<double> times) = Replay();

        double[] sorted = [.. times.Order()];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Edits} edits, {Kernels} kernels: median {sorted[Edits / 2]:F2} ms, 95 % below {sorted[Edits * 95 / 100]:F2} ms, worst {sorted[^1]:F2} ms"));

        // Memory does not grow: of all the compilations of the past, none is held but by the last steps.
        for (int collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(Edits, past.Count);
        Assert.InRange(past.Count(compilation => compilation.IsAlive), 0, Kept);
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, List<WeakReference> Past, List<double> Times) Replay()
    {
        EditedProject project = new(Kernels, seed: 20_26);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SoftmaxKernelGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)project.Compilation.SyntaxTrees[0].Options);
        driver = driver.RunGenerators(project.Compilation);
        Dictionary<string, object> before = TextsOf(driver);
        Assert.Equal(Kernels, before.Keys.Count(IsOfMethod));
        List<WeakReference> past = [];
        List<double> times = [];
        int made = 0;
        for (int edit = 0; edit < Edits; edit++)
        {
            past.Add(new WeakReference(project.Compilation));
            string? touched = project.Edit();
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(project.Compilation);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);

            Dictionary<string, object> after = TextsOf(driver);
            string[] changed = [.. after.Where(file => !before.TryGetValue(file.Key, out object? text) || !ReferenceEquals(text, file.Value)).Select(file => file.Key)];
            Assert.Equal(touched is null ? [] : [touched], changed.Where(IsOfMethod).Select(NameOf));
            if (touched is null)
            {
                // No kernel either, and none of what they share; but the last kernel that needed something may have gone.
                Assert.DoesNotContain(changed, file => !IsShared(file));
            }
            else
            {
                Assert.InRange(changed.Count(file => !IsOfMethod(file) && !IsShared(file)), 0, 1);
            }

            Assert.Equal(project.Names.Count, after.Keys.Count(IsOfMethod));
            Assert.All(after.Keys.Where(IsOfMethod), file => Assert.Contains(NameOf(file), project.Names));
            before = after;
            made += touched is null ? 0 : 1;
        }

        Assert.InRange(made, Edits / 10, Edits);
        return (driver, past, times);
    }

    private static bool IsOfMethod(string file) => file.StartsWith("Kernels.", StringComparison.Ordinal);

    private static bool IsShared(string file) => file is "SoftmaxGen.Guard.g.cs" or "SoftmaxGen.VectorMath.g.cs";

    private static string NameOf(string file) => file.Split('.')[1];

    private static Dictionary<string, object> TextsOf(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result.GeneratedSources.ToDictionary(
            source => source.HintName, object (source) => source.SourceText, StringComparer.Ordinal);
    }
}

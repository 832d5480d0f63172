using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Emission;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>
/// An editor that has lost its patience: wherever a run is cancelled, it ends with an <see cref="OperationCanceledException"/> or
/// with all it had to give, and the next one is right.
/// </summary>
public sealed class CancellationTests
{
    private const int Points = 40;

    // On a machine that is busy with other things, whoever cancels may get his turn only when the run is over: then it is tried again.
    private const int MostPoints = 10 * Points;

    [Fact]
    public void TheNextRunIsRightWhereverOneIsCancelled()
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(ManyKernels.Source(8));
        GeneratorDriver fresh = CSharpGeneratorDriver.Create(
            [new SoftmaxKernelGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        Assert.ThrowsAny<OperationCanceledException>(() => fresh.RunGenerators(compilation, new CancellationToken(true)));

        // Once for the JIT, and once for the time that a run takes.
        string[] expected = Files(fresh.RunGenerators(compilation));
        long start = Stopwatch.GetTimestamp();
        GeneratorDriver whole = fresh.RunGenerators(compilation);
        TimeSpan time = Stopwatch.GetElapsedTime(start);

        SyntaxTree tree = compilation.SyntaxTrees[0];
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(
            tree, TestCompilation.Parse(tree.ToString().Replace("Classes = ", "Classes = 1", StringComparison.Ordinal), LanguageVersion.CSharp13, tree.FilePath));
        string[] expectedEdited = Files(fresh.RunGenerators(edited));
        Assert.NotEqual(expected, expectedEdited);

        int cancelled = 0;
        for (int point = 0; point < Points || (cancelled == 0 && point < MostPoints); point++)
        {
            // From nothing, and in the middle of the work that an edit makes.
            bool afterEdit = point % 2 == 1;
            GeneratorDriver driver = afterEdit ? whole : fresh;
            (CSharpCompilation now, string[] right) = afterEdit ? (edited, expectedEdited) : (compilation, expected);
            GeneratorDriver? ended = Cancelled(driver, now, time * (point % Points) / Points);
            cancelled += ended is null ? 1 : 0;
            Assert.Equal(right, Files(ended ?? driver.RunGenerators(now)));
            Assert.Equal(expected, Files((ended ?? driver).RunGenerators(compilation)));
        }

        Assert.NotEqual(0, cancelled);
    }

    /// <summary>The driver after the run, or null where that was cancelled.</summary>
    private static GeneratorDriver? Cancelled(GeneratorDriver driver, Compilation compilation, TimeSpan after)
    {
        using CancellationTokenSource source = new();
        using ManualResetEventSlim started = new();
        Thread canceller = new(() =>
        {
            started.Wait();
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < after)
            {
                Thread.Yield();
            }

            source.Cancel();
        });
        canceller.Start();
        try
        {
            started.Set();
            return driver.RunGenerators(compilation, source.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            canceller.Join();
        }
    }

    private static string[] Files(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return [.. result.GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText).Order(StringComparer.Ordinal)];
    }
}

using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>The compiler runs analyzers on many threads at once: what they report does not depend on it, a thousand times over.</summary>
[Trait("Category", "Slow")]
public sealed class ConcurrencyTests
{
    private const int Runs = 1000;

    [Fact]
    public void ReportsTheSameAThousandTimes()
    {
        AnalyzerRun run = new() { Concurrent = true };
        string[] alone = Lines(new AnalyzerRun(), TestCompilation.Create(DeterminismTests.Sources));
        Assert.True(alone.Length > 3, string.Join('\n', alone));
        Compilation compilation = TestCompilation.Create(DeterminismTests.Sources);
        for (int time = 0; time < Runs; time++)
        {
            // Symbols of its own: nothing is left of the time before.
            Assert.Equal(alone, Lines(run, compilation.Clone()));
        }
    }

    private static string[] Lines(AnalyzerRun run, Compilation compilation) =>
        [.. run.Diagnose(compilation).Select(one => one.ToString()).Order(StringComparer.Ordinal)];
}

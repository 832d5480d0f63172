using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Tests.Pipeline;

/// <summary>Runs the whole generator, as a build does.</summary>
internal static class Generation
{
    /// <summary>A driver that remembers what each step did.</summary>
    public static GeneratorDriver Driver(Compilation compilation) => CSharpGeneratorDriver.Create(
        [new SoftmaxKernelGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>
    /// The compilation with what was generated. A second run must take every step from the cache; the output must
    /// compile, and every warning counts.
    /// </summary>
    public static Compilation Run(Compilation compilation)
    {
        GeneratorDriver driver = Driver(compilation)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        Assert.Empty(reported);
        string[] found = [.. output.GetDiagnostics()
            .Where(one => one.Severity > DiagnosticSeverity.Hidden)
            .Select(one => one.ToString())];
        Assert.True(found.Length == 0, string.Join('\n', found.Take(10)));

        GeneratorRunResult again = driver.RunGenerators(compilation.Clone()).GetRunResult().Results.Single();
        Assert.Null(again.Exception);
        foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in again.TrackedOutputSteps)
        {
            Assert.All(
                steps.SelectMany(step => step.Outputs), result => Assert.Equal(IncrementalStepRunReason.Cached, result.Reason));
        }

        return output;
    }

    /// <summary>The generated files by the last part of their path.</summary>
    public static IReadOnlyDictionary<string, string> Sources(Compilation compilation) => Driver(compilation)
        .RunGenerators(compilation)
        .GetRunResult()
        .Results
        .Single()
        .GeneratedSources
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
}

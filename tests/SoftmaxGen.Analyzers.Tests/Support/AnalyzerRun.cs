using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>
/// Runs an analyzer over sources and compares what it reports with their marks: the same spans, the same IDs, nothing
/// else. Sources must compile, and an analyzer that throws fails the test.
/// </summary>
internal sealed class AnalyzerRun
{
    private const string Stability = "SoftmaxGen.Analyzers.StabilityAnalyzer";

    /// <summary>What is run: the analyzer of the package, unless a test brings its own.</summary>
    public DiagnosticAnalyzer? Analyzer { get; init; }

    /// <summary>Whether <c>System.Numerics.Tensors</c> is referred to.</summary>
    public bool Tensors { get; init; } = true;

    /// <summary>Whether it runs on many threads at once, as in a build.</summary>
    public bool Concurrent { get; init; }

    /// <summary>Whether the sources use a library that is not referred to, so that they do not compile.</summary>
    public bool MissesLibrary { get; init; }

    /// <summary>Options of an <c>.editorconfig</c> that covers all sources.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Additional files: their paths and texts.</summary>
    public IReadOnlyDictionary<string, string> AdditionalTexts { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Severities given by the consumer, by ID. Rules that are off or hidden by default are reported by the runs here
    /// only where this says so, as in a real build.
    /// </summary>
    public IReadOnlyDictionary<string, ReportDiagnostic> Severities { get; init; } =
        new Dictionary<string, ReportDiagnostic>();

    /// <summary>Checks the marks of the sources against the package's analyzer.</summary>
    public static void Check(params string[] markedSources) => new AnalyzerRun().Verify(markedSources);

    /// <summary>Checks the marks of the sources.</summary>
    public void Verify(params string[] markedSources)
    {
        MarkedSource[] sources = [.. markedSources.Select(MarkedSource.Parse)];
        ImmutableArray<Diagnostic> found = Diagnose([.. sources.Select(source => source.Text)]);
        for (int file = 0; file < sources.Length; file++)
        {
            Diagnostic[] here =
            [
                .. found.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == TestCompilation.PathOf(file))
                    .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                    .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.End),
            ];
            string text = sources[file].Text;
            string[] expected = [.. sources[file].Marks.Select((mark, index) => Line(
                mark.Id ?? (index < here.Length ? here[index].Id : "SMG????"), text, mark.Span.Start, mark.Span.End))];
            string[] actual = [.. here.Select(diagnostic => Line(
                diagnostic.Id, text, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End))];
            Assert.True(
                expected.SequenceEqual(actual),
                $"expected:\n{string.Join('\n', expected)}\nreported:\n{string.Join('\n', here.Zip(
                    actual, (diagnostic, line) => line + "   " + diagnostic.GetMessage()))}\nin:\n{text}");
        }

        Assert.All(found, diagnostic => Assert.True(diagnostic.Location.IsInSource, diagnostic.ToString()));
    }

    /// <summary>What the analyzer reports on sources without marks.</summary>
    public ImmutableArray<Diagnostic> Diagnose(params string[] sources)
    {
        CSharpCompilation compilation = TestCompilation.Create(sources, Tensors);
        compilation = compilation.WithOptions(
            compilation.Options.WithSpecificDiagnosticOptions(Severities));
        if (!MissesLibrary)
            TestCompilation.AssertCompiles(compilation);
        return Diagnose(compilation);
    }

    /// <summary>What the analyzer reports on a compilation, ordered by file and place.</summary>
    public ImmutableArray<Diagnostic> Diagnose(Compilation compilation)
    {
        List<Exception> thrown = [];
        AnalyzerOptions options = new(
            [.. AdditionalTexts.Select(text => new InMemoryText(text.Key, text.Value))],
            new InMemoryOptions(Options));
        CompilationWithAnalyzers run = compilation.WithAnalyzers(
            [Analyzer ?? Default()],
            new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: (exception, _, _) => thrown.Add(exception),
                concurrentAnalysis: Concurrent,
                logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> found = run.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.True(thrown.Count == 0, string.Join('\n', thrown));
        return
        [
            .. found.Where(diagnostic => !diagnostic.IsSuppressed)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenByDescending(diagnostic => diagnostic.Location.SourceSpan.End),
        ];
    }

    // By name, so that the tests of the fixes compile and run whichever of the two is finished first.
    private static DiagnosticAnalyzer Default()
    {
        Type? type = System.Reflection.Assembly.Load("SoftmaxGen.Analyzers").GetType(Stability);
        Assert.True(type is not null, Stability + " is not there.");
        return (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
    }

    private static string Line(string id, string text, int start, int end)
    {
        int line = text.AsSpan(0, start).Count('\n') + 1;
        return $"{id} line {line} [{start}..{end}) «{text[start..end]}»";
    }
}

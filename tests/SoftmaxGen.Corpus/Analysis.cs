using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Corpus.Quick;

namespace SoftmaxGen.Corpus;

/// <summary>How long the analyzers took over one file.</summary>
internal sealed record FileTime(string Path, double Milliseconds);

/// <summary>What the analyzers said of one repository, and how long they took over it.</summary>
/// <param name="Crashes">What would reach a user as AD0001: analyzer and stack trace.</param>
/// <param name="Milliseconds">The analyzers' own time, all analyzers and threads added up.</param>
/// <param name="Slowest">The files that took longest; Roslyn's driver does not tell.</param>
internal sealed record Analysis(
    string Repository,
    int Lines,
    double Milliseconds,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Crashes,
    IReadOnlyList<FileTime> Slowest)
{
    /// <summary>Every analyzer of SoftmaxGen.Analyzers, public or not.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. Assembly.Load("SoftmaxGen.Analyzers").GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!),
    ];

    /// <summary>Analyses a repository as the options ask, and keeps the fastest of several passes.</summary>
    public static async Task<Analysis> RunAsync(Repository repository, IReadOnlySet<string> labelled, Options options)
    {
        CSharpCompilation compilation = repository.Compile(labelled, options.ImplicitUsings, out int lines);
        Analysis? best = null;
        for (int pass = 0; pass < options.Passes; pass++)
        {
            // A clone has nothing bound yet: each pass does the same work.
            CSharpCompilation fresh = compilation.Clone();
            Analysis analysis = options.Quick
                ? QuickHost.Run(repository.Name, fresh, lines)
                : await DriverAsync(repository.Name, fresh, lines).ConfigureAwait(false);
            if (best is null || analysis.Milliseconds < best.Milliseconds)
                best = analysis;
        }

        return best!.Ordered();
    }

    /// <summary>As a build runs them, with Roslyn's telemetry for the time.</summary>
    private static async Task<Analysis> DriverAsync(string name, CSharpCompilation compilation, int lines)
    {
        if (Analyzers.IsEmpty)
            return new(name, lines, 0, [], [], []);

        ConcurrentBag<string> crashes = [];
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, analyzer, _) => crashes.Add($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: true,
            reportSuppressedDiagnostics: false);
        AnalysisResult result = await new CompilationWithAnalyzers(compilation, Analyzers, options)
            .GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false);

        double time = result.AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds);
        return new(name, lines, time, [.. result.GetAllDiagnostics().Select(Finding.Of)], [.. crashes], []);
    }

    /// <summary>Threads report in any order; two runs are to be compared line by line.</summary>
    private Analysis Ordered() => this with
    {
        Findings =
        [
            .. Findings.OrderBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Line)
                .ThenBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal),
        ],
        Crashes = [.. Crashes.Order(StringComparer.Ordinal)],
    };
}

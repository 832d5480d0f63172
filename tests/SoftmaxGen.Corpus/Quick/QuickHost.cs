using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Corpus.Quick;

/// <summary>
/// Runs analyzers that work by semantic model without Roslyn's driver. The driver first binds every body of the
/// compilation for the compiler's own diagnostics, which nobody reads here: on millions of lines that is nearly all
/// of the time. What the analyzers report is the same but for suppressions.
/// </summary>
internal static class QuickHost
{
    /// <summary>Analyses a compilation; the time is the analyzers' own with whatever they caused to be bound.</summary>
    public static Analysis Run(string name, CSharpCompilation compilation, int lines)
    {
        ConcurrentBag<Finding> findings = [];
        ConcurrentBag<string> crashes = [];
        ConcurrentBag<FileTime> times = [];
        AnalyzerOptions options = new([]);
        TimeSpan starting = TimeSpan.Zero;
        foreach (DiagnosticAnalyzer analyzer in Analysis.Analyzers)
        {
            long before = Stopwatch.GetTimestamp();
            QuickCompilationStart start = new(compilation, options);
            QuickContext context = new();
            Guard(analyzer, crashes, () =>
            {
                analyzer.Initialize(context);
                context.Start(start);
            });
            starting += Stopwatch.GetElapsedTime(before);

            IEnumerable<SyntaxTree> trees = compilation.SyntaxTrees
                .Where(tree => !context.SkipsGenerated || !GeneratedFiles.Includes(tree));
            // More threads than processors would count their waiting as work.
            Parallel.ForEach(trees, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, tree =>
            {
                long begun = Stopwatch.GetTimestamp();
                Guard(analyzer, crashes, () =>
                {
                    // Obsolete in favour of the driver, and to do without the driver is the point.
#pragma warning disable CS0618
                    SemanticModelAnalysisContext model = new(
                        compilation.GetSemanticModel(tree), options, d => findings.Add(Finding.Of(d)), _ => true, default);
#pragma warning restore CS0618
                    foreach (Action<SemanticModelAnalysisContext> action in start.Actions)
                        action(model);
                });
                times.Add(new(tree.FilePath, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
            });
        }

        double total = starting.TotalMilliseconds + times.Sum(time => time.Milliseconds);
        return new(name, lines, total, [.. findings], [.. crashes], [.. times.OrderByDescending(t => t.Milliseconds).Take(10)]);
    }

    private static void Guard(DiagnosticAnalyzer analyzer, ConcurrentBag<string> crashes, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            crashes.Add($"{analyzer.GetType().Name}: {exception}");
        }
    }
}

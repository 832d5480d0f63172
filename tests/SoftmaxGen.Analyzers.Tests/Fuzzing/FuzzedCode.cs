using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>Runs all analyzers of the package over a text that nobody would write.</summary>
internal static class FuzzedCode
{
    // Ends what would never end; a text takes some milliseconds.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // Rules that are hidden by default run like the others.
    private static readonly CSharpCompilationOptions Options = TestCompilation.Options
        .WithSpecificDiagnosticOptions(FlowRules.All.ToDictionary(rule => rule.Descriptor.Id, _ => ReportDiagnostic.Warn));

    // Trees are added to it, so that the references are bound once.
    private static readonly CSharpCompilation Empty = TestCompilation.Create([]).WithOptions(Options);

    /// <summary>What the package registers with the compiler.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. new[] { typeof(StabilityAnalyzer).Assembly, typeof(SoftmaxKernelGenerator).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Compiles a text beside the global usings.</summary>
    public static CSharpCompilation Compile(string text) =>
        Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions, TestCompilation.PathOf(0)));

    /// <summary>Compiles a text as a build does that is set up in one of many ways, some of them broken.</summary>
    public static CSharpCompilation Compile(string text, Random random)
    {
        if (random.Next(4) != 0)
            return Compile(text);
        LanguageVersion[] versions = [LanguageVersion.CSharp5, LanguageVersion.CSharp7_3, LanguageVersion.CSharp9, LanguageVersion.Preview];
        CSharpParseOptions parse = TestCompilation.ParseOptions.WithLanguageVersion(versions[random.Next(versions.Length)]);
        IEnumerable<MetadataReference> references = random.Next(3) switch
        {
            0 => [],
            1 => TestCompilation.Runtime.Where(_ => random.Next(2) == 0),
            _ => TestCompilation.Runtime,
        };
        string[] texts = random.Next(2) == 0 ? [text] : [text, TestCompilation.GlobalUsings];
        return CSharpCompilation.Create(
            "Broken",
            texts.Select((one, index) => CSharpSyntaxTree.ParseText(one, parse, TestCompilation.PathOf(index))),
            references,
            random.Next(4) == 0 ? Options.WithOutputKind(OutputKind.ConsoleApplication).WithOverflowChecks(true) : Options);
    }

    /// <summary>What the analyzers report; fails, naming where the text came from, if one of them throws or does not end.</summary>
    public static ImmutableArray<Diagnostic> Analyse(CSharpCompilation compilation, string origin, string? facts = null)
    {
        List<Exception> thrown = [];
        using CancellationTokenSource end = new(Longest);
        CompilationWithAnalyzers run = compilation.WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(facts is null ? [] : [new InMemoryText("own.softmaxgen.facts", facts)]),
                onAnalyzerException: (exception, _, _) => thrown.Add(exception),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> found = [];
        try
        {
            found = run.GetAnalyzerDiagnosticsAsync(end.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{origin}: does not end:\n{Text()}");
        }

        Assert.True(thrown.Count == 0, $"{origin}: {string.Join('\n', thrown)}\n{Text()}");
        Assert.True(found.All(one => one.Id != "AD0001"), $"{origin}: {string.Join('\n', found)}\n{Text()}");
        // A message is made only when someone reads it.
        Assert.All(found, one => Assert.NotEmpty(one.GetMessage()));
        return found;

        string Text() => string.Join("\n----\n", compilation.SyntaxTrees.Select(tree => tree.ToString()));
    }
}

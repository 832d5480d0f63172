using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Generator.Declarations;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>Runs both sides of the declarations: the analyzer, and the reader that the generator calls.</summary>
internal static class Harness
{
    /// <summary>What the analyzer reports; an exception in it is an exception here.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        Exception? thrown = null;
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            (exception, _, _) => thrown = exception,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = compilation
            .WithAnalyzers([new DeclarationAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync()
            .GetAwaiter()
            .GetResult();
        Assert.Null(thrown);
        return found;
    }

    /// <summary>The reader's answer for each method that carries a kernel attribute: a model, or null.</summary>
    public static ImmutableArray<(string Path, KernelModel? Model)> Read(Compilation compilation) =>
        [.. Run(compilation).Models];

    /// <summary>The methods that get no kernel but a body that throws.</summary>
    public static ImmutableArray<RejectedMethod> ReadRejected(Compilation compilation) =>
        [.. Run(compilation).Rejected];

    private static ReadingGenerator Run(Compilation compilation)
    {
        ReadingGenerator generator = new();
        CSharpParseOptions options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([generator.AsSourceGenerator()], parseOptions: options)
            .RunGenerators(compilation);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        return generator;
    }

    /// <summary>The one model of the source, which must be right.</summary>
    public static KernelModel ReadOne(string source, LanguageVersion version = LanguageVersion.CSharp13)
    {
        CSharpCompilation compilation = TestCompilation.Create(source, version);
        Assert.Empty(Analyze(compilation).Select(found => found.ToString()));
        KernelModel? model = Assert.Single(Read(compilation)).Model;
        Assert.NotNull(model);
        return model;
    }

    /// <summary>The compiler's complaints, except that the bodies of partial methods are missing.</summary>
    public static IEnumerable<string> ComplaintsOf(Compilation compilation) => compilation.GetDiagnostics()
        .Where(found => found.Id != "CS8795" && found.Severity > DiagnosticSeverity.Hidden)
        .Select(found => found.ToString());

    private sealed class ReadingGenerator : IIncrementalGenerator
    {
        public List<(string Path, KernelModel? Model)> Models { get; } = [];

        public List<RejectedMethod> Rejected { get; } = [];

        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            context.RegisterSourceOutput(
                context.SyntaxProvider.CreateSyntaxProvider(
                    static (node, _) => node is MethodDeclarationSyntax { AttributeLists.Count: > 0 },
                    static (method, ct) => (
                        method.Node.SyntaxTree.FilePath,
                        KernelDeclaration.Read((MethodDeclarationSyntax)method.Node, method.SemanticModel, ct))),
                (_, read) => Add(read));
        }

        private void Add((string Path, DeclaredMethod? Method) read)
        {
            // None of its attributes is ours.
            if (read.Method is null)
                return;

            Models.Add((read.Path, read.Method.Kernel));
            if (read.Method.Rejected is { } rejected)
                Rejected.Add(rejected);
        }
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes;
using Xunit.Abstractions;

namespace SoftmaxGen.Analyzers.Tests.Fuzzing;

/// <summary>
/// On mutants that compile, every fix that is offered for what is reported can be applied, and what it leaves compiles; on those
/// that do not, offering throws nothing.
/// </summary>
public sealed class FixFuzzTests(ITestOutputHelper output)
{
    private const int Few = 60;

    private const int Many = 2000;

    private static readonly CodeFixProvider[] Providers =
    [
        .. typeof(StabilityFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StabilityFix)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private static readonly Project Empty = MakeEmpty();

    [Fact]
    public void FixedMutantsCompile() => Run(1, Few);

    [Fact]
    [Trait("Category", "Slow")]
    public void ThousandsOfFixedMutantsCompile() => Run(1_000_000, Many);

    // A local in its own value, as one types it: a fix that follows it would end the editor's process.
    [Theory]
    [InlineData("class C { static double[] M(double[] x) { double[] p = new double[p.Length]; double s = 0; for (int i = 0; i < p.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } for (int i = 0; i < p.Length; i++) p[i] /= s; return p; } }")]
    [InlineData("class C { static double[] M(double[] x) { double[] p = new double[q.Length]; double[] q = new double[p.Length]; double s = 0; for (int i = 0; i < q.Length; i++) { q[i] = Math.Exp(x[i]); s += q[i]; } for (int i = 0; i < p.Length; i++) q[i] /= s; return q; } }")]
    public void NothingThrows(string text)
    {
        Document document = Empty.AddDocument(TestCompilation.PathOf(0), text);
        ImmutableArray<Diagnostic> found = FuzzedCode.Analyse(FuzzedCode.Compile(text), "found");
        Assert.NotEmpty(found);
        foreach (Diagnostic diagnostic in found)
        {
            foreach (CodeFixProvider provider in Providers.Where(one => one.FixableDiagnosticIds.Contains(diagnostic.Id)))
                Check(document, diagnostic, provider, compiles: false, "found");
        }
    }

    private void Run(int first, int count)
    {
        int compile = 0, applied = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            Random random = new(seed);
            string source = Seeds.All[random.Next(Seeds.All.Count)], donor = Seeds.All[random.Next(Seeds.All.Count)];
            string text = random.Next(20) == 0 ? source : NodeMutation.Apply(source, donor, random, most: 1);
            ImmutableArray<Diagnostic> found = FuzzedCode.Analyse(FuzzedCode.Compile(text), $"seed {seed}");
            if (found.IsEmpty)
                continue;
            Document document = Empty.AddDocument(TestCompilation.PathOf(0), text);
            bool compiles = Errors(document.Project).Length == 0;
            compile += compiles ? 1 : 0;
            foreach (Diagnostic diagnostic in found)
            {
                foreach (CodeFixProvider provider in Providers.Where(one => one.FixableDiagnosticIds.Contains(diagnostic.Id)))
                    applied += Check(document, diagnostic, provider, compiles, $"seed {seed}");
            }
        }

        output.WriteLine($"{count} mutants: {compile} are reported on and compile, {applied} fixes applied");
        // Which mutants come up changes with the seeds, and so with every test that is added: some 5 of 60 are enough to be fixed.
        Assert.InRange(applied, count / 40, int.MaxValue);
    }

    private static int Check(Document document, Diagnostic diagnostic, CodeFixProvider provider, bool compiles, string origin)
    {
        string place = $"{origin}: {provider.GetType().Name} for {diagnostic}";
        List<CodeAction> actions = [];
        try
        {
            provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default)).GetAwaiter().GetResult();
            foreach (CodeAction action in actions)
            {
                Solution changed = action.GetOperationsAsync(default).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single().ChangedSolution;
                Document after = changed.GetDocument(document.Id)!;
                Diagnostic[] errors = compiles ? Errors(after.Project) : [];
                Assert.True(errors.Length == 0, $"{place}: {action.Title}:\n{string.Join('\n', errors.Take(5))}\n{Text(document)}\n---- after\n{Text(after)}");
            }
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{place}: {thrown}\n{Text(document)}");
        }

        return actions.Count;
    }

    private static Diagnostic[] Errors(Project project) =>
        [.. project.GetCompilationAsync().GetAwaiter().GetResult()!.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)];

    private static string Text(Document document) => document.GetTextAsync().GetAwaiter().GetResult().ToString();

    // The package's generator runs in it: one of the fixes calls a kernel that it makes.
    private static Project MakeEmpty()
    {
        AdhocWorkspace workspace = new();
        ProjectId id = ProjectId.CreateNewId();
        return workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "UnderTest", "UnderTest", LanguageNames.CSharp,
            compilationOptions: TestCompilation.Options,
            parseOptions: TestCompilation.ParseOptions,
            metadataReferences: TestCompilation.Runtime.AddRange(TestCompilation.Tensors),
            analyzerReferences: [GeneratorReference.Instance])).GetProject(id)!
            .AddDocument(TestCompilation.GlobalUsingsPath, TestCompilation.GlobalUsings).Project;
    }
}

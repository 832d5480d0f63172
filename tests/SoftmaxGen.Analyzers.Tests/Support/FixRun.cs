using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>
/// Applies a fix in a workspace and checks what every fix promises: it is offered, the result compiles, the diagnostic
/// is gone, a second run does nothing, and Fix All (in the document, the project and a solution of two projects) gives
/// what one fix after the other gives.
/// </summary>
internal sealed class FixRun(CodeFixProvider provider)
{
    private const int MostFixes = 20;

    /// <summary>What reports: the analyzer of the package, unless a test brings its own.</summary>
    public DiagnosticAnalyzer? Analyzer { get; init; }

    /// <summary>The equivalence key, or null for the only one that is offered.</summary>
    public string? Key { get; init; }

    /// <summary>Whether our generator runs over the sources.</summary>
    public bool Generator { get; init; }

    /// <summary>Fails unless the fix is offered for none of what is reported, of which there must be something.</summary>
    public void IsNotOffered(params string[] sources)
    {
        FixWorkspace workspace = new(sources, Generator);
        ImmutableArray<(Document Document, Diagnostic Diagnostic)> found = Found(workspace.Solution, workspace.First);
        Assert.NotEmpty(found);
        Assert.All(found, report => Assert.Null(Offered(report.Document, report.Diagnostic)));
    }

    /// <summary>Fixes all that is reported in the sources, and returns the sources before and after.</summary>
    public FixedSources Fix(params string[] sources)
    {
        FixWorkspace workspace = new(sources, Generator);
        ImmutableArray<(Document Document, Diagnostic Diagnostic)> found = Found(workspace.Solution, workspace.First);
        Assert.NotEmpty(found);
        (Document Document, Diagnostic Diagnostic) first = found.First(
            report => Offered(report.Document, report.Diagnostic) is not null);
        CodeAction action = Offered(first.Document, first.Diagnostic)!;

        Solution oneByOne = OneByOne(workspace.Solution, workspace.First);
        string[] texts = workspace.Texts(oneByOne, workspace.First);
        Assert.NotEqual(sources, texts);
        TestCompilation.AssertCompiles(FixedSources.Compile(texts));
        Assert.Empty(Found(oneByOne, workspace.First));

        string key = action.EquivalenceKey!;
        Assert.Equal(string.Join("\n----\n", texts), string.Join("\n----\n", workspace.Texts(FixAll(FixAllScope.Project), workspace.First)));
        Solution everywhere = FixAll(FixAllScope.Solution);
        Assert.Equal(texts, workspace.Texts(everywhere, workspace.First));
        Assert.Equal(texts, workspace.Texts(everywhere, workspace.Second));
        if (sources.Length == 1)
        {
            Assert.Equal(texts, workspace.Texts(FixAll(FixAllScope.Document), workspace.First));
        }

        return new FixedSources(sources, texts, action.Title);

        Solution FixAll(FixAllScope scope)
        {
            FixAllContext context = new(
                first.Document, provider, scope, key, provider.FixableDiagnosticIds, new Diagnostics(this), default);
            CodeAction? all = provider.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult();
            Assert.NotNull(all);
            return Apply(all);
        }
    }

    private Solution OneByOne(Solution solution, ProjectId project)
    {
        for (int step = 0; step < MostFixes; step++)
        {
            CodeAction? next = Found(solution, project)
                .Select(report => Offered(report.Document, report.Diagnostic))
                .FirstOrDefault(action => action is not null);
            if (next is null)
                return solution;
            solution = Apply(next);
        }

        Assert.Fail("The fix is offered again and again:\n" + string.Join(
            '\n', solution.GetProject(project)!.Documents.Select(document => document.GetTextAsync().Result.ToString())));
        return solution;
    }

    private CodeAction? Offered(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, diagnostic, (action, _) => actions.Add(action), default);
        provider.RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        return actions.SingleOrDefault(action => Key is null || action.EquivalenceKey == Key);
    }

    private static Solution Apply(CodeAction action) =>
        action.GetOperationsAsync(default).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private ImmutableArray<(Document Document, Diagnostic Diagnostic)> Found(Solution solution, ProjectId project)
    {
        Compilation compilation = solution.GetProject(project)!.GetCompilationAsync().GetAwaiter().GetResult()!;
        return
        [
            .. new AnalyzerRun { Analyzer = Analyzer }.Diagnose(compilation)
                .Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id))
                .Select(diagnostic => (solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic)),
        ];
    }

    private sealed class Diagnostics(FixRun run) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken token) =>
            Task.FromResult(run.Found(project.Solution, project.Id).Select(report => report.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken token) =>
            Task.FromResult(run.Found(document.Project.Solution, document.Project.Id)
                .Where(report => report.Document.Id == document.Id)
                .Select(report => report.Diagnostic));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken token) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}

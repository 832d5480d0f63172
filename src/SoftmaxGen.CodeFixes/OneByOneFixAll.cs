using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using SoftmaxGen.CodeFixes.Plans;

namespace SoftmaxGen.CodeFixes;

/// <summary>
/// Fixes one diagnostic after the other, each in the code that the one before it left. A batch that merges changes made
/// apart would add a helper once per diagnostic, or a maximum twice to one row.
/// </summary>
internal sealed class OneByOneFixAll : FixAllProvider
{
    public static OneByOneFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeFixProvider is not StabilityFix fix)
            return null;
        Solution solution = fixAllContext.Solution;
        HashSet<DocumentId> done = new();
        foreach (Document document in Documents(fixAllContext))
        {
            ImmutableArray<Diagnostic> diagnostics =
                await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            // The same file in another project (another target framework) is one file on the disk: mended once.
            if (diagnostics.IsEmpty || !done.Add(document.Id))
                continue;
            ImmutableArray<DocumentId> links = document.GetLinkedDocumentIds();
            done.UnionWith(links);
            Document mended = await FixAsync(
                fix, solution.GetDocument(document.Id)!, diagnostics, fixAllContext.CodeActionEquivalenceKey, fixAllContext.CancellationToken).ConfigureAwait(false);
            solution = mended.Project.Solution;
            foreach (DocumentId link in links)
            {
                solution = solution.WithDocumentText(
                    link, await mended.GetTextAsync(fixAllContext.CancellationToken).ConfigureAwait(false));
            }
        }

        return solution == fixAllContext.Solution
            ? null
            : CodeAction.Create("Fix all", _ => Task.FromResult(solution), fixAllContext.CodeActionEquivalenceKey);
    }

    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? new[] { document } : Array.Empty<Document>(),
        FixAllScope.Project => context.Project.Documents,
        _ => context.Solution.Projects.SelectMany(project => project.Documents),
    };

    private static async Task<Document> FixAsync(
        StabilityFix fix, Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken token)
    {
        // Where each diagnostic is found again after the changes for those before it.
        SyntaxNode root = (await document.GetSyntaxRootAsync(token).ConfigureAwait(false))!;
        List<(SyntaxNode Node, SyntaxAnnotation Mark, Diagnostic Diagnostic)> places = new();
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (FixSite.NodeAt(root, diagnostic) is { } node)
                places.Add((node, new SyntaxAnnotation(), diagnostic));
        }

        document = document.WithSyntaxRoot(root.ReplaceNodes(
            places.Select(place => place.Node).Distinct(),
            (original, current) => current.WithAdditionalAnnotations(
                places.Where(place => place.Node == original).Select(place => place.Mark))));
        foreach ((_, SyntaxAnnotation mark, Diagnostic diagnostic) in places)
        {
            FixSite? site = await FixSite.FindAsync(document, mark, diagnostic, token).ConfigureAwait(false);
            if (site is not null && fix.Plan(site, key) is { } plan)
                document = await CleanAsync(plan.Apply(site), token).ConfigureAwait(false);
        }

        return document;
    }

    // What an editor does to the result of a single fix: a later one must find the same code here.
    private static async Task<Document> CleanAsync(Document document, CancellationToken token)
    {
        document = await Simplifier.ReduceAsync(document, Simplifier.Annotation, null, token).ConfigureAwait(false);
        return await Formatter.FormatAsync(document, Formatter.Annotation, null, token).ConfigureAwait(false);
    }
}

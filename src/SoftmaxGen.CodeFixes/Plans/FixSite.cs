using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.CodeFixes.Plans;

/// <summary>What a fix plans from: the document, its meaning, and the expression that the diagnostic is on.</summary>
internal sealed class FixSite
{
    private FixSite(
        Document document, SyntaxNode root, SemanticModel model, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken token)
    {
        Document = document;
        Root = root;
        Model = model;
        Node = node;
        Diagnostic = diagnostic;
        Token = token;
    }

    public Document Document { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    /// <summary>The expression that the diagnostic is on, without the parentheses around it.</summary>
    public ExpressionSyntax Node { get; }

    public Diagnostic Diagnostic { get; }

    public CancellationToken Token { get; }

    /// <summary>Reads the site of a diagnostic, or null where it is on no expression.</summary>
    public static async Task<FixSite?> ReadAsync(Document document, Diagnostic diagnostic, CancellationToken token)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(token).ConfigureAwait(false);
        return root is null || NodeAt(root, diagnostic) is not { } node
            ? null
            : await MakeAsync(document, root, node, diagnostic, token).ConfigureAwait(false);
    }

    /// <summary>Reads the site of a diagnostic again, after changes; null where the marked expression is gone.</summary>
    public static async Task<FixSite?> FindAsync(
        Document document, SyntaxAnnotation mark, Diagnostic diagnostic, CancellationToken token)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(token).ConfigureAwait(false);
        return root?.GetAnnotatedNodes(mark).FirstOrDefault() is ExpressionSyntax node
            ? await MakeAsync(document, root, node, diagnostic, token).ConfigureAwait(false)
            : null;
    }

    /// <summary>The innermost expression that covers a diagnostic's span.</summary>
    public static ExpressionSyntax? NodeAt(SyntaxNode root, Diagnostic diagnostic)
    {
        if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node as ExpressionSyntax
            ?? (node as VariableDeclaratorSyntax)?.Initializer?.Value
            ?? (node as ArgumentSyntax)?.Expression
            ?? (node as ExpressionStatementSyntax)?.Expression;
    }

    /// <summary>
    /// The expressions that a shape may be at: the diagnostic's own, those inside it from the outside in, and those around
    /// it from the inside out, up to the statement.
    /// </summary>
    public IEnumerable<ExpressionSyntax> Candidates() =>
        Node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Concat(
            Node.Ancestors().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax)).OfType<ExpressionSyntax>());

    private static async Task<FixSite?> MakeAsync(
        Document document, SyntaxNode root, ExpressionSyntax node, Diagnostic diagnostic, CancellationToken token)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(token).ConfigureAwait(false);
        while (node is ParenthesizedExpressionSyntax parentheses)
            node = parentheses.Expression;
        return model is null ? null : new FixSite(document, root, model, node, diagnostic, token);
    }
}

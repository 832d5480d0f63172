using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>The exponentials of one row, and where their maximum is to be computed.</summary>
internal sealed class ShiftPlan
{
    private readonly FixSite _site;
    private readonly SyntaxNode _body;
    private readonly IReadOnlyList<RowExponential> _row;
    private readonly RowExponential _first;
    private readonly SyntaxNode _anchor;
    private readonly IReadOnlyList<RowExponential> _all;

    private ShiftPlan(
        FixSite site, SyntaxNode body, IReadOnlyList<RowExponential> all, IReadOnlyList<RowExponential> row, SyntaxNode anchor)
    {
        _site = site;
        _body = body;
        _all = all;
        _row = row;
        _first = row.First(exponential => exponential.Domain is not null);
        _anchor = anchor;
    }

    private SemanticModel Model => _site.Model;

    /// <summary>Plans the shift of the row that the diagnostic is about, or returns null.</summary>
    public static FixPlan? Make(FixSite site, string title)
    {
        if (Body(site.Node) is not { } body || Operation(body, site.Model) is not { } operation)
            return null;
        IReadOnlyList<RowExponential> all = RowExponential.In(body, site.Model);
        foreach (IGrouping<string, RowExponential> rows in all.Where(each => each.Domain is not null).GroupBy(each => each.Key))
        {
            if (rows.Any(each => IsShifted(each, body, site.Model)))
                continue;
            // With the exponentials of single elements, a label's say, or without them.
            foreach (bool single in new[] { true, false })
            {
                RowExponential[] row = all.Where(each => each.Key == rows.Key
                    || (single && each.Domain is null && IsElementOf(each, rows.First(), site.Model))).ToArray();
                if ((single && row.Length == rows.Count() && all.Any(each => each.Domain is null && IsElementOf(each, rows.First(), site.Model)))
                    || !row.All(each => each.Home.IsSame(row[0].Home))
                    || Anchor(row, body) is not { } anchor)
                {
                    continue;
                }

                ShiftPlan plan = new(site, body, all, row, anchor);
                if (plan.IsReady()
                    && Homogeneity.Prove(operation, site.Model, row.Select(each => (SyntaxNode)each.Node), anchor) is { } proof
                    && plan.Concerns(proof, site.Node))
                {
                    return plan.Write(title, proof);
                }
            }
        }

        return null;
    }

    // Shifted by a local that takes a maximum somewhere: once is enough.
    private static bool IsShifted(RowExponential row, SyntaxNode body, SemanticModel model) =>
        row.Argument is BinaryExpressionSyntax difference
        && difference.IsKind(SyntaxKind.SubtractExpression)
        && model.GetSymbolInfo(Code.Bare(difference.Right)).Symbol is ILocalSymbol maximum
        && body.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right.ToString().Contains("Max")
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left).Symbol, maximum),
            VariableDeclaratorSyntax { Initializer: { } initializer } declarator => initializer.ToString().Contains("Max")
                && SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(declarator), maximum),
            _ => false,
        });

    // The function that the code is in; LINQ's lambdas are part of it.
    private static SyntaxNode? Body(SyntaxNode node) => node.Ancestors().Select(ancestor => ancestor switch
    {
        MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        AnonymousFunctionExpressionSyntax { Block: { } block } => block,
        _ => null,
    }).FirstOrDefault(body => body is not null);

    private static IOperation? Operation(SyntaxNode body, SemanticModel model)
    {
        IOperation? operation = model.GetOperation(body);
        return operation ?? (body.Parent is { } function ? model.GetOperation(function) : null);
    }

    private static bool IsElementOf(RowExponential single, RowExponential row, SemanticModel model)
    {
        HashSet<ISymbol> collections = Collections(row.Domain?.Source ?? row.Argument);
        collections.UnionWith(Collections(row.Argument));
        return Collections(single.Argument).Overlaps(collections);

        HashSet<ISymbol> Collections(ExpressionSyntax? expression) => new(
            expression?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Where(name => Purity.IsIndexable(model.GetTypeInfo(name).Type))
                .Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>() ?? Enumerable.Empty<ISymbol>(),
            SymbolEqualityComparer.Default);
    }

    // The statement before which the maximum goes: in the innermost block around all of the row; or the body's arrow.
    private static SyntaxNode? Anchor(IReadOnlyList<RowExponential> row, SyntaxNode body)
    {
        if (body is ArrowExpressionClauseSyntax arrow)
            return row.All(each => each.Holder == arrow) ? arrow.Expression : null;
        SyntaxNode first = row[0].Holder;
        SyntaxNode? block = first.Ancestors().FirstOrDefault(ancestor =>
            ancestor is BlockSyntax && row.All(each => ancestor.Span.Contains(each.Holder.Span) && ancestor != each.Holder));
        // What is written before a label is jumped over.
        return block is not null && body.Span.Contains(block.Span)
            && first.AncestorsAndSelf().First(ancestor => ancestor.Parent == block) is var anchor and not LabeledStatementSyntax ? anchor : null;
    }

    // The maximum can be computed at the anchor: what it needs is there, and stays as it is until the last exponential.
    private bool IsReady()
    {
        HashSet<ISymbol> inner = new(SymbolEqualityComparer.Default) { _first.Domain!.Variable };
        List<SyntaxNode> needed = new() { _first.Domain.Source ?? _first.Domain.Holder };
        if (_first.Domain.Source is null)
        {
            ForStatementSyntax loop = (ForStatementSyntax)_first.Domain.Holder;
            needed = new List<SyntaxNode> { loop.Declaration!, loop.Condition! };
        }

        if (_first.Argument is not null)
            needed.Add(_first.Argument);
        int last = _row.Max(each => each.Holder.Span.End);
        foreach (IdentifierNameSyntax name in needed.SelectMany(node => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()))
        {
            ISymbol? symbol = Model.GetSymbolInfo(name).Symbol;
            if (symbol is not (ILocalSymbol or IParameterSymbol) || inner.Contains(symbol))
                continue;
            if (!Model.LookupSymbols(_anchor.SpanStart, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default)
                || (symbol is ILocalSymbol && symbol.Locations[0].SourceSpan.Start > _anchor.SpanStart))
            {
                return false;
            }

            foreach (IdentifierNameSyntax use in _body.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (use.SpanStart >= _anchor.SpanStart && use.SpanStart < last && use.Identifier.Text == symbol.Name
                    && Writes.IsWritten(use) && SymbolEqualityComparer.Default.Equals(Model.GetSymbolInfo(use).Symbol, symbol)
                    && !IsOwnElement(use) && !(IsOnlyMeasured(symbol, needed) && use.Parent is ElementAccessExpressionSyntax))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // i < e.Length: writing the elements of e changes nothing of that.
    private bool IsOnlyMeasured(ISymbol symbol, IEnumerable<SyntaxNode> needed) => needed.SelectMany(node => Names.Of(symbol, node, Model))
        .All(name => name.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" or "Count" } access && access.Expression == name);

    // x[i] = exp(x[i]), or a later statement of the last loop: every element is read before it is written.
    private bool IsOwnElement(IdentifierNameSyntax use)
    {
        RowExponential last = _row[_row.Count - 1];
        return use.Parent is ElementAccessExpressionSyntax element
            && last.Domain is not null
            && last.Argument is { } argument
            && argument.DescendantNodesAndSelf().Any(node => SyntaxFactory.AreEquivalent(node, element))
            && last.Domain.Holder.Span.Contains(use.Span)
            && use.FirstAncestorOrSelf<StatementSyntax>()?.Span.End >= last.Node.Span.End;
    }

    // The diagnostic is about this row: it is on one of its exponentials; or, on something else, the scale cancels in that.
    private bool Concerns(Homogeneity proof, ExpressionSyntax node)
    {
        if (proof.Balanced.Count == 0)
            return false;
        if (_all.Any(each => IsAt(each, node)))
            return _row.Any(each => IsAt(each, node));
        return proof.Balanced.Any(balanced => node.Span.IntersectsWith(balanced.Span))
            || LocalsIn(node).Overlaps(proof.Balanced.SelectMany(LocalsIn));
    }

    private static bool IsAt(RowExponential each, ExpressionSyntax node) =>
        node.Span.Contains(each.Node.Span) || each.Node.Span.Contains(node.Span);

    private HashSet<ISymbol> LocalsIn(SyntaxNode node) => new(
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => Model.GetSymbolInfo(name).Symbol).OfType<ILocalSymbol>(),
        SymbolEqualityComparer.Default);

    private FixPlan? Write(string title, Homogeneity proof)
    {
        MathHome home = _first.Home;
        if (!home.Has("Max", 2) || (!home.IsPlain && home.Element is not ITypeParameterSymbol && home.ElementName != "System.Half"))
            return null;
        FixPlan plan = new(title);
        FreshNames fresh = new(_body, Model);
        string max = fresh.Next("max");
        bool logarithm = proof.Logarithms.Values.Any(power => power != 0);
        // With a logarithm, a row of minus infinities has minus infinity for its answer, and keeps it this way.
        string seed = $"{home.ElementName}.{(logarithm && home.Element is not ITypeParameterSymbol ? "MinValue" : "NegativeInfinity")}";
        List<StatementSyntax> statements = MaximumWriter.Write(_first, max, seed, fresh, Model);
        Dictionary<SyntaxNode, ExpressionSyntax> changes = new();
        foreach (RowExponential each in _row)
        {
            if (each.Call is { } call)
            {
                changes.Add(each.Node, call.With($"{Code.Left(call.Argument)} - {max}"));
                continue;
            }

            string value = fresh.Next("value");
            changes.Add(each.Node, Code.Expression($"{value} => {home.Call("Exp", $"{value} - {max}")}"));
        }

        foreach (KeyValuePair<SyntaxNode, int> logarithm1 in proof.Logarithms.Where(entry => entry.Value != 0))
        {
            if (logarithm1.Value is not (1 or -1) || logarithm1.Key is not ExpressionSyntax node)
                return null;
            changes.Add(node, Code.FitFor(node, Code.Expression($"{node} {(logarithm1.Value > 0 ? "+" : "-")} {max}")));
        }

        if (_anchor is StatementSyntax statement)
        {
            plan.InsertBefore(statement, statements.ToArray());
            Place(plan, changes);
            return plan;
        }

        return Arrow(plan, statements, changes);
    }

    // A logarithm around its own exponentials changes from the inside out.
    private static void Place(FixPlan plan, Dictionary<SyntaxNode, ExpressionSyntax> changes)
    {
        foreach (SyntaxNode node in changes.Keys.Where(node => !node.Ancestors().Any(changes.ContainsKey)))
            plan.ReplaceNode(node, Changed(node, changes).WithTriviaFrom(node));
    }

    private static SyntaxNode Changed(SyntaxNode node, Dictionary<SyntaxNode, ExpressionSyntax> changes)
    {
        SyntaxNode[] inner = node.DescendantNodes().Where(changes.ContainsKey).ToArray();
        if (inner.Length == 0)
            return changes[node];
        // Only logarithms have anything inside, and they are kept as they are but for what is added.
        SyntaxNode kept = node.ReplaceNodes(inner, (original, _) => changes[original].WithTriviaFrom(original));
        SyntaxNode outer = changes[node];
        SyntaxNode same = outer.DescendantNodesAndSelf().First(each => SyntaxFactory.AreEquivalent(each, node));
        return outer.ReplaceNode(same, kept.WithoutTrivia());
    }

    // An arrow becomes a block, as the maximum is a statement of its own.
    private FixPlan? Arrow(FixPlan plan, List<StatementSyntax> statements, Dictionary<SyntaxNode, ExpressionSyntax> changes)
    {
        ArrowExpressionClauseSyntax arrow = (ArrowExpressionClauseSyntax)_body;
        SyntaxNode[] outer = changes.Keys.Where(node => !node.Ancestors().Any(changes.ContainsKey)).ToArray();
        ExpressionSyntax value = arrow.Expression.ReplaceNodes(
            outer, (original, _) => Changed(original, changes).WithTriviaFrom(original)) as ExpressionSyntax ?? arrow.Expression;
        statements.Add(SyntaxFactory.ReturnStatement(value.WithoutTrivia().WithLeadingTrivia(SyntaxFactory.Space)));
        BlockSyntax block = SyntaxFactory.Block(statements);
        switch (arrow.Parent)
        {
            case MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } method:
                return plan.ReplaceNode(method, method.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithBody(block).WithTrailingTrivia(method.GetTrailingTrivia()));
            case LocalFunctionStatementSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } local:
                return plan.ReplaceNode(local, local.WithExpressionBody(null).WithSemicolonToken(default)
                    .WithBody(block).WithTrailingTrivia(local.GetTrailingTrivia()));
            default:
                return null;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>Mistakes in how the maximum is found, and in what stands around the exponentials of single numbers.</summary>
internal static partial class Mutators
{
    private static IEnumerable<SyntaxNode> MaximumFromZero(SyntaxNode root)
    {
        if (Code.Shift(root) is not { } shift || !Code.Findings(root, shift).Any())
            return [];
        IEnumerable<ExpressionSyntax> seeds = root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(node => node.Identifier.ValueText == shift)
            .Select(node => node.Initializer?.Value)
            .Concat(root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(node => node.Left.ToString() == shift && node.Right is ElementAccessExpressionSyntax && node.Parent?.Parent is BlockSyntax)
                .Select(node => node.Right))
            .OfType<ExpressionSyntax>();
        return seeds.Take(1).Select(seed => root.ReplaceNode(
            seed, Code.Expression(seed.ToString().StartsWith("T.", StringComparison.Ordinal) ? "T.Zero" : "0")));
    }

    private static IEnumerable<SyntaxNode> MaximumOfPart(SyntaxNode root)
    {
        foreach (InvocationExpressionSyntax call in Code.Calls(root, "Max", 0))
            yield return root.ReplaceNode(call, Code.Expression(Code.Home(call) + ".Skip(1).Max()"));
        foreach (InvocationExpressionSyntax call in Code.Calls(root, "Max", 1))
            yield return root.ReplaceNode(call, Code.Expression($"{call.Expression}({Code.Argument(call)}[1..])"));
        if (Code.Shift(root) is not { } shift || Code.Findings(root, shift).FirstOrDefault() is not { } found)
            yield break;
        switch (found.Ancestors().First(node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax))
        {
            case ForStatementSyntax { Declaration.Variables: [{ Initializer.Value: LiteralExpressionSyntax { Token.ValueText: "0" } start }] }:
                yield return root.ReplaceNode(start, Code.Expression("1"));
                break;
            case ForStatementSyntax { Condition: BinaryExpressionSyntax { Right: { } end } }:
                yield return root.ReplaceNode(end, Code.Expression(end + " - 1"));
                break;
            case ForEachStatementSyntax { Expression: { } vector }:
                yield return root.ReplaceNode(vector, Code.Expression(vector + "[1..]"));
                break;
        }
    }

    private static IEnumerable<SyntaxNode> MaximumOfAnotherRow(SyntaxNode root)
    {
        if (Code.Shift(root) is not { } shift || Code.Findings(root, shift).FirstOrDefault() is not { } found)
            yield break;
        StatementSyntax loop = found.Ancestors().OfType<StatementSyntax>().First(node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax);
        ElementAccessExpressionSyntax[] elements = loop is ForStatementSyntax { Statement: { } body }
            ? [.. body.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Where(node => node.ToString() != shift && node.Parent is not ElementAccessExpressionSyntax)] : [];
        SyntaxNode changed = root.ReplaceNodes(elements, (node, _) => node switch
        {
            { ArgumentList.Arguments: [_, var column] } => Code.Expression($"{node.Expression}[0, {column}]"),
            { Expression: ElementAccessExpressionSyntax row } => Code.Expression($"{row.Expression}[0]{node.ArgumentList}"),
            { ArgumentList.Arguments: [{ Expression: BinaryExpressionSyntax offset }] } => Code.Expression($"{node.Expression}[{offset.Right}]"),
            _ => node,
        });
        yield return changed;
    }

    // The maximum is no longer begun again for every row.
    private static IEnumerable<SyntaxNode> MaximumOfTheBatch(SyntaxNode root)
    {
        LocalDeclarationStatementSyntax? seed = root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(node =>
            node.Declaration.Variables is [{ Identifier.ValueText: var name }] && name == Code.Shift(root));
        if (seed?.Ancestors().OfType<ForStatementSyntax>().LastOrDefault() is not { } rows || !Code.Findings(root, Code.Shift(root)!).Any())
            yield break;
        SyntaxNode tracked = root.TrackNodes(seed, rows);
        tracked = tracked.InsertNodesBefore(tracked.GetCurrentNode(rows)!, [seed]);
        yield return tracked.RemoveNode(tracked.GetCurrentNodes<StatementSyntax>(seed).Last(), SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    // The maximum is asked for again for every element, while they are overwritten.
    private static IEnumerable<SyntaxNode> MaximumReread(SyntaxNode root)
    {
        BinaryExpressionSyntax[] inPlace =
        [
            .. Code.Differences(root).Where(node => node.Left is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax, ArgumentList.Arguments.Count: 1 }
                && node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.ToString() == node.Left.ToString()),
        ];
        if (inPlace.Length > 0)
            yield return root.ReplaceNodes(inPlace, (node, _) => node.WithRight(
                Code.Expression($"System.Numerics.Tensors.TensorPrimitives.Max<double>({((ElementAccessExpressionSyntax)node.Left).Expression})")));
    }

    // a - log Σ becomes log(e^a / Σ).
    private static IEnumerable<SyntaxNode> LogOfSoftmax(SyntaxNode root) => root.DescendantNodes().OfType<BinaryExpressionSyntax>()
        .Where(node => node.IsKind(SyntaxKind.SubtractExpression) && node.Left is ParenthesizedExpressionSyntax
            && node.Right is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Log" } })
        .Select(node =>
        {
            InvocationExpressionSyntax log = (InvocationExpressionSyntax)node.Right;
            return root.ReplaceNode(node, Code.Expression($"{log.Expression}({Code.Home(log)}.Exp{node.Left} / {Code.Argument(log)})"));
        });

    private static IEnumerable<SyntaxNode> DropAbs(SyntaxNode root)
    {
        yield return root.ReplaceNodes(Code.Calls(root, "Abs", 1), (node, _) => SyntaxFactory.ParenthesizedExpression(Code.Argument(node)));
    }

    private static IEnumerable<SyntaxNode> DropClamp(SyntaxNode root)
    {
        yield return root.ReplaceNodes(Code.Calls(root, "Clamp", 3), (node, _) => Code.Argument(node));
    }

    private static IEnumerable<SyntaxNode> DropGuard(SyntaxNode root)
    {
        foreach (ConditionalExpressionSyntax choice in root.DescendantNodes().OfType<ConditionalExpressionSyntax>())
            foreach (ExpressionSyntax kept in new[] { choice.WhenTrue, choice.WhenFalse })
                yield return root.ReplaceNode(choice, kept);
        foreach (IfStatementSyntax choice in root.DescendantNodes().OfType<IfStatementSyntax>())
            foreach (StatementSyntax kept in new[] { choice.Statement, choice.Else?.Statement }.OfType<StatementSyntax>())
                yield return root.ReplaceNode(choice, kept);
    }
}

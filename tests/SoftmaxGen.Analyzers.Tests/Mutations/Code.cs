using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>What the operators read off the syntax of a kernel. The kernels are plain, so names and forms suffice.</summary>
internal static class Code
{
    /// <summary>The syntax of a kernel.</summary>
    public static SyntaxNode Parse(string source) => SyntaxFactory.ParseCompilationUnit(source, options: TestCompilation.ParseOptions);

    /// <summary>An expression, with a space before it where one is needed.</summary>
    public static ExpressionSyntax Expression(string text) => SyntaxFactory.ParseExpression(text);

    /// <summary>A statement.</summary>
    public static StatementSyntax Statement(string text) => SyntaxFactory.ParseStatement(text + "\n");

    /// <summary>The calls of a function by its name, whoever offers it.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode root, string name, int arguments) => root.DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Where(call => call.ArgumentList.Arguments.Count == arguments
            && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } && called == name);

    /// <summary>Who offers the function that is called: <c>Math</c>, <c>MathF</c>, <c>T</c>.</summary>
    public static string Home(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Expression.ToString();

    /// <summary>The argument of a call of one argument.</summary>
    public static ExpressionSyntax Argument(InvocationExpressionSyntax call) => call.ArgumentList.Arguments[0].Expression;

    /// <summary>The differences that are exponentiated: a logit less its shift.</summary>
    public static IReadOnlyList<BinaryExpressionSyntax> Differences(SyntaxNode root) =>
    [
        .. Calls(root, "Exp", 1)
            .Select(call => Argument(call).DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>()
                .FirstOrDefault(node => node.IsKind(SyntaxKind.SubtractExpression)))
            .OfType<BinaryExpressionSyntax>(),
    ];

    /// <summary>The shift, as it is written where it is subtracted; null where there is none.</summary>
    public static string? Shift(SyntaxNode root) => Differences(root).FirstOrDefault()?.Right.ToString()
        ?? Calls(root, "Subtract", 3).FirstOrDefault()?.ArgumentList.Arguments[1].ToString();

    /// <summary>The places where the shift is subtracted or added again, other than where it is found.</summary>
    public static IReadOnlyList<SyntaxNode> UsesOf(SyntaxNode root, string shift) =>
    [
        .. root.DescendantNodes().OfType<ExpressionSyntax>().Where(node => node.ToString() == shift
            && (node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } minus && minus.Right == node
                || node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }
                || node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Subtract" } } })),
    ];

    /// <summary>The first element of the vector that the shifted logits are of; null where that is not written plainly.</summary>
    public static string? First(SyntaxNode root)
    {
        if (Calls(root, "Subtract", 3).FirstOrDefault() is { } subtract)
            return subtract.ArgumentList.Arguments[0] + "[0]";
        ExpressionSyntax? logit = Differences(root).FirstOrDefault()?.Left;
        if (logit is ElementAccessExpressionSyntax element)
        {
            ArgumentSyntax last = element.ArgumentList.Arguments[^1];
            string first = last.Expression is BinaryExpressionSyntax offset ? offset.Left.ToString() : "0";
            return element.ReplaceNode(last, SyntaxFactory.Argument(Expression(first))).ToString();
        }

        return logit is IdentifierNameSyntax name && Vector(root, name.ToString()) is { } vector ? vector + "[0]" : null;
    }

    /// <summary>The vector that a loop or a lambda goes over with a variable.</summary>
    public static string? Vector(SyntaxNode root, string variable) =>
        root.DescendantNodes().OfType<ForEachStatementSyntax>().FirstOrDefault(loop => loop.Identifier.ValueText == variable)?.Expression.ToString()
            ?? root.DescendantNodes().OfType<SimpleLambdaExpressionSyntax>()
                .Where(lambda => lambda.Parameter.Identifier.ValueText == variable)
                .Select(lambda => (lambda.Parent?.Parent?.Parent as InvocationExpressionSyntax)?.Expression)
                .OfType<MemberAccessExpressionSyntax>().FirstOrDefault()?.Expression.ToString();

    /// <summary>The assignments to the shift inside of the loops that find it.</summary>
    public static IEnumerable<AssignmentExpressionSyntax> Findings(SyntaxNode root, string shift) => root.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .Where(node => node.Left.ToString() == shift && node.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && node.Ancestors().Any(ancestor => ancestor is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax));
}

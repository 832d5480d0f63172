using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>A quotient whose NaN reaches nobody: it is replaced on the spot, or its local is never read.</summary>
internal static class MendedQuotient
{
    public static bool Is(IOperation quotient, RuleContext context)
    {
        SyntaxNode value = quotient.Syntax;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            value = value.Parent;
        return value.Parent switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment =>
                assignment.Right == value && IsReplacedAfter(statement, assignment.Left),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } local } =>
                IsReplacedAfter(statement, SyntaxFactory.IdentifierName(local.Identifier.WithoutTrivia())) || IsNeverRead(local, context),
            _ => false,
        };
    }

    // y = a / b; if (y != y) y = 1;
    private static bool IsReplacedAfter(StatementSyntax statement, ExpressionSyntax target)
    {
        if (statement.Parent is not BlockSyntax block || block.Statements.IndexOf(statement) is var at && at + 1 >= block.Statements.Count ||
            block.Statements[at + 1] is not IfStatementSyntax branch)
            return false;
        return AsksForNaN(branch.Condition, target) && branch.Statement.DescendantNodesAndSelf().Any(n =>
            n is ReturnStatementSyntax or ThrowStatementSyntax || n is AssignmentExpressionSyntax assignment && SyntaxFactory.AreEquivalent(assignment.Left, target));
    }

    private static bool AsksForNaN(ExpressionSyntax condition, ExpressionSyntax target) => condition switch
    {
        ParenthesizedExpressionSyntax inner => AsksForNaN(inner.Expression, target),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => AsksForNaN(either.Left, target) || AsksForNaN(either.Right, target),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } self =>
            SyntaxFactory.AreEquivalent(self.Left, target) && SyntaxFactory.AreEquivalent(self.Right, target),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Asks(not.Operand, target, "IsFinite"),
        _ => Asks(condition, target, "IsNaN"),
    };

    private static bool Asks(ExpressionSyntax condition, ExpressionSyntax target, string name) =>
        condition is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call, ArgumentList.Arguments: { Count: 1 } arguments } &&
        call.Name.Identifier.ValueText == name && SyntaxFactory.AreEquivalent(arguments[0].Expression, target);

    private static bool IsNeverRead(VariableDeclaratorSyntax local, RuleContext context)
    {
        SemanticModel model = context.Session.ModelOf(local.SyntaxTree);
        return model.GetDeclaredSymbol(local, context.Token) is ILocalSymbol symbol && !LocalUses.Of(symbol, local, model, context.Token).Any();
    }
}

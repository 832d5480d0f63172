using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary><c>p > 0 ? log(p) : -700</c>: the probability that has underflowed gets another value, so the logarithm is never -∞.</summary>
internal static class PositiveArms
{
    /// <summary>Whether a logarithm stands where its argument has been found positive, and something else where it is not.</summary>
    /// <param name="log">The call.</param>
    public static bool Has(SyntaxNode log)
    {
        if (log is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments })
            return false;
        SyntaxNode argument = LocalUses.Unwrapped(arguments[0].Expression);
        for (SyntaxNode at = log; at.Parent is { } around and not MemberDeclarationSyntax; at = around)
            if (around switch
            {
                ConditionalExpressionSyntax choice when choice.WhenTrue == at => IsPositive(choice.Condition, argument),
                IfStatementSyntax { Else: not null } branch when branch.Statement == at => IsPositive(branch.Condition, argument),
                _ => false,
            })
                return true;
        return false;
    }

    private static bool IsPositive(ExpressionSyntax condition, SyntaxNode argument) => LocalUses.Unwrapped(condition) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsPositive(both.Left, argument) || IsPositive(both.Right, argument),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } larger => IsIt(larger.Left, argument),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression } smaller => IsIt(smaller.Right, argument),
        _ => false,
    };

    private static bool IsIt(SyntaxNode side, SyntaxNode argument) => SyntaxFactory.AreEquivalent(LocalUses.Unwrapped(side), argument);
}

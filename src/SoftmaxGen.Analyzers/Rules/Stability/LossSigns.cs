using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>Tells a loss from a likelihood: whether what is computed is taken with a minus before it leaves the member.</summary>
internal static class LossSigns
{
    private const int MostLocals = 3;

    /// <summary>Whether a value is negated on its way into a sum, a local, an element or the result.</summary>
    public static bool IsNegated(ExpressionSyntax value, SyntaxNode member) => IsNegated(value, member, MostLocals);

    private static bool IsNegated(ExpressionSyntax value, SyntaxNode member, int locals)
    {
        bool negative = false;
        for (SyntaxNode at = value; at.Parent is { } parent; at = parent)
            switch (parent)
            {
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression }:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference when difference.Right == at:
                    negative = !negative;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } scaled:
                    negative ^= IsMinus(scaled.Left == at ? scaled.Right : scaled.Left);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } or ParenthesizedExpressionSyntax or CastExpressionSyntax:
                case ConditionalExpressionSyntax choice when choice.Condition != at:
                // x.Log().Sum()
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" or "Mean" or "Average" } or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" or "Mean" or "Average" } } when IsReceiver(at, parent):
                    break;
                // o.Select((p, i) => log(p[y[i]])).Sum()
                case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" or "Zip" or "Sum" or "Mean" or "Average" } } call } }:
                    parent = call;
                    break;
                case AssignmentExpressionSyntax assignment when assignment.Right == at:
                    negative ^= assignment.IsKind(SyntaxKind.SubtractAssignmentExpression);
                    return negative || assignment.Left is IdentifierNameSyntax name && IsNegatedLater(name.Identifier.ValueText, assignment, member, locals);
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local }:
                    return negative || IsNegatedLater(local.Identifier.ValueText, local, member, locals);
                default:
                    return negative;
            }
        return negative;
    }

    // loss += log(p); … return -loss / n; or loss /= -n.
    private static bool IsNegatedLater(string local, SyntaxNode from, SyntaxNode member, int locals)
    {
        if (locals == 0)
            return false;
        foreach (IdentifierNameSyntax use in member.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (use.SpanStart >= from.Span.End && use.Identifier.ValueText == local &&
                (use.Parent is AssignmentExpressionSyntax changed && changed.Left == use
                    ? changed.Kind() is SyntaxKind.MultiplyAssignmentExpression or SyntaxKind.DivideAssignmentExpression && IsMinus(changed.Right)
                    : IsNegated(use, member, locals - 1)))
                return true;
        return false;
    }

    private static bool IsReceiver(SyntaxNode value, SyntaxNode user) => user is MemberAccessExpressionSyntax access ? access.Expression == value : user is InvocationExpressionSyntax call && call.Expression == value;

    private static bool IsMinus(ExpressionSyntax factor) => factor switch
    {
        ParenthesizedExpressionSyntax inner => IsMinus(inner.Expression),
        CastExpressionSyntax cast => IsMinus(cast.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.MultiplyExpression } product => IsMinus(product.Left) ^ IsMinus(product.Right),
        _ => false,
    };
}

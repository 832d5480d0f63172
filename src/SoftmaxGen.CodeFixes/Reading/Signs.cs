using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>What is never negative, as far as the expression itself shows it.</summary>
internal static class Signs
{
    /// <summary>Whether the expression is 0, positive, or NaN.</summary>
    public static bool IsNonNegative(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Code.Bare(expression);
        if (Numbers.Value(bare, model) is { } value)
            return value >= 0;
        switch (bare)
        {
            case InvocationExpressionSyntax:
                return MathCall.Read(bare, model) is { Function: "Exp" or "Abs" or "Sqrt" or "Cosh" };
            case BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.AddExpression
                or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression:
                return (IsNonNegative(binary.Left, model) && IsNonNegative(binary.Right, model))
                    || (binary.IsKind(SyntaxKind.MultiplyExpression) && Code.Same(binary.Left, binary.Right));
            case IdentifierNameSyntax:
                return Local.Read(bare, model) is { } local && IsNonNegative(local.Value, model);
            default:
                return false;
        }
    }
}

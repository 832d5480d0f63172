using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>What constants are.</summary>
internal static class Numbers
{
    /// <summary>Whether an expression is the constant 1, in whatever type.</summary>
    public static bool IsOne(ExpressionSyntax expression, SemanticModel model) => Is(expression, 1, "One", model);

    /// <summary>Whether an expression is the constant 0, in whatever type.</summary>
    public static bool IsZero(ExpressionSyntax expression, SemanticModel model) => Is(expression, 0, "Zero", model);

    /// <summary>Whether an expression is the constant 2, in whatever type.</summary>
    public static bool IsTwo(ExpressionSyntax expression, SemanticModel model) => Value(expression, model) == 2;

    /// <summary>The value of a constant number.</summary>
    public static double? Value(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Code.Bare(expression);
        if (bare is CastExpressionSyntax cast && model.GetConstantValue(bare) is { HasValue: false })
            bare = cast.Expression;
        return model.GetConstantValue(bare) is { HasValue: true, Value: IConvertible value and not (string or char or bool) }
            ? value.ToDouble(CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The p of <c>1 - p</c>, or null.</summary>
    public static ExpressionSyntax? ComplementOf(ExpressionSyntax expression, SemanticModel model) =>
        Code.Bare(expression) is BinaryExpressionSyntax rest && rest.IsKind(SyntaxKind.SubtractExpression) && IsOne(rest.Left, model) ? rest.Right : null;

    /// <summary>The other term of a sum with 1, <c>1 + x</c> or <c>x + 1</c>, or null.</summary>
    public static ExpressionSyntax? BesideOne(ExpressionSyntax expression, SemanticModel model) =>
        Code.Bare(expression) is not BinaryExpressionSyntax sum || !sum.IsKind(SyntaxKind.AddExpression) ? null
        : IsOne(sum.Left, model) ? sum.Right : IsOne(sum.Right, model) ? sum.Left : null;

    private static bool Is(ExpressionSyntax expression, double value, string name, SemanticModel model) =>
        Value(expression, model) == value
        || (Code.Bare(expression) is MemberAccessExpressionSyntax access
            && access.Name.Identifier.Text == name
            && model.GetSymbolInfo(access).Symbol is IPropertySymbol { IsStatic: true } property
            && property.ContainingNamespace.ToDisplayString() is "System" or "System.Numerics");
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace SoftmaxGen.CodeFixes.Writing;

/// <summary>Small pieces of C#, with parentheses exactly where they are needed.</summary>
internal static class Code
{
    /// <summary>Parses an expression; what it holds of the user's own code keeps its comments.</summary>
    public static ExpressionSyntax Expression(string text) => ParseExpression(text);

    /// <summary>Text of an expression as an operand of <c>*</c>, <c>/</c>, unary minus or a member access.</summary>
    public static string Tight(ExpressionSyntax expression) =>
        IsPrimary(Bare(expression)) ? Text(expression) : "(" + Text(expression) + ")";

    /// <summary>Text of an expression as the left operand of <c>+</c> or <c>-</c>.</summary>
    public static string Left(ExpressionSyntax expression) => Bare(expression) switch
    {
        BinaryExpressionSyntax binary when IsAdditive(binary) || IsMultiplicative(binary) => Text(expression),
        PrefixUnaryExpressionSyntax or CastExpressionSyntax => Text(expression),
        _ => Tight(expression),
    };

    /// <summary>Text of an expression as the right operand of <c>+</c> or <c>-</c>.</summary>
    public static string Right(ExpressionSyntax expression) => Bare(expression) switch
    {
        BinaryExpressionSyntax binary when IsMultiplicative(binary) => Text(expression),
        CastExpressionSyntax => Text(expression),
        _ => Tight(expression),
    };

    /// <summary>Text of the negation.</summary>
    public static string Negated(ExpressionSyntax expression) => Bare(expression) switch
    {
        PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression) => Text(minus.Operand),
        BinaryExpressionSyntax difference when difference.IsKind(SyntaxKind.SubtractExpression)
            => $"{Left(difference.Right)} - {Right(difference.Left)}",
        CastExpressionSyntax => "-" + Text(expression),
        _ => "-" + Tight(expression),
    };

    /// <summary>The text without the trivia around it, and without parentheses around all of it.</summary>
    public static string Text(ExpressionSyntax expression) => Bare(expression).WithoutTrivia().ToString();

    /// <summary>The expression without the parentheses around it.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parentheses)
            expression = parentheses.Expression;
        return expression;
    }

    /// <summary>Whether two expressions are written the same, but for the parentheses around them.</summary>
    public static bool Same(ExpressionSyntax left, ExpressionSyntax right) => AreEquivalent(Bare(left), Bare(right));

    /// <summary>The expression without conversions between numbers, and without parentheses.</summary>
    public static ExpressionSyntax Uncast(ExpressionSyntax expression)
    {
        expression = Bare(expression);
        while (expression is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword or (int)SyntaxKind.DoubleKeyword } } cast)
            expression = Bare(cast.Expression);
        return expression;
    }

    /// <summary>The expression, in parentheses where the place of another needs them.</summary>
    public static ExpressionSyntax FitFor(ExpressionSyntax place, ExpressionSyntax expression)
    {
        expression = expression.WithoutTrivia();
        bool fits = place.Parent switch
        {
            BinaryExpressionSyntax binary when binary.Left == place && IsAdditive(binary) =>
                Left(expression) == expression.ToString(),
            BinaryExpressionSyntax binary when IsAdditive(binary) => Right(expression) == expression.ToString(),
            BinaryExpressionSyntax binary when IsMultiplicative(binary) && binary.Left == place
                && expression is BinaryExpressionSyntax inner && IsMultiplicative(inner) => true,
            BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax
                or MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or AwaitExpressionSyntax
                or ElementAccessExpressionSyntax or SwitchExpressionSyntax or IsPatternExpressionSyntax =>
                IsPrimary(expression),
            ConditionalExpressionSyntax conditional when conditional.Condition == place => IsPrimary(expression),
            _ => true,
        };
        return fits ? expression : ParenthesizedExpression(expression);
    }

    private static bool IsPrimary(ExpressionSyntax expression) => expression is
        IdentifierNameSyntax or GenericNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax
        or ElementAccessExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax
        or ThisExpressionSyntax or BaseExpressionSyntax or TupleExpressionSyntax or DefaultExpressionSyntax
        or ObjectCreationExpressionSyntax or PredefinedTypeSyntax or CheckedExpressionSyntax;

    private static bool IsAdditive(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression;

    private static bool IsMultiplicative(BinaryExpressionSyntax binary) =>
        binary.Kind() is SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression;
}

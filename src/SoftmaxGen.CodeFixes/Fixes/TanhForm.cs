using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// The tanh part of SMG1008: <c>(e^x - e^-x) / (e^x + e^-x)</c>, <c>(e^2x - 1) / (e^2x + 1)</c> and <c>(1 - e^-2x) / (1 + e^-2x)</c>
/// become the function that they are.
/// </summary>
internal static class TanhForm
{
    /// <summary>Plans the change of one quotient, or returns null.</summary>
    public static FixPlan? Plan(BinaryExpressionSyntax ratio, SemanticModel model)
    {
        if (Code.Bare(ratio.Left) is not BinaryExpressionSyntax difference
            || Code.Bare(ratio.Right) is not BinaryExpressionSyntax sum
            || !difference.IsKind(SyntaxKind.SubtractExpression)
            || !sum.IsKind(SyntaxKind.AddExpression)
            || !(Code.Same(difference.Left, sum.Left) && Code.Same(difference.Right, sum.Right)
                || Code.Same(difference.Left, sum.Right) && Code.Same(difference.Right, sum.Left)))
        {
            return null;
        }

        Held? first = Term(difference.Left, ratio, model);
        Held? second = Term(difference.Right, ratio, model);
        if ((first is null && !Numbers.IsOne(difference.Left, model))
            || (second is null && !Numbers.IsOne(difference.Right, model))
            || (first ?? second)?.Call is not { } call
            || !call.Home.Has("Tanh")
            || Argument(first?.Call, second?.Call, model) is not { } argument)
        {
            return null;
        }

        FixPlan plan = new FixPlan("Use tanh").Replace(ratio, Code.Expression(call.Home.Call("Tanh", argument)));
        first?.RemoveFrom(plan);
        second?.RemoveFrom(plan);
        return plan;
    }

    // An exponential; held in a local only if that goes.
    private static Held? Term(ExpressionSyntax expression, BinaryExpressionSyntax ratio, SemanticModel model) =>
        Held.Read(expression, ratio, model) is { } held && (held.Local is not null || held.Call.Node == Code.Bare(expression)) ? held : null;

    private static string? Argument(MathCall? first, MathCall? second, SemanticModel model)
    {
        if (first is not null && second is not null)
        {
            // tanh(u) for e^u - e^-u.
            return first.Home.IsSame(second.Home)
                && (IsNegated(first.Argument, second.Argument) || IsNegated(second.Argument, first.Argument))
                    ? Code.Text(first.Argument) : null;
        }

        // tanh(u / 2) for e^u - 1; tanh(-u / 2) for 1 - e^u.
        string? half = Half((first ?? second)!, model);
        return half is null || first is not null ? half
            : Code.Negated(SyntaxFactory.ParseExpression(half));
    }

    // Half of the argument: 2 * x is x, and so is x + x.
    private static string? Half(MathCall call, SemanticModel model)
    {
        ExpressionSyntax argument = Code.Bare(call.Argument);
        bool negative = argument is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression);
        if (negative)
            argument = Code.Bare(((PrefixUnaryExpressionSyntax)argument).Operand);
        ExpressionSyntax? half = argument switch
        {
            BinaryExpressionSyntax product when product.IsKind(SyntaxKind.MultiplyExpression) =>
                Numbers.Value(product.Left, model) is 2 or -2 ? product.Right
                : Numbers.Value(product.Right, model) is 2 or -2 ? product.Left : null,
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && Code.Same(sum.Left, sum.Right) => sum.Left,
            _ => null,
        };
        if (half is null)
        {
            return call.Home.IsPlain && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(argument).Type, call.Home.Element)
                ? (negative ? "-" : "") + Code.Tight(argument) + " / 2" : null;
        }

        negative ^= argument is BinaryExpressionSyntax binary
            && (Numbers.Value(binary.Left, model) is -2 || Numbers.Value(binary.Right, model) is -2);
        return negative ? Code.Negated(half) : Code.Text(half);
    }

    private static bool IsNegated(ExpressionSyntax positive, ExpressionSyntax negative) =>
        Code.Bare(negative) is PrefixUnaryExpressionSyntax minus
        && minus.IsKind(SyntaxKind.UnaryMinusExpression)
        && Code.Same(positive, minus.Operand);
}

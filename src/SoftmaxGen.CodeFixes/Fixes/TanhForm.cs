using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// The tanh part of SMG1008: <c>(e^x - e^-x) / (e^x + e^-x)</c>, <c>(e^2x - 1) / (e^2x + 1)</c>, <c>(1 - e^-2x) / (1 + e^-2x)</c>
/// and <c>sinh(x) / cosh(x)</c> become the function that they are, and what is turned upside down becomes <c>1 / tanh</c>; with
/// whatever factor the numerator has.
/// </summary>
internal static class TanhForm
{
    /// <summary>Plans the change of one quotient, or returns null.</summary>
    public static FixPlan? Plan(BinaryExpressionSyntax ratio, SemanticModel model)
    {
        List<ExpressionSyntax> factors = Product.Of(ratio.Left);
        return OfLibrary(ratio, factors, "Sinh", "Cosh", model)
            ?? OfLibrary(ratio, factors, "Cosh", "Sinh", model)
            ?? OfExponentials(ratio, factors, model);
    }

    // sinh(x) / cosh(x), both by the library.
    private static FixPlan? OfLibrary(BinaryExpressionSyntax ratio, List<ExpressionSyntax> factors, string top, string bottom, SemanticModel model)
    {
        if (Held.Called(ratio.Right, bottom, model) is not { } below)
            return null;
        int at = factors.FindIndex(factor => Held.Called(factor, top, model) is { } above
            && above.IsLike(below) && Code.Same(above.Call.Argument, below.Call.Argument));
        return at < 0 ? null : Plan(ratio, factors, at, below, Code.Text(below.Call.Argument), top == "Cosh", model);
    }

    private static FixPlan? OfExponentials(BinaryExpressionSyntax ratio, List<ExpressionSyntax> factors, SemanticModel model)
    {
        if (Code.Bare(ratio.Right) is not BinaryExpressionSyntax below)
            return null;
        int at = factors.FindIndex(factor => factor is BinaryExpressionSyntax above && (IsOfTheSame(above, below) || IsOfTheSame(below, above)));
        if (at < 0)
            return null;
        bool upsideDown = below.IsKind(SyntaxKind.SubtractExpression);
        BinaryExpressionSyntax difference = upsideDown ? below : (BinaryExpressionSyntax)factors[at];
        Held? first = Held.Read(difference.Left, ratio, model);
        Held? second = Held.Read(difference.Right, ratio, model);
        if ((first is null && !Numbers.IsOne(difference.Left, model))
            || (second is null && !Numbers.IsOne(difference.Right, model))
            || (first ?? second) is not { } held
            || Argument(first, second, model) is not { } argument
            || Plan(ratio, factors, at, held, argument, upsideDown, model) is not { } plan)
        {
            return null;
        }

        first?.RemoveFrom(plan);
        second?.RemoveFrom(plan);
        return plan;
    }

    // The tanh takes the place of one factor, or stands below the others.
    private static FixPlan? Plan(
        BinaryExpressionSyntax ratio, List<ExpressionSyntax> factors, int at, Held held, string argument, bool upsideDown, SemanticModel model)
    {
        if (!held.Call.Home.Has("Tanh")
            || (upsideDown && !held.Call.Home.IsPlain)
            || Product.Without(factors, at, "1", model) is not { } above)
        {
            return null;
        }

        string tanh = held.Sister("Tanh", argument);
        return new FixPlan("Use tanh").Replace(ratio, Code.Expression(
            upsideDown ? $"{above} / {tanh}" : factors.Count > 1 ? $"{above} * {tanh}" : tanh));
    }

    // a - b and a + b, in whatever order the sum has them.
    private static bool IsOfTheSame(BinaryExpressionSyntax difference, BinaryExpressionSyntax sum) =>
        difference.IsKind(SyntaxKind.SubtractExpression) && sum.IsKind(SyntaxKind.AddExpression)
        && ((Code.Same(difference.Left, sum.Left) && Code.Same(difference.Right, sum.Right))
            || (Code.Same(difference.Left, sum.Right) && Code.Same(difference.Right, sum.Left)));

    private static string? Argument(Held? first, Held? second, SemanticModel model)
    {
        if (first is not null && second is not null)
        {
            // tanh(u) for e^u - e^-u.
            return first.IsLike(second)
                && (IsNegated(first.Call.Argument, second.Call.Argument) || IsNegated(second.Call.Argument, first.Call.Argument))
                    ? Code.Text(first.Call.Argument) : null;
        }

        // tanh(u / 2) for e^u - 1; tanh(-u / 2) for 1 - e^u.
        string? half = Half((first ?? second)!.Call, model);
        return half is null || first is not null ? half
            : Code.Negated(SyntaxFactory.ParseExpression(half));
    }

    /// <summary>Half of the argument: of 2 * x it is x, and of x + x; null where it cannot be written.</summary>
    public static string? Half(MathCall call, SemanticModel model)
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
            // Half of a whole number would be a whole number.
            return call.Home.IsPlain && Product.IsFloating(argument, model)
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

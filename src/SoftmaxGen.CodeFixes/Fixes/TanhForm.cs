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
            || !(Same(difference.Left, sum.Left) && Same(difference.Right, sum.Right)
                || Same(difference.Left, sum.Right) && Same(difference.Right, sum.Left)))
        {
            return null;
        }

        Term? first = Term.Read(difference.Left, ratio, model);
        Term? second = Term.Read(difference.Right, ratio, model);
        MathCall? call = first?.Call ?? second?.Call;
        if (first is null || second is null || call is null || !call.Home.Has("Tanh"))
            return null;
        string? argument = Argument(first, second, model);
        if (argument is null)
            return null;
        string text = call.Home.Call("Tanh", argument);
        FixPlan plan = new FixPlan("Use tanh").Replace(ratio, Code.Expression(text));
        foreach (Local local in new[] { first.Held, second.Held }.OfType<Local>())
            plan.Remove(local.Declaration!);
        return plan;
    }

    private static string? Argument(Term first, Term second, SemanticModel model)
    {
        if (first.Call is { } up && second.Call is { } down)
        {
            // tanh(u) for e^u - e^-u.
            return up.Home.IsSame(down.Home)
                && (IsNegated(up.Argument, down.Argument) || IsNegated(down.Argument, up.Argument))
                    ? Code.Text(up.Argument) : null;
        }

        // tanh(u / 2) for e^u - 1; tanh(-u / 2) for 1 - e^u.
        MathCall one = (first.Call ?? second.Call)!;
        string? half = Half(one, model);
        return half is null || first.Call is not null ? half
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
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && Same(sum.Left, sum.Right) => sum.Left,
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
        && Same(positive, minus.Operand);

    private static bool Same(ExpressionSyntax left, ExpressionSyntax right) =>
        SyntaxFactory.AreEquivalent(Code.Bare(left), Code.Bare(right));

    // One of the two terms: the constant 1 (no call), or an exponential, perhaps held in a local that is used nowhere else.
    private sealed record Term(MathCall? Call, Local? Held)
    {
        public static Term? Read(ExpressionSyntax expression, SyntaxNode ratio, SemanticModel model)
        {
            if (Numbers.IsOne(expression, model))
                return new Term(null, null);
            if (MathCall.Read(expression, "Exp", model) is { } call)
                return Purity.IsPure(call.Argument, model) ? new Term(call, null) : null;
            return Local.Read(expression, model) is { Declaration: { Parent: BlockSyntax } declaration } local
                && local.IsUsedOnlyIn(ratio)
                && MathCall.Read(local.Value, "Exp", model) is { } held
                && Purity.IsPure(held.Argument, model)
                && Writes.IsUnchanged(held.Argument, declaration, ratio, model)
                    ? new Term(held, local) : null;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// The sigmoid part of SMG1008: <c>f * e^x / (1 + e^x)</c> becomes <c>f / (1 + e^-x)</c>, and the slope <c>f * e^x / (1 + e^x)²</c>
/// becomes <c>f / ((1 + e^x) * (1 + e^-x))</c>, where a factor of the denominator may be infinite, but no numerator is.
/// </summary>
internal static class SigmoidForm
{
    /// <summary>Plans the change of one quotient, or returns null.</summary>
    public static FixPlan? Plan(BinaryExpressionSyntax ratio, SemanticModel model)
    {
        ExpressionSyntax? squared = Squared(ratio.Right, model);
        if (Code.Bare(squared ?? ratio.Right) is not BinaryExpressionSyntax sum
            || Numbers.BesideOne(sum, model) is not { } exponential
            || Product.Of(ratio.Left) is var factors && factors.FindIndex(factor => Code.Same(factor, exponential)) is var at && at < 0)
        {
            return null;
        }

        bool oneFirst = Numbers.IsOne(sum.Left, model);
        string one = Code.Text(oneFirst ? sum.Left : sum.Right);
        // x * σ(x) has the slope e^x (1 + e^x + x) / (1 + e^x)², which is (1 + x / (1 + e^x)) / (1 + e^-x).
        int swish = squared is null ? -1 : factors.FindIndex(factor => Mentions(factor, exponential) && !Code.Same(factor, exponential));
        string? rest = swish < 0 ? null : Beyond(factors[swish], sum);
        if ((swish >= 0 && rest is null) || factors.Where((_, i) => i != at && i != swish).Any(factor => Mentions(factor, exponential)))
            return null;
        if (Product.Without(factors, at, one, model, swish, $"({one} + {rest} / ({Code.Text(sum)}))") is not { } above)
            return null;
        if (squared is not null)
        {
            if (Inverse(exponential, ratio, model) is not { } inverse)
                return null;
            return swish < 0
                ? new FixPlan("Use 1 / ((1 + exp(x)) * (1 + exp(-x)))").Replace(ratio, Code.Expression($"{above} / (({Code.Text(sum)}) * ({OneAnd(inverse)}))"))
                : new FixPlan("Use 1 / (1 + exp(-x))").Replace(ratio, Code.Expression($"{above} / ({OneAnd(inverse)})"));
        }

        FixPlan plan = new("Use 1 / (1 + exp(-x))");
        // Held in a local for this alone: its value changes.
        if (Local.Read(exponential, model) is { Declaration: { }, Uses.Count: 2 } local
            && local.IsUsedOnlyIn(ratio)
            && Exponential(local.Value, model) is { } held)
        {
            return plan.Replace(local.Value, With(local.Value, held, model)).Replace(ratio, Code.Expression($"{above} / ({OneAnd(exponential)})"));
        }

        return Inverse(exponential, ratio, model) is { } negated ? plan.Replace(ratio, Code.Expression($"{above} / ({OneAnd(negated)})")) : null;

        string OneAnd(ExpressionSyntax value) => oneFirst ? $"{one} + {Code.Right(value)}" : $"{Code.Left(value)} + {one}";
    }

    private static bool Mentions(ExpressionSyntax expression, ExpressionSyntax exponential) =>
        expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => Code.Same(part, exponential));

    // What a sum has beyond another sum of two terms: x for 1 + e + x and 1 + e.
    private static string? Beyond(ExpressionSyntax longer, BinaryExpressionSyntax sum)
    {
        List<ExpressionSyntax> terms = new();
        Add(longer);
        return terms.RemoveAll(term => Code.Same(term, sum.Left)) == 1 && terms.RemoveAll(term => Code.Same(term, sum.Right)) == 1 && terms.Count == 1
            ? Code.Tight(terms[0]) : null;

        void Add(ExpressionSyntax part)
        {
            if (Code.Bare(part) is BinaryExpressionSyntax inner && inner.IsKind(SyntaxKind.AddExpression))
            {
                Add(inner.Left);
                Add(inner.Right);
            }
            else
            {
                terms.Add(Code.Bare(part));
            }
        }
    }

    // e^-x. The argument is evaluated where it was before, or where the local is used that holds the exponential.
    private static ExpressionSyntax? Inverse(ExpressionSyntax exponential, ExpressionSyntax place, SemanticModel model) =>
        Exponential(exponential, model) is { } call ? Purity.IsPure(call.Argument, model) ? With(exponential, call, model) : null
        : Held.Read(exponential, place, model) is { } held ? Code.Expression(held.Cast + With(held.Call.Node, held.Call, model))
        : null;

    // The p of Math.Pow(p, 2) and p * p, where that is of p's own type.
    private static ExpressionSyntax? Squared(ExpressionSyntax expression, SemanticModel model) => Code.Bare(expression) switch
    {
        BinaryExpressionSyntax product when product.IsKind(SyntaxKind.MultiplyExpression) && Code.Same(product.Left, product.Right) => product.Left,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } call
            when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Pow" } method
                && MathHome.Of(method, call.Expression) is { } home
                && Numbers.IsTwo(arguments[1].Expression, model)
                && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(arguments[0].Expression).Type, home.Element) => arguments[0].Expression,
        _ => null,
    };

    // The exponential, also when it is cast: (float)Math.Exp(x).
    private static MathCall? Exponential(ExpressionSyntax expression, SemanticModel model) =>
        Code.Bare(expression) is CastExpressionSyntax cast && Purity.IsNumber(model.GetTypeInfo(cast).Type)
            ? MathCall.Read(cast.Expression, "Exp", model)
            : MathCall.Read(expression, "Exp", model);

    private static ExpressionSyntax With(ExpressionSyntax whole, MathCall call, SemanticModel model) =>
        Code.Bare(whole).ReplaceNode(call.Node, call.With(Code.Negated(Plain(call, model))));

    // The negation of an int may overflow, and that of an unsigned number is none: it becomes the function's type first.
    private static ExpressionSyntax Plain(MathCall call, SemanticModel model) =>
        Product.IsFloating(call.Argument, model) ? call.Argument : call.Operand(model);
}

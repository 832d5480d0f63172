using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1018: <c>p * log(p)</c>, <c>p * log(p / q)</c> and <c>p * (log(p) - log(q))</c> become <c>p == 0 ? 0 : p * log(p)</c>, which is
/// their limit at 0, and <c>t * log(p)</c> becomes <c>t == 0 ? 0 : t * log(p)</c>: a class that is not wanted costs nothing, whatever p is. Where
/// reading p or t once more changes nothing.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class EntropyTermFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public EntropyTermFix()
        : base("SMG1018")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (BinaryExpressionSyntax product in site.Candidates().OfType<BinaryExpressionSyntax>())
        {
            if (IsProduct(product, site.Model)
                && (Factor(product.Left, product.Right, site.Model) ?? Factor(product.Right, product.Left, site.Model)) is { } p
                && !IsGuarded(product, p))
            {
                return new FixPlan("Take 0 at 0").Replace(product, Guarded(product, p, site.Model));
            }
        }

        return CrossEntropy(site);
    }

    // t * log(p), and (1 - t) * log(1 - p) beside it. One of them alone may stand in another statement, which would be left as it is.
    private static FixPlan? CrossEntropy(FixSite site)
    {
        ExpressionSyntax whole = site.Node;
        while (whole.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression })
            whole = (ExpressionSyntax)whole.Parent;
        if (whole.Parent is BinaryExpressionSyntax around && IsSum(around) && IsProduct(Positive(Other(around, whole)), site.Model)
            && Target((BinaryExpressionSyntax)Positive(Other(around, whole)), site.Model) is not null)
        {
            whole = around;
        }

        FixPlan plan = new("Take 0 at 0");
        ExpressionSyntax inside = Positive(whole);
        foreach (ExpressionSyntax term in inside is BinaryExpressionSyntax sum && IsSum(sum) ? new[] { Positive(sum.Left), Positive(sum.Right) } : new[] { inside })
        {
            if (term is not BinaryExpressionSyntax product || !IsProduct(product, site.Model)
                || Target(product, site.Model) is not { } t || IsGuarded(product, t))
            {
                return null;
            }

            plan.Replace(product, Guarded(product, t, site.Model));
        }

        return plan;
    }

    private static bool IsSum(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression;

    private static ExpressionSyntax Other(BinaryExpressionSyntax sum, ExpressionSyntax side) => sum.Left == side ? sum.Right : sum.Left;

    private static bool IsProduct(ExpressionSyntax expression, SemanticModel model) =>
        expression.IsKind(SyntaxKind.MultiplyExpression)
        && model.GetTypeInfo(expression).Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    // p == 0 ? 0 : p * log(p); of 1 - t it is t that is looked at.
    private static ExpressionSyntax Guarded(BinaryExpressionSyntax product, ExpressionSyntax factor, SemanticModel model) =>
        Code.Expression(Numbers.ComplementOf(factor, model) is { } t
            ? $"{Code.Tight(t)} == 1 ? 0 : {product.WithoutTrivia()}"
            : $"{Code.Tight(factor)} == 0 ? 0 : {product.WithoutTrivia()}");

    // The p of p · log p, be it negated, and its logarithm of any base.
    private static ExpressionSyntax? Factor(ExpressionSyntax factor, ExpressionSyntax other, SemanticModel model)
    {
        if (Code.Bare(other) is BinaryExpressionSyntax difference && difference.IsKind(SyntaxKind.SubtractExpression) && LogarithmOf(difference.Right, model) is not null)
            other = difference.Left;
        if (LogarithmOf(other, model) is not { } inside || !Purity.IsPure(Positive(factor), model))
            return null;
        if (inside is BinaryExpressionSyntax ratio && ratio.IsKind(SyntaxKind.DivideExpression))
            inside = Code.Bare(ratio.Left);
        return SyntaxFactory.AreEquivalent(inside, Positive(factor)) ? Positive(factor) : null;
    }

    // The t of t · log p.
    private static ExpressionSyntax? Target(BinaryExpressionSyntax product, SemanticModel model)
    {
        ExpressionSyntax? t = LogarithmOf(product.Right, model) is not null ? Positive(product.Left)
            : LogarithmOf(product.Left, model) is not null ? Positive(product.Right) : null;
        return t is not null && Purity.IsPure(t, model) && model.GetConstantValue(t) is { HasValue: false } ? t : null;
    }

    private static ExpressionSyntax? LogarithmOf(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Positive(expression);
        if (bare is CastExpressionSyntax { Type: PredefinedTypeSyntax } cast)
            bare = Positive(cast.Expression);
        return bare is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } arguments } log
            && model.GetSymbolInfo(log).Symbol is IMethodSymbol { Name: "Log" or "Log2" or "Log10" } method
            && MathHome.Of(method, log.Expression) is not null
            && arguments.All(argument => Purity.IsPure(argument.Expression, model))
                ? Code.Bare(arguments[0].Expression) : null;
    }

    private static ExpressionSyntax Positive(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Code.Bare(expression);
        return bare is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression) ? Code.Bare(minus.Operand) : bare;
    }

    private static bool IsGuarded(BinaryExpressionSyntax product, ExpressionSyntax p) =>
        product.Ancestors().OfType<ConditionalExpressionSyntax>().Any(choice => choice.Condition.ToString().Contains(Code.Text(p)));
}

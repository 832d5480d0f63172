using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1018: <c>p * log(p)</c> and <c>p * log(p / q)</c> become <c>p == 0 ? 0 : p * log(p)</c>, which is their limit at 0, where
/// reading p once more changes nothing.
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
            if (!product.IsKind(SyntaxKind.MultiplyExpression)
                || site.Model.GetTypeInfo(product).Type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single)
                || (Factor(product.Left, product.Right, site.Model) ?? Factor(product.Right, product.Left, site.Model)) is not { } p
                || IsGuarded(product, p))
            {
                continue;
            }

            return new FixPlan("Take 0 at 0").Replace(
                product, Code.Expression($"{Code.Tight(p)} == 0 ? 0 : {product.WithoutTrivia()}"));
        }

        return null;
    }

    // The p of p · log p, be it negated, and its logarithm of any base.
    private static ExpressionSyntax? Factor(ExpressionSyntax factor, ExpressionSyntax other, SemanticModel model)
    {
        ExpressionSyntax p = Positive(factor);
        if (Positive(other) is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } arguments } log
            || model.GetSymbolInfo(log).Symbol is not IMethodSymbol { Name: "Log" or "Log2" or "Log10" } method
            || MathHome.Of(method, log.Expression) is null
            || !Purity.IsPure(p, model)
            || !arguments.All(argument => Purity.IsPure(argument.Expression, model)))
        {
            return null;
        }

        ExpressionSyntax inside = Code.Bare(arguments[0].Expression);
        if (inside is BinaryExpressionSyntax ratio && ratio.IsKind(SyntaxKind.DivideExpression))
            inside = Code.Bare(ratio.Left);
        return SyntaxFactory.AreEquivalent(inside, p) ? p : null;
    }

    private static ExpressionSyntax Positive(ExpressionSyntax expression)
    {
        ExpressionSyntax bare = Code.Bare(expression);
        return bare is PrefixUnaryExpressionSyntax minus && minus.IsKind(SyntaxKind.UnaryMinusExpression) ? Code.Bare(minus.Operand) : bare;
    }

    private static bool IsGuarded(BinaryExpressionSyntax product, ExpressionSyntax p) =>
        product.Ancestors().OfType<ConditionalExpressionSyntax>().Any(choice => choice.Condition.ToString().Contains(Code.Text(p)));
}

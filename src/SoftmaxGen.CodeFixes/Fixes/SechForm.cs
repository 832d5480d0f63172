using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// The part of SMG1008 for <c>2 * e^x / (e^2x + 1)</c> and <c>2 * e^x / (e^2x - 1)</c>, which become <c>1 / cosh(x)</c> and
/// <c>1 / sinh(x)</c>: these may be infinite below, and the quotient is then 0, as it should be.
/// </summary>
internal static class SechForm
{
    /// <summary>Plans the change of one quotient, or returns null.</summary>
    public static FixPlan? Plan(BinaryExpressionSyntax ratio, SemanticModel model)
    {
        if (Code.Bare(ratio.Right) is not BinaryExpressionSyntax below
            || (Numbers.BesideOne(below, model) ?? MinusOne(below, model)) is not { } square
            || Held.Read(square, ratio, model) is not { } squared)
        {
            return null;
        }

        List<ExpressionSyntax> factors = Product.Of(ratio.Left);
        for (int at = 0; at < factors.Count; at++)
        {
            string function = below.IsKind(SyntaxKind.SubtractExpression) ? "Sinh" : "Cosh";
            if (Held.Read(factors[at], ratio, model) is not { } single
                || !single.IsLike(squared) || !single.Call.Home.IsPlain || !single.Call.Home.Has(function)
                || TanhForm.Half(squared.Call, model) != Code.Text(single.Call.Argument))
            {
                continue;
            }

            // 2 · e^x / (e^2x + 1) is 1 / cosh(x).
            int two = factors.FindIndex(factor => Numbers.IsTwo(factor, model));
            string call = single.Sister(function, Code.Text(single.Call.Argument));
            string? above = two < 0 ? Product.Without(factors, at, "1", model)
                : Product.Without(factors.Where((_, i) => i != two).ToList(), at < two ? at : at - 1, "1", model);
            if (above is null)
                return null;
            FixPlan plan = new FixPlan($"Use 1 / {function.ToLowerInvariant()}(x)")
                .Replace(ratio, Code.Expression($"{above} / {(two < 0 ? $"(2 * {call})" : call)}"));
            single.RemoveFrom(plan);
            squared.RemoveFrom(plan);
            return plan;
        }

        return null;
    }

    private static ExpressionSyntax? MinusOne(BinaryExpressionSyntax difference, SemanticModel model) =>
        difference.IsKind(SyntaxKind.SubtractExpression) && Numbers.IsOne(difference.Right, model) ? difference.Left : null;
}

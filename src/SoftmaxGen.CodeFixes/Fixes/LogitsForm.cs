using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// <c>y log σ(z) + (1 - y) log(1 - σ(z))</c> as a whole is <c>y z - max(z, 0) - log1p(e^-|z|)</c>: a binary cross-entropy of logits.
/// </summary>
internal static class LogitsForm
{
    /// <summary>Plans the change of the sum that one of its logarithms is in, or returns null.</summary>
    public static FixPlan? Plan(FixSite site, string title)
    {
        SemanticModel model = site.Model;
        foreach (BinaryExpressionSyntax sum in site.Candidates().OfType<BinaryExpressionSyntax>())
        {
            if (!sum.IsKind(SyntaxKind.AddExpression)
                || Term(sum.Left, sum, model) is not { } left
                || Term(sum.Right, sum, model) is not { } right
                || left.IsComplement == right.IsComplement
                || left.Sigmoid.Logit != right.Sigmoid.Logit
                || !left.Log.Home.IsSame(right.Log.Home)
                || !left.Sigmoid.Home.IsSame(left.Log.Home))
            {
                continue;
            }

            (Part of, Part ofOther) = left.IsComplement ? (right, left) : (left, right);
            MathHome home = of.Log.Home;
            if (Numbers.ComplementOf(ofOther.Weight, model) is not { } complement
                || !Code.Same(complement, of.Weight)
                || !Purity.IsPure(of.Weight, model)
                || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(of.Weight).Type, home.Element)
                || !home.Has("Max", 2) || !home.Has("Abs"))
            {
                continue;
            }

            FixPlan plan = new(title);
            string z = of.Sigmoid.Logit;
            if (Helper.Log1P.Call(plan, site, sum, home, home.Call("Exp", "-" + home.Call("Abs", z))) is not { } log1P)
                return null;
            string tight = Code.Tight(Code.Expression(z));
            plan.Replace(sum, Code.Expression($"{Code.Tight(of.Weight)} * {tight} - {home.Call("Max", z, "0")} - {log1P}"));
            if (of.Sigmoid.Local is { Declaration: { Parent: BlockSyntax } declaration } local && local.IsUsedOnlyIn(sum))
                plan.Remove(declaration);
            return plan;
        }

        return null;
    }

    // y * log(p) or (1 - y) * log(1 - p), the factors in either order.
    private static Part? Term(ExpressionSyntax expression, SyntaxNode place, SemanticModel model)
    {
        if (Code.Bare(expression) is not BinaryExpressionSyntax product || !product.IsKind(SyntaxKind.MultiplyExpression))
            return null;
        (ExpressionSyntax weight, MathCall? log) = MathCall.Read(product.Right, "Log", model) is { } after
            ? (product.Left, after) : (product.Right, MathCall.Read(product.Left, "Log", model));
        if (log is null)
            return null;
        ExpressionSyntax? complement = Numbers.ComplementOf(log.Argument, model);
        return Sigmoid.Read(complement ?? log.Argument, place, model) is { } sigmoid ? new Part(Code.Bare(weight), log, sigmoid, complement is not null) : null;
    }

    private sealed record Part(ExpressionSyntax Weight, MathCall Log, Sigmoid Sigmoid, bool IsComplement);
}

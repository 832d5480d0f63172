using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>SMG1016: <c>e^a / e^b</c> becomes <c>e^(a - b)</c>; both arguments are still evaluated, in their order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ExpRatioFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public ExpRatioFix()
        : base("SMG1016")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (BinaryExpressionSyntax ratio in site.Candidates().OfType<BinaryExpressionSyntax>())
        {
            if (ratio.IsKind(SyntaxKind.DivideExpression)
                && MathCall.Read(ratio.Left, "Exp", site.Model) is { } top
                && MathCall.Read(ratio.Right, "Exp", site.Model) is { } bottom
                && top.Home.IsSame(bottom.Home))
            {
                return new FixPlan("Use exp(a - b)").Replace(ratio, top.With(
                    $"{Code.Left(top.Operand(site.Model))} - {Code.Right(bottom.Operand(site.Model))}"));
            }
        }

        return null;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1008: the sigmoid and its slope on the negated exponent, and tanh, coth, sech and csch by the library: one fix for all, as
/// <c>dotnet format</c> takes one fix for an ID.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RatioOfExponentialsFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public RatioOfExponentialsFix()
        : base("SMG1008")
    {
    }

    internal override FixPlan? Plan(FixSite site) => site.Candidates()
        .OfType<BinaryExpressionSyntax>()
        .Where(node => node.IsKind(SyntaxKind.DivideExpression))
        .Select(node => SigmoidForm.Plan(node, site.Model) ?? TanhForm.Plan(node, site.Model) ?? SechForm.Plan(node, site.Model))
        .FirstOrDefault(plan => plan is not null);
}

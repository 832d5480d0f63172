using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>SMG1012: an upper bound that is 1 in its type becomes the bound next below 1 that is a round number.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ClampBoundFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public ClampBoundFix()
        : base("SMG1012")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (InvocationExpressionSyntax call in site.Candidates().OfType<InvocationExpressionSyntax>())
        {
            if (site.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "Clamp" or "Min" } method
                || method.ReturnType.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double))
            {
                continue;
            }

            FixPlan plan = new("Use a bound below 1");
            bool found = false;
            foreach (ArgumentSyntax argument in call.ArgumentList.Arguments)
            {
                ExpressionSyntax bound = Code.Bare(argument.Expression);
                if (bound is LiteralExpressionSyntax || !IsOne(bound, method, site.Model))
                    continue;
                bool isSingle = site.Model.GetTypeInfo(bound).Type?.SpecialType == SpecialType.System_Single
                    || method.ReturnType.SpecialType == SpecialType.System_Single;
                plan.Replace(bound, Code.Expression(isSingle ? "1 - 1e-7f" : "1 - 1e-15"));
                found = true;
            }

            if (found)
                return plan;
        }

        return null;
    }

    // Of a constant the compiler has folded it; of a local that is given one, the declaration says it.
    private static bool IsOne(ExpressionSyntax bound, IMethodSymbol method, SemanticModel model)
    {
        ExpressionSyntax value = Local.Read(bound, model) is { Symbol.IsConst: false } local ? local.Value : bound;
        return Numbers.Value(value, model) is { } number
            && (method.ReturnType.SpecialType == SpecialType.System_Single ? (float)number == 1f : number == 1);
    }
}

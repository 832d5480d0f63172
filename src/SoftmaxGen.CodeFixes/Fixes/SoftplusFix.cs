using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>SMG1009: <c>log(1 + e^x)</c> becomes <c>max(x, 0) + log1p(e^-|x|)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SoftplusFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public SoftplusFix()
        : base("SMG1009")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (MathCall.Read(candidate, site.Model) is not { Function: "Log" or "LogP1" } log
                || Exponential(log, site.Model) is not { } exponential
                || Held.Read(exponential, log.Node, site.Model) is not { } held
                || !held.Call.Home.IsSame(log.Home)
                || !log.Home.Has("Max", 2)
                || !log.Home.Has("Abs"))
            {
                continue;
            }

            FixPlan plan = new("Use max(x, 0) + log1p(exp(-|x|))");
            MathHome home = log.Home;
            string x = Code.Text(held.Call.Operand(site.Model));
            string tail = home.Call("Exp", "-" + home.Call("Abs", x));
            if (Helper.Log1P.Call(plan, site, log.Node, home, tail) is not { } log1P)
                return null;
            plan.Replace(log.Node, Code.Expression($"{home.Call("Max", x, "0")} + {log1P}"));
            held.RemoveFrom(plan);
            return plan;
        }

        return null;
    }

    private static ExpressionSyntax? Exponential(MathCall log, SemanticModel model) =>
        log.Function == "LogP1" ? log.Argument : Numbers.BesideOne(log.Argument, model);
}

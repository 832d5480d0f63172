using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1005: <c>log σ(z)</c> becomes <c>min(z, 0) - log1p(e^-|z|)</c>, and <c>log(1 - σ(z))</c> the same of -z; a
/// cross-entropy of both becomes the logits form as a whole.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LogSigmoidFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public LogSigmoidFix()
        : base("SMG1005")
    {
    }

    internal override FixPlan? Plan(FixSite site) =>
        LogitsForm.Plan(site, "Take the loss from the logit") ?? Single(site);

    private static FixPlan? Single(FixSite site)
    {
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (MathCall.Read(candidate, "Log", site.Model) is not { } log)
                continue;
            ExpressionSyntax? complement = Numbers.ComplementOf(log.Argument, site.Model);
            if (Sigmoid.Read(complement ?? log.Argument, log.Node, site.Model) is not { } sigmoid
                || !sigmoid.Home.IsSame(log.Home)
                || !log.Home.Has("Max", 2) || !log.Home.Has("Min", 2) || !log.Home.Has("Abs"))
            {
                continue;
            }

            FixPlan plan = new("Take the logarithm from the logit");
            MathHome home = log.Home;
            string z = sigmoid.Logit;
            string tail = home.Call("Exp", "-" + home.Call("Abs", z));
            if (Helper.Log1P.Call(plan, site, log.Node, home, tail) is not { } log1P)
                return null;
            string hinge = complement is not null ? "-" + home.Call("Max", z, "0") : home.Call("Min", z, "0");
            plan.Replace(log.Node, Code.Expression($"{hinge} - {log1P}"));
            // The last user of the sigmoid takes it along.
            if (sigmoid.Local is { Declaration: { Parent: BlockSyntax } declaration } local && local.IsUsedOnlyIn(log.Node))
                plan.Remove(declaration);
            return plan;
        }

        return null;
    }
}

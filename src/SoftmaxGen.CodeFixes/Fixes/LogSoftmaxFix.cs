using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Kernels;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1003: <c>log(e^a / s)</c> becomes <c>a - log(s)</c>, also where the probability or the exponential is held in a local or in an
/// array; a local that nobody else needs goes. The sum is what it was: where it is not shifted, that is a finding of its own.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LogSoftmaxFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public LogSoftmaxFix()
        : base("SMG1003")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (ExpressionSyntax candidate in site.Candidates())
        {
            if (MathCall.Read(candidate, "Log", site.Model) is not { } log
                || TracedExponential.Read(log.Argument, site.Model) is not { Divisor: { } divisor } share
                || !share.Call.Home.IsSame(log.Home)
                || !SymbolEqualityComparer.Default.Equals(site.Model.GetTypeInfo(log.Argument).Type, log.Home.Element)
                || !site.Model.ClassifyConversion(divisor, log.Home.Element).IsImplicit
                || !share.CanMoveTo(log.Node, site.Model))
            {
                continue;
            }

            FixPlan plan = new FixPlan("Use log-softmax").Replace(
                log.Node, Code.Expression($"{share.Argument(site.Model)} - {log.Home.Call("Log", Code.Text(divisor))}"));
            List<SyntaxNode> gone = new() { log.Node };
            foreach (Local held in share.Locals.Reverse())
            {
                if (held is { Declaration: { Parent: BlockSyntax } declaration }
                    && held.Uses.All(use => gone.Any(node => node.Span.Contains(use.Span)))
                    && !Names.Of(held.Symbol, divisor, site.Model).Any())
                {
                    plan.Remove(declaration);
                    gone.Add(declaration);
                }
            }

            return plan;
        }

        return null;
    }

    internal override FixPlan? PlanKernel(FixSite site) => LogKernel.Plan(site, "Use a generated kernel");
}

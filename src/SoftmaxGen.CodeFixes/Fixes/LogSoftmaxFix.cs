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
/// SMG1003: <c>log(e^a / s)</c> becomes <c>a - log(s)</c>, also where the probability is held in a local that nobody else
/// needs, or in an array of them. The sum is what it was: where it is not shifted, that is a finding of its own.
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
            if (MathCall.Read(candidate, "Log", site.Model) is not { } log)
                continue;
            if (StoredSoftmax.Read(log.Argument, site.Model) is { } stored
                && stored.Home.IsSame(log.Home)
                && SymbolEqualityComparer.Default.Equals(site.Model.GetTypeInfo(log.Argument).Type, log.Home.Element))
            {
                return new FixPlan("Use log-softmax").Replace(
                    log.Node, Code.Expression($"{stored.Exponent} - {log.Home.Call("Log", Code.Text(stored.Sum))}"));
            }

            Local? held = Local.Read(log.Argument, site.Model);
            ExpressionSyntax inside = Code.Bare(held?.Value ?? log.Argument);
            if (inside is not BinaryExpressionSyntax ratio
                || !ratio.IsKind(SyntaxKind.DivideExpression)
                || MathCall.Read(ratio.Left, "Exp", site.Model) is not { } top
                || !top.Home.IsSame(log.Home)
                || !SymbolEqualityComparer.Default.Equals(site.Model.GetTypeInfo(ratio).Type, log.Home.Element)
                || (held is not null && !CanMove(held, ratio, log, site.Model)))
            {
                continue;
            }

            FixPlan plan = new FixPlan("Use log-softmax").Replace(log.Node, Code.Expression(
                $"{Code.Left(top.Operand(site.Model))} - {log.Home.Call("Log", Code.Text(ratio.Right))}"));
            if (held is { Declaration: { Parent: BlockSyntax } declaration } && held.IsUsedOnlyIn(log.Node))
                plan.Remove(declaration);
            return plan;
        }

        return null;
    }

    internal override FixPlan? PlanKernel(FixSite site) => LogKernel.Plan(site, "Use a generated kernel");

    private static bool CanMove(Local held, BinaryExpressionSyntax ratio, MathCall log, SemanticModel model) =>
        Purity.IsPure(ratio, model) && Writes.IsUnchanged(ratio, held.Value, log.Node, model);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SoftmaxGen.CodeFixes.Kernels;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Shift;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1001 and SMG1004: the maximum of the row is computed before its first exponential and subtracted in each; a
/// logarithm of their sum gets it back. Offered where it is proven that nothing else sees the exponentials.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SubtractMaximumFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public SubtractMaximumFix()
        : base("SMG1001", "SMG1004")
    {
    }

    internal override FixPlan? Plan(FixSite site) => ShiftPlan.Make(site, "Subtract the maximum");

    internal override FixPlan? PlanKernel(FixSite site) =>
        site.Diagnostic.Id == "SMG1001" ? LoopKernel.Plan(site, "Use a generated kernel") : null;
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SoftmaxGen.CodeFixes.Plans;

namespace SoftmaxGen.CodeFixes;

/// <summary>
/// The base of all fixes: one rule or a few, one change. A fix plans the change from the code at the diagnostic, and is
/// offered only when it can; so what is planned for code that it has mended already must be nothing.
/// </summary>
public abstract class StabilityFix : CodeFixProvider
{
    /// <summary>The equivalence key of the change to a generated kernel.</summary>
    internal const string KernelKey = "GeneratedKernel";

    private protected StabilityFix(params string[] ids) => FixableDiagnosticIds = ImmutableArray.Create(ids);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => OneByOneFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        FixSite? site = await FixSite.ReadAsync(
            context.Document, context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false);
        if (site is null)
            return;
        // The first that is registered is the one that dotnet format applies: it needs nothing but the language.
        foreach (string key in new[] { GetType().Name, KernelKey })
        {
            if (Plan(site, key) is { } plan)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(plan.Title, _ => Task.FromResult(plan.Apply(site)), key), context.Diagnostics);
            }
        }
    }

    /// <summary>Plans the change of that equivalence key.</summary>
    internal FixPlan? Plan(FixSite site, string? key) => key == KernelKey ? PlanKernel(site) : Plan(site);

    /// <summary>Plans the change, or returns null where it would not be right.</summary>
    internal abstract FixPlan? Plan(FixSite site);

    /// <summary>Plans a call of a generated kernel instead, or returns null where there can be none.</summary>
    internal virtual FixPlan? PlanKernel(FixSite site) => null;
}

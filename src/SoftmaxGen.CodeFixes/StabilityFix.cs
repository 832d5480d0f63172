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
        if (site is null || Plan(site) is not { } plan)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(plan.Title, _ => Task.FromResult(plan.Apply(site)), GetType().Name),
            context.Diagnostics);
    }

    /// <summary>Plans the change, or returns null where it would not be right.</summary>
    internal abstract FixPlan? Plan(FixSite site);
}

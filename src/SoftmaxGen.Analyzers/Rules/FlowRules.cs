using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>All rules, in the order of their numbers.</summary>
internal static class FlowRules
{
    public static readonly ImmutableArray<FlowRule> All = typeof(FlowRules).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(FlowRule)) && !t.IsAbstract)
        .Select(t => (FlowRule)Activator.CreateInstance(t))
        .OrderBy(r => r.Descriptor.Id, StringComparer.Ordinal)
        .ToImmutableArray();
}

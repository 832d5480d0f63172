using SoftmaxGen.Generator.Emission.Methods;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>What the kernels and methods of a compilation have in common: changes only when the first or last use of something comes or goes.</summary>
/// <param name="Any">Whether there is any kernel.</param>
/// <param name="Helpers">The helpers that some kernel calls.</param>
/// <param name="Labels">The types of labels that some method checks.</param>
internal sealed record SharedNeeds(bool Any, EquatableArray<HelperUse> Helpers, EquatableArray<LabelTypeValue> Labels)
{
    public static SharedNeeds Of(IEnumerable<EquatableArray<HelperUse>> helpers, IReadOnlyCollection<LabelType> labels) => new(
        labels.Count > 0,
        helpers.SelectMany(uses => uses).Distinct().OrderBy(u => u.Helper).ThenBy(u => u.Element).ToEquatableArray(),
        labels.Where(l => l != LabelType.None).Distinct().OrderBy(l => l).Select(l => new LabelTypeValue(l)).ToEquatableArray());
}

/// <summary>A label type as an equatable value (an enum by itself is not <see cref="IEquatable{T}"/>).</summary>
internal readonly record struct LabelTypeValue(LabelType Type);

/// <summary>The files that all kernels share.</summary>
internal static class SharedSources
{
    public static EquatableArray<EmittedSource> Emit(SharedNeeds needs, TargetFacts target)
    {
        if (!needs.Any)
        {
            return EquatableArray<EmittedSource>.Empty;
        }

        EmittedSource guard = GuardEmitter.Emit(needs.Labels.Select(l => l.Type), target);
        EmittedSource? helpers = HelperEmitter.Emit(needs.Helpers, target);
        return (helpers is null ? [guard] : new[] { guard, helpers }).ToEquatableArray();
    }
}

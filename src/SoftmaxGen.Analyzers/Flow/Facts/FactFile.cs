namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>What one text holds.</summary>
/// <param name="Lines">What methods do.</param>
/// <param name="Aliases">The names that types (or objects of them) usually go by: <c>tf</c>, <c>F</c>.</param>
internal sealed record FactFile(IReadOnlyList<FactLine> Lines, IReadOnlyList<(string Name, string TypeName)> Aliases);

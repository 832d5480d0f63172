using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>
/// The inputs that break what a rule is about, where the usual ones ([1000, 0], [-1000, -1001], [0, -800] and single numbers as
/// large) would not: they are tried first when a finding is run.
/// </summary>
internal sealed record RuleProbes(ImmutableArray<ImmutableArray<double>> Vectors, ImmutableArray<double> Scalars)
{
    public static readonly RuleProbes Usual = new(ImmutableArray<ImmutableArray<double>>.Empty, ImmutableArray<double>.Empty);

    public static RuleProbes OfVectors(params double[][] vectors) =>
        Usual with { Vectors = vectors.Select(v => v.ToImmutableArray()).ToImmutableArray() };

    public static RuleProbes OfScalars(params double[] scalars) => Usual with { Scalars = scalars.ToImmutableArray() };
}

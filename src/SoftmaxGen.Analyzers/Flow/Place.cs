using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// A place in memory: a root, the steps to it (<c>[]</c>, <c>[,]</c>, <c>.Name</c>) and the indices on the way. Root and path say which
/// family of cells it is, the indices which one.
/// </summary>
internal readonly record struct Place(Term Root, string Path, ImmutableArray<Term> Indices)
{
    /// <summary>The place that a reference leads to.</summary>
    public static Place Of(Term reference) =>
        reference.Kind == TermKind.Load
            ? new Place(reference[0], reference.Path!, reference.Operands.RemoveAt(0))
            : new Place(reference, "", ImmutableArray<Term>.Empty);

    public Place Member(string name) => this with { Path = Path + "." + name };

    // While it is typed, a[] has no index.
    public Place Element(ImmutableArray<Term> indices) =>
        this with { Path = Path + "[" + new string(',', Math.Max(indices.Length - 1, 0)) + "]", Indices = Indices.AddRange(indices) };

    /// <summary>The value that the place had on entry.</summary>
    public Term Initial(Interval range) => Path.Length == 0 ? Root : Terms.Load(Root, Path, Indices, range);
}

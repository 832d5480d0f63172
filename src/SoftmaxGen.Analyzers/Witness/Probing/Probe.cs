using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>One set of inputs to try a body with.</summary>
/// <param name="vector">What arrays, spans and lists get.</param>
/// <param name="scalar">What a number gets; null for the neutral value beside a vector.</param>
/// <param name="only">The only number that gets it, by position among the numbers; the others get the rest. Null for all.</param>
/// <param name="rest">What the other numbers get.</param>
internal sealed class Probe(ImmutableArray<double> vector, double? scalar, int? only, double rest = 0)
{
    private const double Large = 100_000;

    private static readonly ImmutableArray<double> Neutral = ImmutableArray.Create(1.0, 0.0);

    private int? _onlyVector;
    private int? _onlySize;
    private int _sign;

    private ImmutableArray<double> Unit => Vector.Select((_, i) => i == 0 ? 1.0 : 0.0).ToImmutableArray();

    /// <summary>Whether the numbers are what may break, and vectors only stand beside them.</summary>
    public bool IsOfNumbers => scalar is not null;

    /// <summary>What arrays, spans and lists get.</summary>
    public ImmutableArray<double> Vector { get; } = vector;

    /// <summary>
    /// What the rows of a table get after its first: zeros. Were all rows alike, a shift by another row's maximum or by the largest
    /// of all would look right. The rows of a state are layers, and the last one is what comes out.
    /// </summary>
    public ImmutableArray<double> NextRow => FillsState ? Vector : Vector.Select(_ => 0.0).ToImmutableArray();

    /// <summary>What the vector parameter at this position among the vectors gets.</summary>
    public ImmutableArray<double> VectorAt(int position) => _onlyVector is { } only && only != position ? Unit : Vector;

    /// <summary>
    /// The same for one vector alone: the product of two equal ones is never negative, so they would not show what a negative one
    /// breaks.
    /// </summary>
    public Probe ForVectorAlone(int position) => new(Vector, scalar, only, rest) { _onlyVector = position };

    /// <summary>What the vectors in objects get, the one that is worked on and those that are given: the same as other parameters, or the opposite.</summary>
    public Probe OfState => _sign < 0 ? new(Vector.Select(static x => -x).ToImmutableArray(), scalar, only, rest) { FillsState = true } : this;

    /// <summary>Whether it was made up beyond the parameters' values: it may break a body, but that it does not says little.</summary>
    public bool IsMadeUp => _sign != 0 || HasOwnSizes;

    /// <summary>Whether the sizes are others than that of the vectors.</summary>
    public bool HasOwnSizes => _onlySize is not null;

    /// <summary>Whether vectors of zeros in the object get it as well.</summary>
    public bool FillsState { get; private init; }

    /// <summary>
    /// The same with an object whose vectors have been filled, with the same or the opposite: weights like the inputs would make
    /// positive sums only.
    /// </summary>
    public Probe WithState(int sign) => new(Vector, scalar, only, rest) { _onlyVector = _onlyVector, _sign = sign, FillsState = true };

    /// <summary>
    /// The same for a matrix that is kept flat, all of whose extents but the one at this position are 1: with all of them as long as
    /// the array, a body would leave it.
    /// </summary>
    public Probe ForSizeAlone(int position) => new(Vector, scalar, only, rest) { _onlySize = position };

    /// <summary>The size that the parameter at this position among the sizes gets.</summary>
    public int SizeAt(int position) => _onlySize is { } only && only != position ? 1 : Vector.Length;

    /// <summary>The number that the parameter at this position among the numbers gets.</summary>
    /// <param name="position">The position.</param>
    /// <param name="isTarget">Whether it is a right answer beside other numbers: then it is 0.</param>
    /// <param name="isScale">Whether it is a width or a temperature: beside ones it is 1.</param>
    public double ScalarAt(int position, bool isTarget, bool isScale)
    {
        if (scalar is not { } value || (rest == 1 && isScale)) return 1;
        return only is null ? (isTarget ? 0 : value) : only == position ? value : rest;
    }

    /// <summary>The probes for a body with vectors.</summary>
    /// <param name="single">Whether it computes in float or Half, which break sooner.</param>
    public static IEnumerable<Probe> Vectors(bool single)
    {
        yield return OfVector(1000, 0);
        yield return OfVector(-1000, -1001);
        yield return OfVector(0, -800);
        if (single)
        {
            yield return OfVector(100, 0);
            yield return OfVector(-110, -111);
            yield return OfVector(0, -110);
        }

        // A temperature, or the root of a dimension, divides all of them by some number before they are exponentiated.
        yield return OfVector(Large, 0);
        yield return OfVector(-Large, -Large - 1000);
        yield return OfVector(0, -Large);
    }

    /// <summary>The probes for a body with numbers only: each value everywhere, then in one place at a time.</summary>
    /// <param name="single">Whether it computes in float or Half.</param>
    /// <param name="count">How many numbers it takes.</param>
    public static IEnumerable<Probe> Scalars(bool single, int count)
    {
        double[] values = single ? [1000, -1000, 40, -40, 800, 100, -100, Large, -Large] : [1000, -1000, 40, -40, 800, Large, -Large];
        foreach (double value in values) yield return new(Neutral, value, null);
        if (count is < 2 or > 10) yield break;
        // Beside a 1 as well as beside a 0: in a product the 0 hides what the number does. Of many numbers each is tried with less.
        bool isMany = count > 4;
        foreach (double rest in isMany ? new[] { 1.0 } : [0.0, 1])
        {
            foreach (double value in isMany ? [1000, -1000] : values)
            {
                for (int i = 0; i < count; i++) yield return new(Neutral, value, i, rest);
            }
        }
    }

    private static Probe OfVector(double first, double second) => new(ImmutableArray.Create(first, second), null, null);
}

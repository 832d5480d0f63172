using System.Numerics;
using SoftmaxGen.Accuracy.Numbers;

namespace SoftmaxGen.Accuracy.Inputs;

/// <summary>The inputs of every operator for some rows, row-major, and what is exact of them.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class Batch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Batch(Family<T> family, int rows, int classes)
    {
        Family = family;
        Classes = classes;
        Random random = new(unchecked(classes * 397 + family.Seed));
        Logits = [.. Enumerable.Range(0, rows).SelectMany(_ => family.Row(random, classes))];
        Labels = [.. Enumerable.Range(0, rows).Select(row => family.Label(random, Logits.AsSpan(row * classes, classes)))];
        Target = Fill(() => random.Next(4) == 0 ? 0 : random.NextDouble() * 2 / classes);
        Upstream = Fill(() => Families.Normal(random));
        Vector = Fill(() => Families.Normal(random));
        Rows = [.. Enumerable.Range(0, rows).Select(row => new ExactRow(Doubles(Logits.AsSpan(row * classes, classes))))];

        // What an accurate softmax has handed on: rounded once.
        Probabilities = [.. Rows.SelectMany(row => row.Probabilities).Select(p => T.CreateTruncating(p.ToDouble()))];
        LogProbabilities = [.. Rows.SelectMany(row => row.LogProbabilities).Select(p => T.CreateTruncating(p.ToDouble()))];
    }

    public Family<T> Family { get; }

    public int Classes { get; }

    public T[] Logits { get; }

    public int[] Labels { get; }

    /// <summary>Soft targets, some of them 0; rows sum to about one.</summary>
    public T[] Target { get; }

    public T[] Probabilities { get; }

    public T[] LogProbabilities { get; }

    public T[] Upstream { get; }

    public T[] Vector { get; }

    /// <summary>What is exact of the rows.</summary>
    public ExactRow[] Rows { get; }

    /// <summary>A row of one of the inputs.</summary>
    public Exact[] RowOf(T[] input, int row) =>
        [.. Doubles(input.AsSpan(row * Classes, Classes)).Select(Exact.Of)];

    private static double[] Doubles(ReadOnlySpan<T> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = double.CreateChecked(values[i]);
        return doubles;
    }

    private T[] Fill(Func<double> next) => [.. Logits.Select(_ => T.CreateChecked(next()))];
}

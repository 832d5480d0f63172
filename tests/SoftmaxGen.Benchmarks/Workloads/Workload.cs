using System.Numerics;

namespace SoftmaxGen.Benchmarks.Workloads;

/// <summary>The memory that a contender works on: inputs that it reads and an output that it writes.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
internal sealed class Workload<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public Workload(Shape shape, T[] logits, int[] labels, T[] target)
    {
        Shape = shape;
        Logits = logits;
        Labels = labels;
        Target = target;
        Output = new T[shape.Elements];
        RowScratch = new T[shape.Classes];
    }

    public Shape Shape { get; }

    /// <summary>Uniform in [-10, 10), as in the PyTorch measurements.</summary>
    public T[] Logits { get; }

    public int[] Labels { get; }

    /// <summary>Soft targets, uniform in [0, 1): rows do not sum to one.</summary>
    public T[] Target { get; }

    /// <summary>The gradient or the probabilities; shared by all contenders, so that all find the same cache.</summary>
    public T[] Output { get; }

    /// <summary>A row for those that need one and have no output.</summary>
    public T[] RowScratch { get; }

    /// <summary>A workload of random content, the same in every run.</summary>
    public static Workload<T> Create(Shape shape)
    {
        Random random = new(20_261_121);
        T[] logits = Fill(shape.Elements, () => random.NextDouble() * 20 - 10);
        T[] target = Fill(shape.Elements, random.NextDouble);
        int[] labels = [.. Enumerable.Range(0, shape.Rows).Select(_ => random.Next(shape.Classes))];
        return new(shape, logits, labels, target);
    }

    /// <summary>The same values in double, for the reference.</summary>
    public Workload<double> ToDouble() => new(
        Shape, Array.ConvertAll(Logits, double.CreateChecked), Labels, Array.ConvertAll(Target, double.CreateChecked));

    private static T[] Fill(int length, Func<double> next)
    {
        T[] values = new T[length];
        foreach (ref T value in values.AsSpan())
            value = T.CreateTruncating(next());
        return values;
    }
}

namespace SoftmaxGen.Benchmarks.Linear;

/// <summary>A batch, a layer, and the memory that a contender writes its gradients to; the same values in every run.</summary>
internal sealed class LinearWorkload
{
    public LinearWorkload(LinearShape shape)
    {
        Shape = shape;
        Random random = new(20_261_121);
        Inputs = Fill(shape.Rows * shape.Features, () => random.NextDouble() * 2 - 1);
        double spread = 4 / Math.Sqrt(shape.Features);
        Weights = Fill(shape.Classes * shape.Features, () => (random.NextDouble() * 2 - 1) * spread);
        Bias = Fill(shape.Classes, () => random.NextDouble() * 2 - 1);
        Labels = [.. Enumerable.Range(0, shape.Rows).Select(_ => random.Next(shape.Classes))];
        WeightGradient = new float[Weights.Length];
        BiasGradient = new float[Bias.Length];
        InputGradient = new float[Inputs.Length];
        Row = new float[shape.Classes];
    }

    public LinearShape Shape { get; }

    public float[] Inputs { get; }

    public float[] Weights { get; }

    public float[] Bias { get; }

    public int[] Labels { get; }

    public float[] WeightGradient { get; }

    public float[] BiasGradient { get; }

    public float[] InputGradient { get; }

    /// <summary>A row of logits for those that need one.</summary>
    public float[] Row { get; }

    private static float[] Fill(int length, Func<double> next) => [.. Enumerable.Range(0, length).Select(_ => (float)next())];
}

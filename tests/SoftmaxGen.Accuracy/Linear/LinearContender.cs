using System.Numerics;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>One way to compute a layer.</summary>
/// <typeparam name="T">The element.</typeparam>
internal abstract class LinearContender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The name in the table.</summary>
    public abstract string Name { get; }

    /// <summary>What it computes for the batch; without those operators that it does not show.</summary>
    public abstract IReadOnlyDictionary<LinearOperator, T[]> Run(LinearBatch<T> batch);

    /// <summary>Memory for all results, none of it a number.</summary>
    protected static Dictionary<LinearOperator, T[]> Outputs(LinearBatch<T> batch) =>
        Enum.GetValues<LinearOperator>().ToDictionary(operation => operation, batch.Output);
}

/// <summary>Ours.</summary>
internal sealed class GeneratedLinear<T> : LinearContender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ILayer<T>[] Layers =
    [
        .. typeof(ILayer<>).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ILayer<T>)))
            .Select(type => (ILayer<T>)Activator.CreateInstance(type)!)
            .OrderBy(layer => layer.Features),
    ];

    public override string Name => "SoftmaxGen";

    /// <summary>
    /// The layers that are swept: less than a tile, one of digits in several blocks of rows, features in two and three panels. The
    /// larger, the fewer rows, since exact sums take their time.
    /// </summary>
    public static IEnumerable<LinearShape> Shapes => Layers.Select(layer =>
        new LinearShape(layer.Features, layer.Classes, Math.Clamp(400_000 / (layer.Features * layer.Classes), 7, 1000)));

    public override IReadOnlyDictionary<LinearOperator, T[]> Run(LinearBatch<T> batch)
    {
        Dictionary<LinearOperator, T[]> outputs = Outputs(batch);
        Layers.Single(layer => layer.Features == batch.Shape.Features && layer.Classes == batch.Shape.Classes).Loss(
            batch.Inputs,
            batch.Weights,
            batch.Bias,
            batch.Labels,
            outputs[LinearOperator.Logits],
            outputs[LinearOperator.Loss],
            outputs[LinearOperator.WeightGradient],
            outputs[LinearOperator.BiasGradient],
            outputs[LinearOperator.InputGradient]);
        return outputs;
    }
}

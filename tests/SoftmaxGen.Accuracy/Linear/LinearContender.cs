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
    public override string Name => "SoftmaxGen";

    public override IReadOnlyDictionary<LinearOperator, T[]> Run(LinearBatch<T> batch)
    {
        Dictionary<LinearOperator, T[]> outputs = Outputs(batch);
        LinearKernels.Of<T>(batch.Shape)(
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

using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>One way to compute the operators.</summary>
/// <typeparam name="T">The element.</typeparam>
internal abstract class Contender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The name in the table.</summary>
    public abstract string Name { get; }

    /// <summary>What it computes for the batch, or null where it has no such operator.</summary>
    public abstract T[]? Run(Operator operation, Batch<T> batch);

    /// <summary>Memory for what an operator writes, none of it a number.</summary>
    protected static T[] Output(Operator operation, Batch<T> batch)
    {
        T[] output = new T[operation.IsPerRow() ? batch.Rows.Length : batch.Logits.Length];
        Array.Fill(output, T.NaN);
        return output;
    }
}

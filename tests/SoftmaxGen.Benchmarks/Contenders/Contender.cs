using System.Numerics;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>One way to compute every operator; all do the same work on the same memory.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
internal abstract class Contender<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The name in tables and messages.</summary>
    public abstract string Name { get; }

    /// <summary>Computes the operator into the workload's output.</summary>
    /// <returns>The mean loss; zero where the operator has none.</returns>
    public T Run(Operator operation, Workload<T> workload)
    {
        switch (operation)
        {
            case Operator.LossGradient: return LossGradient(workload);
            case Operator.Loss: return Loss(workload);
            case Operator.SoftLossGradient: return SoftLossGradient(workload);
            case Operator.Softmax: Softmax(workload); return T.Zero;
            case Operator.LogSoftmax: LogSoftmax(workload); return T.Zero;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }

    protected abstract T LossGradient(Workload<T> workload);

    protected abstract T Loss(Workload<T> workload);

    protected abstract void Softmax(Workload<T> workload);

    protected abstract void LogSoftmax(Workload<T> workload);

    protected abstract T SoftLossGradient(Workload<T> workload);
}

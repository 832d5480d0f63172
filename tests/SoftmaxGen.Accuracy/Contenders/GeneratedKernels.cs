using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Kernels;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>Ours: the kernels that the generator emits for the batch's class count.</summary>
internal sealed class GeneratedKernels<T> : Contender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Dictionary<int, IKernels<T>> Sets = typeof(GeneratedKernels<>).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IKernels<T>)))
        .Select(type => (IKernels<T>)Activator.CreateInstance(type)!)
        .ToDictionary(set => set.Classes);

    /// <summary>The class counts that there are kernels for, ascending.</summary>
    public static IReadOnlyList<int> ClassCounts { get; } = [.. Sets.Keys.Order()];

    public override string Name => "SoftmaxGen";

    public override T[] Run(Operator operation, Batch<T> batch)
    {
        IKernels<T> kernels = Sets[batch.Classes];
        T[] output = Output(operation, batch);
        switch (operation)
        {
            case Operator.Softmax: kernels.Softmax(batch.Logits, output); break;
            case Operator.LogSoftmax: kernels.LogSoftmax(batch.Logits, output); break;
            case Operator.LogSumExp: kernels.LogSumExp(batch.Logits, output); break;
            case Operator.Loss: kernels.Loss(batch.Logits, batch.Labels, output); break;
            case Operator.Gradient: kernels.Gradient(batch.Logits, batch.Labels, output); break;
            case Operator.SoftLoss: kernels.SoftLoss(batch.Logits, batch.Target, output); break;
            case Operator.SoftGradient: kernels.SoftGradient(batch.Logits, batch.Target, output); break;
            case Operator.Hessian: kernels.Hessian(batch.Logits, batch.Labels, output); break;
            case Operator.HessianVector: kernels.HessianVector(batch.Logits, batch.Labels, batch.Vector, output); break;
            case Operator.SoftmaxBackward: kernels.SoftmaxBackward(batch.Probabilities, batch.Upstream, output); break;
            case Operator.LogSoftmaxBackward: kernels.LogSoftmaxBackward(batch.LogProbabilities, batch.Upstream, output); break;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }

        return output;
    }
}

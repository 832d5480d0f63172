using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Kernels;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>Ours: the kernels that the generator emits for the batch's class count.</summary>
/// <param name="classMajor">Whether they take the batch, which lies row by row, class by class.</param>
internal sealed class GeneratedKernels<T>(bool classMajor = false) : Contender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly IKernels<T>[] Sets =
    [
        .. typeof(GeneratedKernels<>).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IKernels<T>)))
            .Select(type => (IKernels<T>)Activator.CreateInstance(type)!),
    ];

    public override string Name => "SoftmaxGen";

    /// <summary>The class counts that there are kernels for in that layout, ascending.</summary>
    public static IReadOnlyList<int> ClassCounts(bool classMajor) =>
        [.. Sets.Where(set => IsClassMajor(set) == classMajor).Select(set => set.Classes).Order()];

    public override T[] Run(Operator operation, Batch<T> batch)
    {
        IKernels<T> kernels = Sets.Single(set => set.Classes == batch.Classes && IsClassMajor(set) == classMajor);
        T[] output = Output(operation, batch);
        T[] Take(T[] rows) => classMajor ? Transposed(rows, batch.Rows.Length, batch.Classes) : rows;
        switch (operation)
        {
            case Operator.Softmax: kernels.Softmax(Take(batch.Logits), output); break;
            case Operator.LogSoftmax: kernels.LogSoftmax(Take(batch.Logits), output); break;
            case Operator.LogSumExp: kernels.LogSumExp(Take(batch.Logits), output); break;
            case Operator.Loss: kernels.Loss(Take(batch.Logits), batch.Labels, output); break;
            case Operator.Gradient: kernels.Gradient(Take(batch.Logits), batch.Labels, output); break;
            case Operator.SoftLoss: kernels.SoftLoss(Take(batch.Logits), Take(batch.Target), output); break;
            case Operator.SoftGradient: kernels.SoftGradient(Take(batch.Logits), Take(batch.Target), output); break;
            case Operator.Hessian: kernels.Hessian(Take(batch.Logits), batch.Labels, output); break;
            case Operator.HessianVector: kernels.HessianVector(Take(batch.Logits), batch.Labels, Take(batch.Vector), output); break;
            case Operator.SoftmaxBackward: kernels.SoftmaxBackward(Take(batch.Probabilities), Take(batch.Upstream), output); break;
            case Operator.LogSoftmaxBackward: kernels.LogSoftmaxBackward(Take(batch.LogProbabilities), Take(batch.Upstream), output); break;
            default: throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }

        return classMajor && !operation.IsPerRow() ? Transposed(output, batch.Classes, batch.Rows.Length) : output;
    }

    private static bool IsClassMajor(IKernels<T> set) => set.Layout == BatchLayout.ClassMajor;

    /// <summary>The columns of a matrix, one after the other.</summary>
    private static T[] Transposed(T[] matrix, int rows, int columns)
    {
        T[] transposed = new T[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
            transposed[i % columns * rows + i / columns] = matrix[i];

        return transposed;
    }
}

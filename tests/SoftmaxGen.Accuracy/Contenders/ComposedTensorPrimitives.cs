using System.Numerics;
using System.Numerics.Tensors;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Contenders;

/// <summary>
/// What a careful user composes of <c>System.Numerics.Tensors</c>, row by row. (<c>TensorPrimitives.SoftMax</c> itself does
/// not subtract the maximum: it gives NaN for most of the extreme rows.)
/// </summary>
internal sealed class ComposedTensorPrimitives<T> : Contender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "TensorPrimitives";

    public override T[]? Run(Operator operation, Batch<T> batch)
    {
        T[] output = Output(operation, batch);
        int classes = batch.Classes;
        for (int row = 0; row < batch.Rows.Length; row++)
        {
            Range range = (row * classes)..((row + 1) * classes);
            Span<T> written = operation.IsPerRow() ? output.AsSpan(row, 1) : output.AsSpan(range);
            T[] shifted = new T[classes];
            T max = TensorPrimitives.Max<T>(batch.Logits.AsSpan(range));
            TensorPrimitives.Subtract(batch.Logits.AsSpan(range), max, shifted);
            T[] exps = new T[classes];
            TensorPrimitives.Exp<T>(shifted, exps);
            T sum = TensorPrimitives.Sum<T>(exps);
            int label = batch.Labels[row];
            ReadOnlySpan<T> target = batch.Target.AsSpan(range);
            switch (operation)
            {
                case Operator.Softmax:
                    TensorPrimitives.Divide(exps, sum, written);
                    break;
                case Operator.LogSoftmax:
                    TensorPrimitives.Subtract(shifted, T.Log(sum), written);
                    break;
                case Operator.LogSumExp:
                    written[0] = max + T.Log(sum);
                    break;
                case Operator.Loss:
                    written[0] = T.Log(sum) - shifted[label];
                    break;
                case Operator.Gradient:
                    TensorPrimitives.Divide(exps, sum, written);
                    written[label] -= T.One;
                    break;
                case Operator.SoftLoss:
                    written[0] = TensorPrimitives.Sum(target) * T.Log(sum) - TensorPrimitives.Dot(target, shifted);
                    break;
                case Operator.SoftGradient:
                    TensorPrimitives.Multiply(exps, TensorPrimitives.Sum(target) / sum, written);
                    TensorPrimitives.Subtract(written, target, written);
                    break;
                case Operator.SoftmaxBackward:
                    ReadOnlySpan<T> p = batch.Probabilities.AsSpan(range);
                    ReadOnlySpan<T> u = batch.Upstream.AsSpan(range);
                    TensorPrimitives.Subtract(u, TensorPrimitives.Dot(p, u), written);
                    TensorPrimitives.Multiply(written, p, written);
                    break;
                case Operator.LogSoftmaxBackward:
                    TensorPrimitives.Exp(batch.LogProbabilities.AsSpan(range), written);
                    TensorPrimitives.Multiply(written, -TensorPrimitives.Sum<T>(batch.Upstream.AsSpan(range)), written);
                    TensorPrimitives.Add(written, batch.Upstream.AsSpan(range), written);
                    break;
                default:
                    return null;
            }
        }

        return output;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>
/// What a careful user composes of <c>System.Numerics.Tensors</c>, row by row: maximum, subtract, exp, sum, multiply,
/// then the label. (<c>TensorPrimitives.SoftMax</c> does not subtract the maximum and so does less work, wrongly.)
/// </summary>
internal sealed class ComposedTensorPrimitives<T> : Contender<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "TensorPrimitives";

    protected override T LossGradient(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        int[] labels = workload.Labels;
        T rows = T.CreateTruncating(labels.Length);
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(row * classes, classes);
            Span<T> gradient = workload.Output.AsSpan(row * classes, classes);
            int label = labels[row];
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), gradient);
            T shifted = gradient[label];
            TensorPrimitives.Exp(gradient, gradient);
            T sum = TensorPrimitives.Sum<T>(gradient);
            TensorPrimitives.Multiply(gradient, T.One / (sum * rows), gradient);
            gradient[label] -= T.One / rows;
            total += double.CreateTruncating(T.Log(sum) - shifted);
        }

        return T.CreateTruncating(total / labels.Length);
    }

    protected override T Loss(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        int[] labels = workload.Labels;
        Span<T> scratch = workload.RowScratch;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(row * classes, classes);
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), scratch);
            T shifted = scratch[labels[row]];
            TensorPrimitives.Exp(scratch, scratch);
            total += double.CreateTruncating(T.Log(TensorPrimitives.Sum<T>(scratch)) - shifted);
        }

        return T.CreateTruncating(total / labels.Length);
    }

    protected override void Softmax(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        for (int start = 0; start < workload.Logits.Length; start += classes)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(start, classes);
            Span<T> probabilities = workload.Output.AsSpan(start, classes);
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);
            TensorPrimitives.Exp(probabilities, probabilities);
            TensorPrimitives.Multiply(probabilities, T.One / TensorPrimitives.Sum<T>(probabilities), probabilities);
        }
    }

    protected override void LogSoftmax(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        Span<T> scratch = workload.RowScratch;
        for (int start = 0; start < workload.Logits.Length; start += classes)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(start, classes);
            Span<T> logProbabilities = workload.Output.AsSpan(start, classes);
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logProbabilities);
            TensorPrimitives.Exp(logProbabilities, scratch);
            TensorPrimitives.Subtract(logProbabilities, T.Log(TensorPrimitives.Sum<T>(scratch)), logProbabilities);
        }
    }

    protected override T SoftLossGradient(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        int rowCount = workload.Shape.Rows;
        T rows = T.CreateTruncating(rowCount);
        double total = 0;
        for (int row = 0; row < rowCount; row++)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(row * classes, classes);
            ReadOnlySpan<T> target = workload.Target.AsSpan(row * classes, classes);
            Span<T> gradient = workload.Output.AsSpan(row * classes, classes);
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), gradient);
            T shifted = TensorPrimitives.Dot(target, gradient);
            T weight = TensorPrimitives.Sum(target);
            TensorPrimitives.Exp(gradient, gradient);
            T sum = TensorPrimitives.Sum<T>(gradient);
            TensorPrimitives.Multiply(gradient, weight / (sum * rows), gradient);
            TensorPrimitives.MultiplyAdd(target, -T.One / rows, gradient, gradient);
            total += double.CreateTruncating(weight * T.Log(sum) - shifted);
        }

        return T.CreateTruncating(total / rowCount);
    }
}

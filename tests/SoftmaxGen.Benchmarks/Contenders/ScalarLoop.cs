using System.Numerics;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>
/// What one writes without any library: plain loops over one row after another, with <c>MathF.Exp</c> (<c>Math.Exp</c>
/// for double). In double it is also the reference that every contender is checked against.
/// </summary>
internal sealed class ScalarLoop<T> : Contender<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override string Name => "scalar loop";

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
            T max = Max(logits);
            T sum = StoreExp(logits, max, gradient);
            Scale(gradient, T.One / (sum * rows));
            gradient[labels[row]] -= T.One / rows;
            total += double.CreateTruncating(T.Log(sum) - (logits[labels[row]] - max));
        }

        return T.CreateTruncating(total / labels.Length);
    }

    protected override T Loss(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        int[] labels = workload.Labels;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(row * classes, classes);
            T max = Max(logits);
            total += double.CreateTruncating(T.Log(SumExp(logits, max)) - (logits[labels[row]] - max));
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
            Scale(probabilities, T.One / StoreExp(logits, Max(logits), probabilities));
        }
    }

    protected override void LogSoftmax(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        for (int start = 0; start < workload.Logits.Length; start += classes)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(start, classes);
            Span<T> logProbabilities = workload.Output.AsSpan(start, classes);
            T max = Max(logits);
            T logSum = T.Log(SumExp(logits, max));
            for (int i = 0; i < logits.Length; i++)
                logProbabilities[i] = logits[i] - max - logSum;
        }
    }

    protected override T SoftLossGradient(Workload<T> workload)
    {
        int classes = workload.Shape.Classes;
        int rowCount = workload.Shape.Rows;
        T rows = T.CreateTruncating(rowCount);
        T perRow = T.One / rows;
        double total = 0;
        for (int row = 0; row < rowCount; row++)
        {
            ReadOnlySpan<T> logits = workload.Logits.AsSpan(row * classes, classes);
            ReadOnlySpan<T> target = workload.Target.AsSpan(row * classes, classes);
            Span<T> gradient = workload.Output.AsSpan(row * classes, classes);
            T max = Max(logits);
            T sum = StoreExp(logits, max, gradient);
            double weights = 0, shifted = 0;
            for (int i = 0; i < target.Length; i++)
            {
                weights += double.CreateTruncating(target[i]);
                shifted += double.CreateTruncating(target[i] * (logits[i] - max));
            }

            T weight = T.CreateTruncating(weights);
            T scale = weight / (sum * rows);
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] = gradient[i] * scale - target[i] * perRow;
            total += double.CreateTruncating(weight * T.Log(sum)) - shifted;
        }

        return T.CreateTruncating(total / rowCount);
    }

    private static T Max(ReadOnlySpan<T> logits)
    {
        T max = T.NegativeInfinity;
        foreach (T logit in logits)
            if (logit > max)
                max = logit;
        return max;
    }

    /// <summary>Sums in double: a float sum of 32,003 terms is off by 2e-5, more than contenders may differ.</summary>
    private static T SumExp(ReadOnlySpan<T> logits, T max)
    {
        double sum = 0;
        foreach (T logit in logits)
            sum += double.CreateTruncating(T.Exp(logit - max));
        return T.CreateTruncating(sum);
    }

    private static T StoreExp(ReadOnlySpan<T> logits, T max, Span<T> output)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            T exp = T.Exp(logits[i] - max);
            output[i] = exp;
            sum += double.CreateTruncating(exp);
        }

        return T.CreateTruncating(sum);
    }

    private static void Scale(Span<T> values, T factor)
    {
        foreach (ref T value in values)
            value *= factor;
    }
}

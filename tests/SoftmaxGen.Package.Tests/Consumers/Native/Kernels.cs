using System;
using SoftmaxGen;

namespace Native;

/// <summary>Every way in which a kernel computes: rows or classes in lanes, blocks, long rows, halves, layers, the thread pool.</summary>
internal static partial class Kernels
{
    [SoftmaxLoss(Classes = 3)]
    public static partial float Small(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 21, LabelSmoothing = 0.1, Temperature = 2, ZLoss = 0.01)]
    public static partial double Blocks(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> gradient);

    [SoftmaxLoss(Classes = 1000, Parallel = true)]
    public static partial float Wide(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 10, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [LogSoftmax(Classes = 50257)]
    public static partial void Long(ReadOnlySpan<double> logits, Span<double> logProbabilities);

    [Softmax(Classes = 9)]
    public static partial void Halves(ReadOnlySpan<Half> logits, Span<Half> probabilities);

    [LinearSoftmaxLoss(Classes = 10, Features = 33, Parallel = true)]
    public static partial float Layer(
        float[] inputs, float[] weights, float[] bias, int[] labels, float[] weightGradient, float[] biasGradient, float[] inputGradient);
}

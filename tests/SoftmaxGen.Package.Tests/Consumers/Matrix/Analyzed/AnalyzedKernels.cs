using System;
using SoftmaxGen;

[assembly: CLSCompliant(false)]
[assembly: System.Runtime.InteropServices.ComVisible(false)]

namespace Analyzed;

/// <summary>A kernel of every attribute, before the eyes of all the analyzers.</summary>
public static partial class AnalyzedKernels
{
    /// <summary>The mean loss of the batch.</summary>
    /// <param name="logits">Three for each row.</param>
    /// <param name="labels">One for each row.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <returns>The loss.</returns>
    [SoftmaxLoss(Classes = 3)]
    public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient);

    [Softmax(Classes = 1000)]
    internal static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities);

    [LogSoftmax(Classes = 40, Layout = BatchLayout.ClassMajor)]
    internal static partial void LogSoftmax(ReadOnlySpan<float> logits, Span<float> logProbabilities);

    [SoftmaxBackward(Classes = 9)]
    internal static partial void Backward(ReadOnlySpan<Half> probabilities, ReadOnlySpan<Half> upstream, Span<Half> gradient);

    [LogSoftmaxBackward(Classes = 21)]
    internal static partial void LogBackward(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> upstream, Span<float> gradient);

    [SoftmaxJacobian(Classes = 5)]
    internal static partial void Jacobian(ReadOnlySpan<double> probabilities, Span<double> jacobian);

    [LogSumExp(Classes = 7, EdgeCases = EdgeCases.Throw)]
    internal static partial double LogSumExp(ReadOnlySpan<double> logits);

    [SoftmaxLoss(Classes = 12, Target = Target.Soft, Reduction = Reduction.None, Parallel = true, Temperature = 2)]
    internal static partial void SoftLosses(float[] logits, float[] target, Memory<float> losses, Memory<float> gradient);

    [NllLoss(Classes = 100, Reduction = Reduction.Sum)]
    internal static partial double Nll(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<long> labels);

    [SoftmaxLossHessianVector(Classes = 6)]
    internal static partial void Product(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> vector, ReadOnlySpan<int> labels, Span<float> product);

    [LinearSoftmaxLoss(Classes = 10, Features = 64, Parallel = true)]
    internal static partial float Linear(
        float[] inputs, float[] weights, float[] bias, int[] labels, float[] weightGradient, float[] biasGradient, float[] inputGradient);

    [LinearPredict(Classes = 100, Features = 30)]
    internal static partial void Predict(ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, Span<int> labels);

    [ArgMax(Classes = 3)]
    internal static partial void ArgMax(ReadOnlySpan<float> logits, Span<short> labels);
}

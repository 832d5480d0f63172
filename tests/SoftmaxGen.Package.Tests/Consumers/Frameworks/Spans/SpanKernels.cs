using System;
using SoftmaxGen;

namespace Spans
{
    public static partial class SpanKernels
    {
        [Softmax(Classes = 3)]
        public static partial void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities);

        [LogSoftmax(Classes = 100)]
        public static partial void LogSoftmax(ReadOnlyMemory<double> logits, Memory<double> logProbabilities);

        [SoftmaxLoss(Classes = 3)]
        public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient);

        [LinearSoftmaxLoss(Classes = 3, Features = 2)]
        public static partial float Linear(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<byte> labels,
            Span<float> weightGradient);

        [LinearSoftmaxLoss(Classes = 100, Features = 300, Target = Target.Soft, EdgeCases = EdgeCases.Throw)]
        public static partial double Linear(
            ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<double> target,
            Span<double> biasGradient, Span<double> inputGradient, Span<double> logits);

        [SoftmaxJacobian(Classes = 4)]
        public static partial void Jacobian(ReadOnlySpan<double> probabilities, Span<double> jacobian);

        [NllLoss(Classes = 100, Reduction = Reduction.Sum)]
        public static partial double Nll(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<long> labels);
    }
}

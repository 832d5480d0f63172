using SoftmaxGen;
using static SoftmaxGen.Target;

namespace Stranger;

internal enum Answer : byte
{
    No,
    Maybe,
    Yes,
}

internal static partial class Kernels
{
    [SoftmaxLoss(Classes = 9, Target = Soft)]
    public static partial double SoftLoss(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> gradient);

    [Softmax(Classes = 9)]
    public static partial void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities);

    [SoftmaxBackward(Classes = 9)]
    public static partial void Backward(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> upstream, Span<float> gradient);

    [SoftmaxLoss(Classes = 5)]
    public static partial double IndexLoss(double[] logits, int[] labels);

    [LogSoftmax(Classes = 5)]
    public static partial void LogSoftmax(ReadOnlyMemory<double> logits, Memory<double> logProbabilities);

    [NllLoss(Classes = 5)]
    public static partial double Nll(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels);

    [LogSumExp(Classes = 3)]
    public static partial float LogSumExp(ReadOnlySpan<float> logits);

    [SoftmaxLoss(Reduction = Reduction.Sum)]
    public static partial float AnswerLoss(ReadOnlySpan<float> logits, ReadOnlySpan<Answer> labels);

    [ArgMax(Classes = 3)]
    public static partial void Decide(ReadOnlySpan<float> logits, Span<Answer> labels);
}

namespace SoftmaxGen.Benchmarks.Kernels;

/// <summary>The generated kernels of one class count, alike for every count; losses are the mean.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
internal interface IKernels<T>
{
    int Classes { get; }

    T LossGradient(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> gradient);

    T Loss(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels);

    void Softmax(ReadOnlySpan<T> logits, Span<T> probabilities);

    void LogSoftmax(ReadOnlySpan<T> logits, Span<T> logProbabilities);

    T SoftLossGradient(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, Span<T> gradient);
}

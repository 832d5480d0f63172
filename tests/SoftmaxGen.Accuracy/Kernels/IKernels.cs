namespace SoftmaxGen.Accuracy.Kernels;

/// <summary>The generated kernels of one class count in one element type; losses are those of the rows.</summary>
/// <typeparam name="T">The type of the logits.</typeparam>
internal interface IKernels<T>
{
    int Classes { get; }

    /// <summary>How the elements lie.</summary>
    BatchLayout Layout { get; }

    void Softmax(ReadOnlySpan<T> logits, Span<T> probabilities);

    void LogSoftmax(ReadOnlySpan<T> logits, Span<T> logProbabilities);

    void LogSumExp(ReadOnlySpan<T> logits, Span<T> logSumExp);

    void Loss(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> losses);

    void Gradient(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> gradient);

    void Hessian(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> hessianDiagonal);

    void SoftLoss(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, Span<T> losses);

    void SoftGradient(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, Span<T> gradient);

    void SoftmaxBackward(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> upstream, Span<T> gradient);

    void LogSoftmaxBackward(ReadOnlySpan<T> logProbabilities, ReadOnlySpan<T> upstream, Span<T> gradient);

    void HessianVector(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, ReadOnlySpan<T> vector, Span<T> product);
}

namespace SoftmaxGen.Benchmarks.Halves;

/// <summary>Index loss with gradient, and softmax, in Half and in float.</summary>
internal static partial class HalfKernels
{
    public delegate T Loss<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, Span<T> gradient);

    public delegate void Map<T>(ReadOnlySpan<T> logits, Span<T> probabilities);

    [SoftmaxLoss(Classes = 9)]
    public static partial Half LossOf9(ReadOnlySpan<Half> logits, ReadOnlySpan<int> labels, Span<Half> gradient);

    [SoftmaxLoss(Classes = 9)]
    public static partial float LossOf9(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [Softmax(Classes = 9)]
    public static partial void SoftmaxOf9(ReadOnlySpan<Half> logits, Span<Half> probabilities);

    [Softmax(Classes = 9)]
    public static partial void SoftmaxOf9(ReadOnlySpan<float> logits, Span<float> probabilities);

    [SoftmaxLoss(Classes = 1000)]
    public static partial Half LossOf1000(ReadOnlySpan<Half> logits, ReadOnlySpan<int> labels, Span<Half> gradient);

    [SoftmaxLoss(Classes = 1000)]
    public static partial float LossOf1000(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [Softmax(Classes = 1000)]
    public static partial void SoftmaxOf1000(ReadOnlySpan<Half> logits, Span<Half> probabilities);

    [Softmax(Classes = 1000)]
    public static partial void SoftmaxOf1000(ReadOnlySpan<float> logits, Span<float> probabilities);
}

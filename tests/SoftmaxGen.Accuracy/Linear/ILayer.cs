namespace SoftmaxGen.Accuracy.Linear;

/// <summary>The generated kernel of a layer; the losses are those of the rows, their sum is returned.</summary>
/// <typeparam name="T">The element.</typeparam>
internal interface ILayer<T>
{
    int Features { get; }

    int Classes { get; }

    T Loss(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<int> labels, Span<T> logits,
        Span<T> losses, Span<T> weightGradient, Span<T> biasGradient, Span<T> inputGradient);
}

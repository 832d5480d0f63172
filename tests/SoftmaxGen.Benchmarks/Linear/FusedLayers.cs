namespace SoftmaxGen.Benchmarks.Linear;

/// <summary>Ours: one generated kernel for layer, loss and the three gradients, for each shape of the table.</summary>
internal static partial class FusedLayers
{
    /// <summary>A kernel with all its parameters.</summary>
    public delegate float Layer(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        ReadOnlySpan<int> labels,
        Span<float> weightGradient,
        Span<float> biasGradient,
        Span<float> inputGradient);

    /// <summary>The shapes that are measured: flowers, tumours, digits (one, and all), a vocabulary.</summary>
    public static IReadOnlyList<(LinearShape Shape, Layer Layer)> All { get; } =
    [
        (new(150, 4, 3), Flowers),
        (new(569, 30, 2), Tumours),
        (new(1, 64, 10), Digits),
        (new(1797, 64, 10), Digits),
        (new(256, 768, 1000), Words),
    ];

    [LinearSoftmaxLoss(Classes = 3, Features = 4)]
    private static partial float Flowers(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels,
        Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Classes = 2, Features = 30)]
    private static partial float Tumours(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels,
        Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Classes = 10, Features = 64)]
    private static partial float Digits(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels,
        Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Classes = 1000, Features = 768)]
    private static partial float Words(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels,
        Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);
}

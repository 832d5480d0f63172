namespace SoftmaxGen.Accuracy.Linear;

/// <summary>The signature of them all: the sum of the losses, and each output.</summary>
internal delegate T LinearKernel<T>(
    ReadOnlySpan<T> inputs, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<int> labels, Span<T> logits,
    Span<T> losses, Span<T> weightGradient, Span<T> biasGradient, Span<T> inputGradient);

/// <summary>
/// What is measured: less than a tile, a layer of digits in several blocks of rows, and features in two and three panels.
/// </summary>
internal static partial class LinearKernels
{
    private static readonly Dictionary<LinearShape, Delegate> Singles = new()
    {
        [new(5, 3, 1000)] = new LinearKernel<float>(F5C3),
        [new(64, 10, 600)] = new LinearKernel<float>(F64C10),
        [new(300, 33, 40)] = new LinearKernel<float>(F300C33),
        [new(768, 100, 7)] = new LinearKernel<float>(F768C100),
    };

    private static readonly Dictionary<LinearShape, Delegate> Doubles = new()
    {
        [new(5, 3, 1000)] = new LinearKernel<double>(F5C3),
        [new(64, 10, 600)] = new LinearKernel<double>(F64C10),
        [new(300, 33, 40)] = new LinearKernel<double>(F300C33),
        [new(768, 100, 7)] = new LinearKernel<double>(F768C100),
    };

    /// <summary>The layers that are swept.</summary>
    public static IEnumerable<LinearShape> Shapes => Singles.Keys;

    /// <summary>The kernel of a layer.</summary>
    public static LinearKernel<T> Of<T>(LinearShape shape) =>
        (LinearKernel<T>)(typeof(T) == typeof(float) ? Singles : Doubles)[shape];

    [LinearSoftmaxLoss(Features = 5, Classes = 3, Reduction = Reduction.Sum)]
    private static partial float F5C3(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels, Span<float> logits,
        Span<float> losses, Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Features = 5, Classes = 3, Reduction = Reduction.Sum)]
    private static partial double F5C3(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<int> labels, Span<double> logits,
        Span<double> losses, Span<double> weightGradient, Span<double> biasGradient, Span<double> inputGradient);

    [LinearSoftmaxLoss(Features = 64, Classes = 10, Reduction = Reduction.Sum)]
    private static partial float F64C10(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels, Span<float> logits,
        Span<float> losses, Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Features = 64, Classes = 10, Reduction = Reduction.Sum)]
    private static partial double F64C10(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<int> labels, Span<double> logits,
        Span<double> losses, Span<double> weightGradient, Span<double> biasGradient, Span<double> inputGradient);

    [LinearSoftmaxLoss(Features = 300, Classes = 33, Reduction = Reduction.Sum)]
    private static partial float F300C33(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels, Span<float> logits,
        Span<float> losses, Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Features = 300, Classes = 33, Reduction = Reduction.Sum)]
    private static partial double F300C33(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<int> labels, Span<double> logits,
        Span<double> losses, Span<double> weightGradient, Span<double> biasGradient, Span<double> inputGradient);

    [LinearSoftmaxLoss(Features = 768, Classes = 100, Reduction = Reduction.Sum)]
    private static partial float F768C100(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<int> labels, Span<float> logits,
        Span<float> losses, Span<float> weightGradient, Span<float> biasGradient, Span<float> inputGradient);

    [LinearSoftmaxLoss(Features = 768, Classes = 100, Reduction = Reduction.Sum)]
    private static partial double F768C100(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, ReadOnlySpan<int> labels, Span<double> logits,
        Span<double> losses, Span<double> weightGradient, Span<double> biasGradient, Span<double> inputGradient);
}

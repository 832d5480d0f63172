using System;
using SoftmaxGen;

namespace WrongDeclarations;

internal static partial class Kernels
{
    [Softmax(Classes = 3)]
    public static partial void Unknown(ReadOnlySpan<float> logits, Span<float> probabilities, Span<float> scores);

    [SoftmaxLoss(Classes = 1)]
    public static partial float TooFew(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);

    [Softmax(Classes = 3, Parallel = true)]
    static partial void OtherThreads(float[] logits, Span<float> probabilities);

    [SoftmaxLoss(Classes = 3)]
    internal static partial double WrongReturn(ReadOnlySpan<float> logits, params int[] labels);

    [ArgMax(Classes = 3)]
    public static partial void Generic<T>(ReadOnlySpan<float> logits, Span<T> labels)
        where T : unmanaged;

    [Softmax(Classes = 3)]
    [LogSoftmax(Classes = 3)]
    public static partial void Both(in float[]? logits, float[] probabilities);

    [LinearPredict(Classes = 3)]
    private static partial ref readonly int Linear(out int inputs);

    private partial record struct Layer<T>
    {
        [Softmax]
        public readonly partial void Forward(ReadOnlySpan<double> logits, Span<double> probabilities, int rows = 1);
    }
}

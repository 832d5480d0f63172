namespace SoftmaxGen.Benchmarks.Kernels;

/// <summary>The same kernels with and without <c>Parallel</c>, on arrays.</summary>
internal static partial class SplitKernels
{
    [SoftmaxLoss(Classes = 9)]
    public static partial float Loss9(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 9, Parallel = true)]
    public static partial float SplitLoss9(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 100)]
    public static partial float Loss100(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 100, Parallel = true)]
    public static partial float SplitLoss100(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 1000)]
    public static partial float Loss1000(float[] logits, int[] labels, float[] gradient);

    [SoftmaxLoss(Classes = 1000, Parallel = true)]
    public static partial float SplitLoss1000(float[] logits, int[] labels, float[] gradient);

    [Softmax(Classes = 9)]
    public static partial void Softmax9(float[] logits, float[] probabilities);

    [Softmax(Classes = 9, Parallel = true)]
    public static partial void SplitSoftmax9(float[] logits, float[] probabilities);

    [Softmax(Classes = 1000)]
    public static partial void Softmax1000(float[] logits, float[] probabilities);

    [Softmax(Classes = 1000, Parallel = true)]
    public static partial void SplitSoftmax1000(float[] logits, float[] probabilities);

    [SoftmaxBackward(Classes = 100)]
    public static partial void Backward100(float[] probabilities, float[] upstream, float[] gradient);

    [SoftmaxBackward(Classes = 100, Parallel = true)]
    public static partial void SplitBackward100(float[] probabilities, float[] upstream, float[] gradient);

    [ArgMax(Classes = 100)]
    public static partial void ArgMax100(float[] logits, int[] labels);

    [ArgMax(Classes = 100, Parallel = true)]
    public static partial void SplitArgMax100(float[] logits, int[] labels);

    [NllLoss(Classes = 100)]
    public static partial float Nll100(float[] logProbabilities, int[] labels, float[] gradient);

    [NllLoss(Classes = 100, Parallel = true)]
    public static partial float SplitNll100(float[] logProbabilities, int[] labels, float[] gradient);
}

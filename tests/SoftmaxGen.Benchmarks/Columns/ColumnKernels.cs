namespace SoftmaxGen.Benchmarks.Columns;

/// <summary>Index loss with gradient, of rows one after the other and side by side.</summary>
internal static partial class ColumnKernels
{
    public delegate float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 21)]
    public static partial float Rows21(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 21, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns21(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 64)]
    public static partial float Rows64(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 64, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns64(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 128)]
    public static partial float Rows128(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 128, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns128(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 200)]
    public static partial float Rows200(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 200, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns200(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 1000)]
    public static partial float Rows1000(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [SoftmaxLoss(Classes = 1000, Layout = BatchLayout.ClassMajor)]
    public static partial float Columns1000(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);
}

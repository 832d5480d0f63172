using System;
using SoftmaxGen;

namespace Central;

public sealed partial class CentralKernels(float scale)
{
    public float Loss(float[] logits, byte[] labels, float[] gradient) => Scaled(logits, labels, gradient, scale);

    [SoftmaxLoss(Classes = 3)]
    private partial float Scaled(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient, float scale);
}

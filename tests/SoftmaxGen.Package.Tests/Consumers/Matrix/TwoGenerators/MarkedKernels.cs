using System;
using OtherGenerator;
using SoftmaxGen;

namespace TwoGenerators;

[Marker]
public static partial class MarkedKernels
{
    [Marker]
    [SoftmaxLoss(Classes = 3)]
    public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient);
}

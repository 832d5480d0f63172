using System;
using SoftmaxGen;

namespace Offline;

public static partial class OfflineKernels
{
    [SoftmaxLoss(Classes = 3)]
    public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, Span<float> gradient);
}

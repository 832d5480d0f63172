using System;
using SoftmaxGen;

namespace Inner;

internal static partial class InnerKernels
{
    [SoftmaxLoss(Classes = 3, Target = Target.OneHot, Reduction = Reduction.Sum)]
    internal static partial double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);
}

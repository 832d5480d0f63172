using System;
using System.Globalization;
using Inner;
using SoftmaxGen;

double[] logits = [1, 2, 3];
Console.WriteLine(InnerKernels.Loss(logits, [0, 0, 1]).ToString("R", CultureInfo.InvariantCulture));
Console.WriteLine(OuterKernels.Loss(logits, [0, 0, 1]).ToString("R", CultureInfo.InvariantCulture));

internal static partial class OuterKernels
{
    [SoftmaxLoss(Classes = 3, Target = Target.OneHot, Reduction = Reduction.Sum)]
    internal static partial double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);
}

using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>Whether numbers are as near to the expected ones as they must be.</summary>
internal static class Closeness
{
    /// <summary>The bound of the issue for double, in units of the scale.</summary>
    public const double DoubleBound = 2e-14;

    /// <summary>The bound of the issue for float, in units of the scale.</summary>
    public const double SingleBound = 4e-6;

    /// <summary>One unit of the last digit of 1: what is computed in float, and rounded once, is nearer.</summary>
    public const double HalfBound = 1.0 / 1024;

    /// <summary>The bound for that type.</summary>
    public static double BoundOf(Type element) =>
        element == typeof(float) ? SingleBound : element == typeof(Half) ? HalfBound : DoubleBound;

    /// <summary>
    /// The bound for that kernel. A bounded logit, cap * tanh, is only as good as the cap's last digits; and p (1 - p) of the
    /// Hessian is as good as the last digit of 1, times a factor: the target's sum, and with a z-loss a log-sum-exp, of
    /// logits up to 1e4 here. The logits of a linear layer have an error of their own, that of sums of products.
    /// A shard divides its logits before they are shifted: those of random questions are up to 60.
    /// </summary>
    public static double BoundOf(KernelSpec spec)
    {
        KernelSettings settings = spec.Settings;
        double cap = double.IsInfinity(settings.Softcap) ? 0 : settings.Softcap / settings.Temperature;
        double bent = 2e4 * settings.ZLoss / Math.Pow(settings.Temperature, 3) + (spec.Has("target") ? spec.Classes : 0);
        double digit = spec.Element == typeof(double) ? 2.3e-16 : 1.2e-7;
        double undivided = spec.IsSharded ? 60 / settings.Temperature : 0;
        double summed = Math.Min(spec.Features, 256);
        return BoundOf(spec.Element) + digit * (4 * cap + undivided + summed + (spec.Has("hessianDiagonal") ? bent : 0));
    }

    /// <summary>
    /// The first number that is too far away, told in words, or null. The scale is the greatest finite expected
    /// magnitude of its part, at least 1. NaN and infinities must be met as they are; what lies beyond the
    /// element's range is expected as infinite.
    /// </summary>
    /// <param name="expected">In double.</param>
    /// <param name="actual">What came out, widened.</param>
    /// <param name="element">The type that it came out in.</param>
    /// <param name="bound">In units of the scale.</param>
    /// <param name="part">How many elements share a scale; 0 for all.</param>
    public static string? FirstFar(
        ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, Type element, double bound, int part = 0)
    {
        if (expected.Length != actual.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{actual.Length} elements for {expected.Length}");
        }

        part = part == 0 ? Math.Max(expected.Length, 1) : part;
        for (int start = 0; start < expected.Length; start += part)
        {
            ReadOnlySpan<double> wanted = expected.Slice(start, Math.Min(part, expected.Length - start));
            double scale = ScaleOf(wanted);
            for (int i = 0; i < wanted.Length; i++)
            {
                double rounded = Rounding.To(element, wanted[i]);
                double got = actual[start + i];
                if (!IsNear(rounded, got, bound * scale))
                {
                    double off = Math.Abs(got - rounded) / scale;
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"[{start + i}] is {got:R}, expected {rounded:R}, off by {off:E1} of {scale:R}");
                }
            }
        }

        return null;
    }

    private static double ScaleOf(ReadOnlySpan<double> values)
    {
        double scale = 1;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                scale = Math.Max(scale, Math.Abs(value));
            }
        }

        return scale;
    }

    private static bool IsNear(double expected, double actual, double distance) =>
        double.IsFinite(expected)
            ? Math.Abs(expected - actual) <= distance
            : expected.Equals(actual);
}

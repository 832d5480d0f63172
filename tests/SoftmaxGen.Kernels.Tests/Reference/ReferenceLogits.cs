using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>What the options make of the logits before the softmax, and the derivatives of that.</summary>
internal static class ReferenceLogits
{
    /// <summary>
    /// Bounded, shifted by a finite maximum, then divided; an infinite logit stays one. The shift, divided likewise, is
    /// what the log-sum-exp has to be given back: to divide first would lose digits of logits far from 0.
    /// </summary>
    public static (double[] Logits, double Shift) Of(KernelSpec spec, ReadOnlySpan<double> logits)
    {
        double[] made = new double[logits.Length];
        for (int k = 0; k < made.Length; k++)
        {
            double cap = spec.Settings.Softcap;
            double capped = double.IsInfinity(cap) || double.IsInfinity(logits[k])
                ? logits[k]
                : cap * Math.Tanh(logits[k] / cap);
            made[k] = capped;
        }

        double max = made[Softmax.ArgMax(made)];
        double shift = double.IsFinite(max) ? max : 0;
        for (int k = 0; k < made.Length; k++)
        {
            made[k] = (made[k] - shift) / spec.Settings.Temperature;
        }

        return (made, shift / spec.Settings.Temperature);
    }

    /// <summary>The first derivative of one.</summary>
    public static double Slope(KernelSpec spec, double logit)
    {
        double tanh = double.IsInfinity(spec.Settings.Softcap) ? 0 : Math.Tanh(logit / spec.Settings.Softcap);
        return (1 - tanh * tanh) / spec.Settings.Temperature;
    }

    /// <summary>The second derivative of one.</summary>
    public static double Curvature(KernelSpec spec, double logit)
    {
        double cap = spec.Settings.Softcap;
        double tanh = double.IsInfinity(cap) ? 0 : Math.Tanh(logit / cap);
        return -2 * tanh * (1 - tanh * tanh) / cap / spec.Settings.Temperature;
    }

    /// <summary>Whether the row is -inf alone and the safe answer is asked for.</summary>
    public static bool IsDead(KernelSpec spec, ReadOnlySpan<double> logits)
    {
        foreach (double logit in logits)
        {
            if (!double.IsNegativeInfinity(logit))
            {
                return false;
            }
        }

        return spec.Settings.EdgeCases == "Safe";
    }
}

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>The functions of one row of logits, in two passes over it with the maximum taken off.</summary>
internal static class Softmax
{
    /// <summary>The class of the greatest logit, the first of equals; a NaN counts as the greatest.</summary>
    public static int ArgMax(ReadOnlySpan<double> logits)
    {
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            if (logits[k] > logits[best] || (double.IsNaN(logits[k]) && !double.IsNaN(logits[best])))
            {
                best = k;
            }
        }

        return best;
    }

    /// <summary>
    /// ln Σ exp: exact for an infinite maximum, where the difference to the maximum would be NaN.
    /// </summary>
    public static double LogSumExp(ReadOnlySpan<double> logits)
    {
        double max = Max(logits);
        return double.IsFinite(max) ? max + Math.Log(SumExp(logits, max)) : max;
    }

    /// <summary>exp(x - max) / Σ exp(x - max); a row without a finite maximum is all NaN.</summary>
    public static void Probabilities(ReadOnlySpan<double> logits, Span<double> probabilities)
    {
        double max = Max(logits);
        double sum = SumExp(logits, max);
        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] = double.IsFinite(max) ? Math.Exp(logits[k] - max) / sum : double.NaN;
        }
    }

    /// <summary>(x - max) - ln Σ exp(x - max); a row without a finite maximum is all NaN.</summary>
    public static void LogProbabilities(ReadOnlySpan<double> logits, Span<double> logProbabilities)
    {
        double max = Max(logits);
        double logSum = Math.Log(SumExp(logits, max));
        for (int k = 0; k < logits.Length; k++)
        {
            logProbabilities[k] = double.IsFinite(max) ? logits[k] - max - logSum : double.NaN;
        }
    }

    /// <summary>The maximum; NaN where there is one.</summary>
    private static double Max(ReadOnlySpan<double> logits) => logits[ArgMax(logits)];

    private static double SumExp(ReadOnlySpan<double> logits, double max)
    {
        double sum = 0;
        foreach (double logit in logits)
        {
            sum += Math.Exp(logit - max);
        }

        return sum;
    }
}

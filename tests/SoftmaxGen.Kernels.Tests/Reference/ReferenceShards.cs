using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>One row of a loss that holds a part of the classes, from the log-sum-exp that it is given.</summary>
internal static class ReferenceShards
{
    /// <summary>The shard's part of the loss; the row's probabilities are written to the answer.</summary>
    public static RowLoss Evaluate(KernelSpec spec, Question question, Answer answer, int row)
    {
        int classes = spec.Classes;
        ReadOnlySpan<double> given = question.Elements["logits"].AsSpan(row * classes, classes);
        double[] logits = [.. given.ToArray().Select(logit => Divided(spec, logit))];
        double merged = question.Elements["logSumExp"][row];
        bool dead = spec.Settings.EdgeCases == "Safe" && double.IsNegativeInfinity(merged);
        double logSumExp = double.IsInfinity(merged) && !dead ? double.NaN : merged;
        double[] p = [.. logits.Select(logit => dead ? 0 : Math.Exp(logit - logSumExp))];
        if (spec.Has("probabilities"))
        {
            p.CopyTo(answer.Elements["probabilities"], row * classes);
        }

        double sample = spec.Has("sampleWeights") ? question.Elements["sampleWeights"][row] : 1;
        if (question.Labels[row] == spec.IgnoreIndex || sample == 0)
        {
            return RowLoss.Nothing;
        }

        if (dead)
        {
            return new RowLoss(true, 0, new double[classes], new double[classes]);
        }

        long label = question.Labels[row] - question.ClassOffset;
        double zLoss = spec.Settings.ZLoss;
        double whole = question.ClassOffset == 0 ? logSumExp : 0;
        double value = whole + zLoss * whole * whole - (label >= 0 && label < classes ? logits[label] : 0);
        double[] gradient = new double[classes];
        double[] hessian = new double[classes];
        double extra = 2 * zLoss * logSumExp;
        for (int k = 0; k < classes; k++)
        {
            double slope = ReferenceLogits.Slope(spec, given[k]);
            double inner = p[k] - (k == label ? 1 : 0) + extra * p[k];
            gradient[k] = sample * inner * slope;
            double bent = (1 + extra) * p[k] * (1 - p[k]) + 2 * zLoss * p[k] * p[k];
            hessian[k] = sample * (bent * slope * slope + inner * ReferenceLogits.Curvature(spec, given[k]));
        }

        return new RowLoss(true, sample * value, gradient, hessian);
    }

    /// <summary>A logit, bounded and divided.</summary>
    private static double Divided(KernelSpec spec, double logit)
    {
        double cap = spec.Settings.Softcap;
        return (double.IsInfinity(cap) || double.IsInfinity(logit) ? logit : cap * Math.Tanh(logit / cap)) / spec.Settings.Temperature;
    }
}

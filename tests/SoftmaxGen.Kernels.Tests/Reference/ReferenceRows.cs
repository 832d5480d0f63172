using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>The loss of one row, and what else is written of the row.</summary>
internal static class ReferenceRows
{
    /// <summary>The loss; the row's probabilities, log-sum-exp and prediction are written to the answer.</summary>
    public static RowLoss Evaluate(KernelSpec spec, Question question, Answer answer, int row)
    {
        int classes = spec.Classes;
        if (spec.IsSharded)
        {
            return ReferenceShards.Evaluate(spec, question, answer, row);
        }

        bool nll = spec.Operator == "NllLoss";
        ReadOnlySpan<double> given = question.Elements[nll ? "logProbabilities" : "logits"].AsSpan(row * classes, classes);
        (double[] logits, double shift) = nll ? (given.ToArray(), 0) : ReferenceLogits.Of(spec, given);
        double[] p = new double[classes];
        double[] logP = new double[classes];
        bool dead = ReferenceLogits.IsDead(spec, given);
        if (nll)
        {
            given.CopyTo(logP);
        }
        else if (!dead)
        {
            Softmax.Probabilities(logits, p);
            Softmax.LogProbabilities(logits, logP);
        }

        double logSumExp = nll ? 0 : Softmax.LogSumExp(logits) + shift;
        WriteForward(spec, answer, row, given, p, logSumExp);

        double sample = spec.Has("sampleWeights") ? question.Elements["sampleWeights"][row] : 1;
        bool ignored = spec.Has("labels") && question.Labels[row] == spec.IgnoreIndex;
        if (ignored || sample == 0)
        {
            return RowLoss.Nothing;
        }

        double[] coefficients = Coefficients(spec, question, row);
        if (dead)
        {
            return new RowLoss(true, 0, new double[classes], new double[classes]) { Product = new double[classes] };
        }

        RowLoss loss = nll
            ? new RowLoss(true, CrossEntropy(logP, coefficients), [.. coefficients.Select(c => -c)], [])
            : Loss(spec, question, row, given, p, logP, logSumExp, coefficients);
        return loss with
        {
            Value = loss.Value * sample,
            Gradient = [.. loss.Gradient.Select(one => one * sample)],
            Hessian = [.. loss.Hessian.Select(one => one * sample)],
        };
    }

    private static void WriteForward(
        KernelSpec spec, Answer answer, int row, ReadOnlySpan<double> given, double[] p, double logSumExp)
    {
        if (spec.Has("probabilities"))
        {
            p.CopyTo(answer.Elements["probabilities"], row * spec.Classes);
        }

        if (spec.Has("logSumExp"))
        {
            answer.Elements["logSumExp"][row] = logSumExp;
        }

        if (spec.Has("predictions"))
        {
            answer.Labels[row] = Softmax.ArgMax(given);
        }
    }

    /// <summary>How much -log p of each class counts: weighted, smoothed as PyTorch does.</summary>
    private static double[] Coefficients(KernelSpec spec, Question question, int row)
    {
        double[] target = new double[spec.Classes];
        if (spec.Has("labels"))
        {
            target[question.Labels[row]] = 1;
        }
        else
        {
            question.Elements["target"].AsSpan(row * spec.Classes, spec.Classes).CopyTo(target);
        }

        double smoothing = spec.Settings.LabelSmoothing;
        for (int k = 0; k < target.Length; k++)
        {
            double weight = spec.Has("classWeights") ? question.Elements["classWeights"][k] : 1;
            target[k] = weight * ((1 - smoothing) * target[k] + smoothing / spec.Classes);
        }

        return target;
    }

    private static RowLoss Loss(
        KernelSpec spec,
        Question question,
        int row,
        ReadOnlySpan<double> given,
        double[] p,
        double[] logP,
        double logSumExp,
        double[] coefficients)
    {
        double zLoss = spec.Settings.ZLoss;
        double value = CrossEntropy(logP, coefficients) + (zLoss == 0 ? 0 : zLoss * logSumExp * logSumExp);
        double mass = coefficients.Sum();
        double focus = 1;
        if (spec.Settings.FocalGamma != 0)
        {
            int label = (int)question.Labels[row];
            (double modulation, focus) = Focal(spec.Settings.FocalGamma, p, logP[label], label);
            value = CrossEntropy(logP, coefficients) * modulation + (zLoss == 0 ? 0 : zLoss * logSumExp * logSumExp);
        }

        double extra = zLoss == 0 ? 0 : 2 * zLoss * logSumExp;
        double[] gradient = new double[p.Length];
        double[] hessian = new double[p.Length];
        for (int k = 0; k < p.Length; k++)
        {
            double slope = ReferenceLogits.Slope(spec, given[k]);
            double inner = focus * (mass * p[k] - coefficients[k]) + extra * p[k];
            gradient[k] = inner * slope;
            double bent = (mass + extra) * p[k] * (1 - p[k]) + 2 * zLoss * p[k] * p[k];
            hessian[k] = bent * slope * slope + inner * ReferenceLogits.Curvature(spec, given[k]);
        }

        return new RowLoss(true, value, gradient, hessian) { Product = Product(spec, question, row, given, p, coefficients) };
    }

    /// <summary>Σ_j H_kj v_j, with H_kj = slope_k m p_k ((k = j) - p_j) slope_j, and on the diagonal what a bent logit adds.</summary>
    private static double[] Product(
        KernelSpec spec, Question question, int row, ReadOnlySpan<double> given, double[] p, double[] coefficients)
    {
        double[] product = new double[p.Length];
        if (!spec.Has("vector"))
        {
            return product;
        }

        ReadOnlySpan<double> v = question.Elements["vector"].AsSpan(row * p.Length, p.Length);
        double mass = coefficients.Sum();
        for (int k = 0; k < p.Length; k++)
        {
            double slope = ReferenceLogits.Slope(spec, given[k]);
            for (int j = 0; j < p.Length; j++)
            {
                double other = ReferenceLogits.Slope(spec, given[j]);
                product[k] += slope * mass * p[k] * ((k == j ? 1 : 0) - p[j]) * other * v[j];
            }

            double inner = mass * p[k] - coefficients[k];
            product[k] += inner * ReferenceLogits.Curvature(spec, given[k]) * v[k];
        }

        return product;
    }

    /// <summary>(1 - p)^γ, and what it makes of the factor of p - onehot in the gradient: -p d/dp of -(1 - p)^γ ln p.</summary>
    private static (double Modulation, double Focus) Focal(double gamma, double[] p, double logP, int label)
    {
        double lack = p.Where((_, k) => k != label).Sum();
        double entropy = lack < 0.5 ? -LogOneMinus(lack) : -logP;
        double modulation = Math.Pow(lack, gamma);
        double focus = lack == 0 ? 0 : modulation + gamma * p[label] * entropy * modulation / lack;
        return (modulation, focus);
    }

    /// <summary>ln(1 - x), by Kahan's correction.</summary>
    private static double LogOneMinus(double x)
    {
        double rounded = 1 - x;
        return rounded == 1 ? -x : Math.Log(rounded) * (x / (1 - rounded));
    }

    /// <summary>-Σ t ln p, where a t of 0 contributes 0 to a row that has a softmax.</summary>
    private static double CrossEntropy(double[] logP, double[] coefficients)
    {
        double loss = logP.Any(double.IsNaN) && logP.All(double.IsNaN) ? double.NaN : 0;
        for (int k = 0; k < logP.Length; k++)
        {
            if (coefficients[k] != 0)
            {
                loss -= coefficients[k] * logP[k];
            }
        }

        return loss;
    }
}

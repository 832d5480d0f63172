using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>The losses, by plain loops in double.</summary>
internal static class ReferenceLosses
{
    /// <summary>Answers the question as that loss ought to.</summary>
    public static void Evaluate(KernelSpec spec, Question question, Answer answer)
    {
        bool[] counted = [.. Enumerable.Range(0, question.Rows)
            .Select(row => !spec.Has("labels") || question.Labels[row] != spec.IgnoreIndex)];
        double divisor = spec.Reduction == "Mean" ? counted.Count(one => one) : 1;
        double total = 0;
        for (int row = 0; row < question.Rows; row++)
        {
            double[] gradient = new double[spec.Classes];
            double loss = Row(spec, question, answer, row, counted[row], gradient);
            total += loss;
            if (spec.Has("losses"))
            {
                answer.Elements["losses"][row] = loss;
            }

            if (spec.Has("gradient"))
            {
                for (int k = 0; k < spec.Classes; k++)
                {
                    // Nothing of an ignored row may leak: a divisor of 0 must not make its zeros NaN.
                    answer.Elements["gradient"][row * spec.Classes + k] =
                        counted[row] ? gradient[k] / divisor * (spec.Has("scale") ? question.Scale : 1) : 0;
                }
            }
        }

        answer.Returned = spec.ReturnsValue ? total / divisor : 0;
    }

    /// <summary>The loss of a row, and the gradient of that loss.</summary>
    private static double Row(
        KernelSpec spec, Question question, Answer answer, int row, bool counted, Span<double> gradient)
    {
        int classes = spec.Classes;
        if (spec.Operator == "NllLoss")
        {
            if (!counted)
            {
                return 0;
            }

            gradient[(int)question.Labels[row]] = -1;
            return -question.Elements["logProbabilities"][row * classes + question.Labels[row]];
        }

        ReadOnlySpan<double> logits = question.Elements["logits"].AsSpan(row * classes, classes);
        double[] p = new double[classes];
        double[] logP = new double[classes];
        Softmax.Probabilities(logits, p);
        Softmax.LogProbabilities(logits, logP);
        if (spec.Has("probabilities"))
        {
            p.CopyTo(answer.Elements["probabilities"], row * classes);
        }

        if (spec.Has("logSumExp"))
        {
            answer.Elements["logSumExp"][row] = Softmax.LogSumExp(logits);
        }

        if (!counted)
        {
            return 0;
        }

        double[] target = new double[classes];
        if (spec.Has("labels"))
        {
            target[question.Labels[row]] = 1;
        }
        else
        {
            question.Elements["target"].AsSpan(row * classes, classes).CopyTo(target);
        }

        return CrossEntropy(p, logP, target, gradient);
    }

    /// <summary>
    /// -Σ t ln p, where a t of 0 contributes 0 to a row that has a softmax; its gradient is Σt · p - t.
    /// </summary>
    private static double CrossEntropy(
        ReadOnlySpan<double> p, ReadOnlySpan<double> logP, ReadOnlySpan<double> target, Span<double> gradient)
    {
        double loss = double.IsNaN(p[0]) ? double.NaN : 0;
        double mass = 0;
        for (int k = 0; k < p.Length; k++)
        {
            mass += target[k];
            if (target[k] != 0)
            {
                loss -= target[k] * logP[k];
            }
        }

        for (int k = 0; k < p.Length; k++)
        {
            gradient[k] = mass * p[k] - target[k];
        }

        return loss;
    }
}

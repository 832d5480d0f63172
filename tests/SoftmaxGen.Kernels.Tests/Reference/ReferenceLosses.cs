using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>The losses, by plain loops in double.</summary>
internal static class ReferenceLosses
{
    /// <summary>Answers the question as that loss ought to.</summary>
    public static void Evaluate(KernelSpec spec, Question question, Answer answer)
    {
        double[] sizes = [.. Enumerable.Range(0, question.Rows).Select(row => SizeOf(spec, question, row))];
        double divisor = spec.Reduction == "Mean" ? sizes.Sum() : 1;
        double total = 0;
        for (int row = 0; row < question.Rows; row++)
        {
            RowLoss loss = ReferenceRows.Evaluate(spec, question, answer, row);
            total += loss.Value;
            if (spec.Has("losses"))
            {
                answer.Elements["losses"][row] = loss.Value;
            }

            WriteDerivatives(spec, question, answer, row, loss, divisor);
        }

        bool nothing = spec.Settings.EdgeCases == "Safe" && divisor == 0;
        answer.Returned = !spec.ReturnsValue || nothing ? 0 : total / divisor;
    }

    /// <summary>What a row adds to that which the mean divides by.</summary>
    private static double SizeOf(KernelSpec spec, Question question, int row)
    {
        double sample = spec.Has("sampleWeights") ? question.Elements["sampleWeights"][row] : 1;
        if (!spec.Has("labels"))
        {
            return sample;
        }

        long label = question.Labels[row];
        return label == spec.IgnoreIndex ? 0
            : spec.Has("classWeights") ? sample * question.Elements["classWeights"][label]
            : sample;
    }

    private static void WriteDerivatives(
        KernelSpec spec, Question question, Answer answer, int row, RowLoss loss, double divisor)
    {
        // Nothing of a row that does not count may leak: a divisor of 0 must not make its zeros NaN.
        double factor = divisor == 0 ? 0 : (spec.Has("scale") ? question.Scale : 1) / divisor;
        for (int k = 0; k < spec.Classes; k++)
        {
            int at = row * spec.Classes + k;
            if (spec.Has("gradient"))
            {
                double before = spec.Settings.Accumulate ? question.Elements["gradient"][at] : 0;
                answer.Elements["gradient"][at] = before + (loss.Counts ? loss.Gradient[k] * factor : 0);
            }

            if (spec.Has("product"))
            {
                answer.Elements["product"][at] = loss.Counts ? loss.Product[k] * factor : 0;
            }

            if (spec.Has("hessianDiagonal"))
            {
                answer.Elements["hessianDiagonal"][at] = loss.Counts ? loss.Hessian[k] * factor : 0;
            }
        }
    }
}

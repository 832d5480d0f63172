using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>
/// The answer of every kernel by plain loops in double, row by row, straight from the formulas and from the contract's
/// table of edge cases. Nothing here is fast or clever: it is what the emitted code is measured against.
/// </summary>
internal static class ReferenceKernels
{
    /// <summary>Answers the question as that kernel ought to.</summary>
    public static Answer Evaluate(KernelSpec spec, Question question)
    {
        Answer answer = new();
        foreach (string output in spec.Outputs)
        {
            answer.Elements[output] = new double[spec.LengthOf(output, question.Rows)];
        }

        if (spec.WrittenLabels is not null)
        {
            answer.Labels = new long[question.Rows];
        }

        if (spec.IsLinear)
        {
            ReferenceLinear.Evaluate(spec, question, answer);
            return answer;
        }

        if (spec.IsLoss)
        {
            ReferenceLosses.Evaluate(spec, question, answer);
            return answer;
        }

        for (int row = 0; row < question.Rows; row++)
        {
            EvaluateRow(spec, question, answer, row);
        }

        return answer;
    }

    private static void EvaluateRow(KernelSpec spec, Question question, Answer answer, int row)
    {
        int classes = spec.Classes;
        ReadOnlySpan<double> In(string name) => question.Elements[name].AsSpan(row * classes, classes);
        Span<double> Out(string name) => answer.Elements[name].AsSpan(row * classes, classes);
        double[] Made() => ReferenceLogits.Of(spec, In("logits")).Logits;
        bool dead = spec.Has("logits") && ReferenceLogits.IsDead(spec, In("logits"));

        switch (spec.Operator)
        {
            case "Softmax":
                if (!dead)
                {
                    Softmax.Probabilities(Made(), Out("probabilities"));
                }

                break;
            case "LogSoftmax":
                if (dead)
                {
                    Out("logProbabilities").Fill(double.NegativeInfinity);
                }
                else
                {
                    Softmax.LogProbabilities(Made(), Out("logProbabilities"));
                }

                break;
            case "SoftmaxBackward":
                SoftmaxBackward(In("probabilities"), In("upstream"), Out("gradient"));
                break;
            case "LogSoftmaxBackward":
                LogSoftmaxBackward(In("logProbabilities"), In("upstream"), Out("gradient"));
                break;
            case "SoftmaxJacobian":
                Jacobian(In("probabilities"), answer.Elements["jacobian"].AsSpan(row * classes * classes));
                break;
            case "LogSumExp" when spec.ReturnsValue:
                answer.Returned = LogSumExp(spec, In("logits"));
                break;
            case "LogSumExp":
                answer.Elements["logSumExp"][row] = LogSumExp(spec, In("logits"));
                break;
            case "ArgMax":
                answer.Labels[row] = Softmax.ArgMax(In("logits"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(spec), spec.Operator, "No reference for this operator.");
        }
    }

    private static double LogSumExp(KernelSpec spec, ReadOnlySpan<double> logits)
    {
        (double[] made, double shift) = ReferenceLogits.Of(spec, logits);
        return Softmax.LogSumExp(made) + shift;
    }

    private static void SoftmaxBackward(ReadOnlySpan<double> p, ReadOnlySpan<double> upstream, Span<double> gradient)
    {
        double dot = 0;
        for (int k = 0; k < p.Length; k++)
        {
            dot += p[k] * upstream[k];
        }

        for (int k = 0; k < p.Length; k++)
        {
            gradient[k] = p[k] * (upstream[k] - dot);
        }
    }

    private static void LogSoftmaxBackward(
        ReadOnlySpan<double> logP, ReadOnlySpan<double> upstream, Span<double> gradient)
    {
        double sum = 0;
        foreach (double one in upstream)
        {
            sum += one;
        }

        for (int k = 0; k < logP.Length; k++)
        {
            gradient[k] = upstream[k] - Math.Exp(logP[k]) * sum;
        }
    }

    private static void Jacobian(ReadOnlySpan<double> p, Span<double> jacobian)
    {
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j < p.Length; j++)
            {
                jacobian[i * p.Length + j] = p[i] * ((i == j ? 1 : 0) - p[j]);
            }
        }
    }
}

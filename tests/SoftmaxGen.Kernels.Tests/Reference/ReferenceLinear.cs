using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>A linear layer around the kernels of its logits, by plain loops in double.</summary>
internal static class ReferenceLinear
{
    /// <summary>Answers the question as that linear kernel ought to.</summary>
    public static void Evaluate(KernelSpec spec, Question question, Answer answer)
    {
        double[] logits = Logits(spec, question);
        if (spec.Has("logits"))
        {
            answer.Elements["logits"] = logits;
        }

        if (spec.Operator == "LinearPredict")
        {
            Predict(spec, logits, answer);
            return;
        }

        KernelSpec loss = spec with
        {
            Operator = "SoftmaxLoss",
            Parameters = spec.Has("labels") ? "logits labels gradient losses" : "logits target gradient losses",
            Settings = spec.Settings with { Accumulate = false },
        };
        Question asked = question with { Elements = new(question.Elements) { ["logits"] = logits } };
        Answer made = ReferenceKernels.Evaluate(loss, asked);
        answer.Returned = made.Returned;
        if (spec.Has("losses"))
        {
            answer.Elements["losses"] = made.Elements["losses"];
        }

        Backward(spec, question, made.Elements["gradient"], answer);
    }

    private static double[] Logits(KernelSpec spec, Question question)
    {
        double[] logits = new double[question.Rows * spec.Classes];
        for (int i = 0; i < logits.Length; i++)
        {
            (int row, int k) = (i / spec.Classes, i % spec.Classes);
            logits[i] = spec.Has("bias") ? question.Elements["bias"][k] : 0;
            for (int f = 0; f < spec.Features; f++)
            {
                logits[i] += question.Elements["inputs"][row * spec.Features + f] * question.Elements["weights"][k * spec.Features + f];
            }
        }

        // What is stored as Half is computed in float: the loss sees logits that were never rounded to Half.
        return Rounding.To(spec.Element == typeof(Half) ? typeof(float) : spec.Element, logits);
    }

    private static void Predict(KernelSpec spec, double[] logits, Answer answer)
    {
        for (int row = 0; row < answer.Labels.Length; row++)
        {
            ReadOnlySpan<double> given = logits.AsSpan(row * spec.Classes, spec.Classes);
            answer.Labels[row] = Softmax.ArgMax(given);
            if (spec.Has("probabilities"))
            {
                Softmax.Probabilities(given, answer.Elements["probabilities"].AsSpan(row * spec.Classes, spec.Classes));
            }
        }
    }

    private static void Backward(KernelSpec spec, Question question, double[] gradient, Answer answer)
    {
        int features = spec.Features;
        foreach (string output in spec.Outputs.Where(KernelSpec.IsGradient).Where(_ => spec.Settings.Accumulate))
        {
            question.Elements[output].CopyTo(answer.Elements[output], 0);
        }

        void Add(string output, int at, double product)
        {
            if (spec.Has(output))
            {
                answer.Elements[output][at] += product;
            }
        }

        for (int row = 0; row < question.Rows; row++)
        {
            // What an ignored row's inputs hold must not leak, not even as zero times NaN.
            if (spec.Has("labels") && question.Labels[row] == spec.IgnoreIndex)
            {
                continue;
            }

            for (int k = 0; k < spec.Classes; k++)
            {
                double g = gradient[row * spec.Classes + k];
                Add("biasGradient", k, g);
                for (int f = 0; f < features; f++)
                {
                    Add("weightGradient", k * features + f, g * question.Elements["inputs"][row * features + f]);
                    Add("inputGradient", row * features + f, g * question.Elements["weights"][k * features + f]);
                }
            }
        }
    }
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// What a mean over weighted rows divides by: the weights of the labels' classes, of the rows, or their products, of the
/// rows that count, summed in double.
/// </summary>
internal static class MeanMass
{
    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        w.Write("/// <summary>The sum of the weights of the rows that count.</summary>");
        using (w.Open($"internal static double Mass({string.Join(", ", Parameters(text))})"))
        {
            w.Write("double mass = 0;");
            using (w.Open("for (int row = 0; row < rows; row++)"))
            {
                List<string> factors = [];
                if (plan.Truth == Truth.Labels)
                {
                    w.Write($"int label = {LabelText.Convert(plan.Labels, "int", "labels[row]")};");
                    using (w.Open("if (label == ignoreIndex)"))
                    {
                        w.Write("continue;");
                    }

                    factors.AddRange(plan.Has(Terms.ClassWeights) ? ["(double)classWeights[label]"] : []);
                }

                factors.AddRange(plan.Has(Terms.SampleWeights) ? ["(double)sampleWeights[row]"] : []);
                w.Write($"mass += {string.Join(" * ", factors)};");
            }

            w.Gap().Write("return mass;");
        }
    }

    /// <summary>The buffers that it reads, by parameter name.</summary>
    public static IEnumerable<string> Buffers(KernelPlan plan)
    {
        if (plan.Truth == Truth.Labels)
        {
            yield return "labels";
            if (plan.Has(Terms.ClassWeights))
            {
                yield return "classWeights";
            }
        }

        if (plan.Has(Terms.SampleWeights))
        {
            yield return "sampleWeights";
        }
    }

    private static IEnumerable<string> Parameters(KernelText text)
    {
        KernelPlan plan = text.Plan;
        foreach (string buffer in Buffers(plan))
        {
            string element = buffer == "labels" ? LabelText.Keyword(plan.Labels) : text.Scalar;
            yield return $"{text.Access.BufferType(element, written: false)} {buffer}";
        }

        if (plan.Truth == Truth.Labels)
        {
            yield return "int ignoreIndex";
        }

        yield return "int rows";
    }
}

using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>
/// Batches in which tame rows stand between rows of infinities, NaN of any payload, subnormals, the greatest
/// numbers and random bits: what a row gives must depend on that row alone.
/// </summary>
internal static class PatternTrials
{
    private const int Rows = 67;

    private static readonly int[] Classes = [2, 3, 5, 9, 10, 16, 17, 31, 64, 257];

    /// <summary>The suite.</summary>
    public static Suite Suite { get; } = Make();

    private static Suite Make()
    {
        KernelSpec[] specs =
        [
            .. from element in new[] { typeof(float), typeof(double) }
               from classes in Classes
               from spec in Kernels(classes)
               select spec with { Element = element },
        ];
        return new Suite(specs, specs.Select(Trial));
    }

    private static IEnumerable<KernelSpec> Kernels(int classes)
    {
        yield return new KernelSpec("Softmax", classes, "logits probabilities");
        yield return new KernelSpec("LogSoftmax", classes, "logits logProbabilities");
        yield return new KernelSpec("LogSumExp", classes, "logits logSumExp");
        yield return new KernelSpec("ArgMax", classes, "logits labels");
        yield return new KernelSpec("SoftmaxLoss", classes, "logits labels losses gradient probabilities logSumExp")
        {
            Reduction = "None",
        };
        yield return new KernelSpec("SoftmaxLoss", classes, "logits target losses gradient")
        {
            Target = "Soft",
            Reduction = "None",
        };
        yield return new KernelSpec("SoftmaxLoss", classes, "logits labels classWeights gradient predictions hessianDiagonal")
        {
            Settings = new KernelSettings { Temperature = 2, EdgeCases = "Safe" },
        };
        yield return new KernelSpec("SoftmaxLoss", classes, "logits labels sampleWeights losses gradient probabilities")
        {
            Settings = new KernelSettings { LabelSmoothing = 0.2, Softcap = 5, Accumulate = true },
            Reduction = "None",
        };
        yield return new KernelSpec("SoftmaxLoss", classes, "logits labels sampleWeights losses gradient")
        {
            Settings = new KernelSettings { FocalGamma = 0.5, EdgeCases = "Safe" },
            Reduction = "Sum",
        };
        yield return new KernelSpec("Softmax", classes, "logits probabilities")
        {
            Settings = new KernelSettings { Temperature = 2, Softcap = 5, EdgeCases = "Safe" },
        };
    }

    private static Trial Trial(KernelSpec spec)
    {
        Noise noise = Noise.For("patterns " + spec.Name, Rows);
        Question plain = RandomQuestions.Of(spec, Rows);
        double[] logits = plain.Elements["logits"];
        for (int row = 0; row < Rows; row++)
        {
            Disturb(logits.AsSpan(row * spec.Classes, spec.Classes), noise, spec.Element);
        }

        plain.Elements["logits"] = Rounding.To(spec.Element, logits);
        string name = string.Create(CultureInfo.InvariantCulture, $"{spec.Name}/patterns");
        return new Trial(name, spec, plain, ReferenceKernels.Evaluate(spec, plain)) { ScalePerRow = true };
    }

    private static void Disturb(Span<double> row, Noise noise, Type element)
    {
        int somewhere = noise.Below(row.Length);
        switch (noise.Below(10))
        {
            case 0:
                row.Fill(double.NegativeInfinity);
                break;
            case 1:
                row[somewhere] = double.PositiveInfinity;
                break;
            case 2:
                row[somewhere] = AnyNaN(noise, element);
                break;
            case 3:
                row.Fill(double.NegativeInfinity);
                row[somewhere] = noise.Normal();
                break;
            case 4:
                row.Fill(Greatest(element));
                row[somewhere] = -Greatest(element);
                break;
            case 5:
                row.Fill(-Greatest(element));
                break;
            case 6:
                Each(row, () => noise.Normal() * Least(element) * 1000);
                break;
            case 7:
                Each(row, () => AnyBits(noise, element));
                break;
            default:
                break;
        }
    }

    private static double AnyNaN(Noise noise, Type element)
    {
        ulong bits = noise.Bits();
        return element == typeof(float)
            ? BitConverter.UInt32BitsToSingle((uint)bits | 0x7FC00000)
            : BitConverter.UInt64BitsToDouble(bits | 0x7FF8000000000000);
    }

    private static double AnyBits(Noise noise, Type element) => element == typeof(float)
        ? BitConverter.UInt32BitsToSingle((uint)noise.Bits())
        : BitConverter.UInt64BitsToDouble(noise.Bits());

    /// <summary>
    /// The difference of two such numbers is still one: beyond, the float64 reference has no answer to compare with.
    /// </summary>
    private static double Greatest(Type element) => element == typeof(float) ? float.MaxValue / 2 : double.MaxValue / 2;

    private static double Least(Type element) => element == typeof(float) ? float.Epsilon : double.Epsilon;

    private static void Each(Span<double> row, Func<double> value)
    {
        foreach (ref double one in row)
        {
            one = value();
        }
    }
}

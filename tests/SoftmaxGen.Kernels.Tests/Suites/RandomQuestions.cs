using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Makes up what to ask a kernel: rows of every temper, always the same ones.</summary>
internal static class RandomQuestions
{
    private const double MaskedRows = 0.1;
    private const double IgnoredRows = 0.1;

    /// <summary>A question of so many rows for that kernel.</summary>
    public static Question Of(KernelSpec spec, int rows)
    {
        if (spec.IsSharded)
        {
            return RandomShards.Of(spec, rows);
        }

        Noise noise = Noise.For(spec.Name, rows);
        return new Question(rows)
        {
            Elements = spec.Given.ToDictionary(
                name => name, name => Rounding.To(spec.Element, Elements(spec, name, rows, noise))),
            Labels = spec.ReadsLabels ? [.. Enumerable.Range(0, rows).Select(_ => Label(spec, noise))] : [],
            Scale = 0.375,
        };
    }

    private static double[] Elements(KernelSpec spec, string parameter, int rows, Noise noise) => parameter switch
    {
        "classWeights" => Each(new double[spec.Classes], () => Weight(noise)),
        "sampleWeights" => Each(new double[rows], () => Weight(noise)),
        "weights" => Each(new double[spec.LengthOf(parameter, rows)], () => 2 * noise.Normal() / Math.Sqrt(spec.Features)),
        "inputs" or "bias" or "weightGradient" or "biasGradient" or "inputGradient" =>
            Each(new double[spec.LengthOf(parameter, rows)], noise.Normal),
        _ => Rows(rows, () => Row(spec, parameter, noise)),
    };

    /// <summary>Now and then nothing at all.</summary>
    public static double Weight(Noise noise) => noise.Uniform() < 0.1 ? 0 : 2 * noise.Uniform();

    private static double[] Rows(int rows, Func<double[]> row) => [.. Enumerable.Range(0, rows).SelectMany(_ => row())];

    private static double[] Row(KernelSpec spec, string parameter, Noise noise)
    {
        double[] row = new double[spec.Classes];
        switch (parameter)
        {
            case "logits":
                return Logits(row, noise);
            case "probabilities":
                Softmax.Probabilities(Logits(row, noise), row);
                return row;
            case "logProbabilities":
                Softmax.LogProbabilities(Logits(row, noise), row);
                return row;
            case "upstream" or "gradient" or "vector":
                return Each(row, noise.Normal);
            case "target" when spec.Target == "OneHot":
                row[noise.Below(row.Length)] = 1;
                return row;
            case "target":
                double zeros = noise.Of(0, 0.5, 0.9);
                return Each(row, () => noise.Uniform() < zeros ? 0 : noise.Uniform());
            default:
                throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "Not a read parameter.");
        }
    }

    /// <summary>Flat or steep, near 0 or far from it, now and then with masked classes (never all).</summary>
    private static double[] Logits(double[] row, Noise noise)
    {
        double steepness = noise.Of(0.1, 1, 5, 30);
        double offset = noise.Of(0, 0, 100, -1e4);
        bool masked = noise.Uniform() < MaskedRows;
        Each(
            row,
            () => masked && noise.Uniform() < 0.3 ? double.NegativeInfinity : offset + steepness * noise.Normal());
        row[noise.Below(row.Length)] = offset;
        return row;
    }

    private static long Label(KernelSpec spec, Noise noise) =>
        noise.Uniform() < IgnoredRows ? spec.IgnoreIndex : noise.Below(spec.Classes);

    /// <summary>Fills a row, and returns it.</summary>
    public static double[] Each(double[] row, Func<double> value)
    {
        for (int k = 0; k < row.Length; k++)
        {
            row[k] = value();
        }

        return row;
    }
}

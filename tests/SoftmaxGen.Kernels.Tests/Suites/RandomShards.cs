using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Suites;

/// <summary>Makes up what to ask a shard: its own logits, and a log-sum-exp that knows of others.</summary>
internal static class RandomShards
{
    private const double IgnoredRows = 0.1;
    private const double EmptyRows = 0.05;

    /// <summary>A question of so many rows for that kernel; its first class is 0 or another.</summary>
    public static Question Of(KernelSpec spec, int rows)
    {
        Noise noise = Noise.For(spec.Name, rows);
        int offset = noise.Of(0, 1, 7, spec.Classes, 1_000_000);
        double[] logits = Rounding.To(
            spec.Element, [.. Enumerable.Range(0, rows).SelectMany(_ => Row(new double[spec.Classes], noise))]);
        Question question = new(rows)
        {
            Labels = [.. Enumerable.Range(0, rows).Select(_ => Label(spec, offset, noise))],
            Scale = 0.375,
            ClassOffset = offset,
        };
        question.Elements["logits"] = logits;
        question.Elements["logSumExp"] = Rounding.To(
            spec.Element,
            [.. Enumerable.Range(0, rows).Select(row => Merged(spec, logits.AsSpan(row * spec.Classes, spec.Classes), noise))]);
        question.Elements["sampleWeights"] =
            Rounding.To(spec.Element, RandomQuestions.Each(new double[rows], () => RandomQuestions.Weight(noise)));
        question.Elements["gradient"] =
            Rounding.To(spec.Element, RandomQuestions.Each(new double[rows * spec.Classes], noise.Normal));
        return question;
    }

    /// <summary>Logits of moderate size, now and then with masked classes, or with nothing else.</summary>
    private static double[] Row(double[] row, Noise noise)
    {
        double steepness = noise.Of(0.1, 1, 5);
        double offset = noise.Of(0, 0, 20.0);
        double masked = noise.Uniform() < EmptyRows ? 1 : noise.Of(0, 0, 0.2);
        return RandomQuestions.Each(
            row, () => noise.Uniform() < masked ? double.NegativeInfinity : offset + steepness * noise.Normal());
    }

    /// <summary>The log-sum-exp over the row and over others that weigh less or more.</summary>
    private static double Merged(KernelSpec spec, ReadOnlySpan<double> row, Noise noise)
    {
        (double[] logits, double shift) = ReferenceLogits.Of(spec, row);
        double own = Softmax.LogSumExp(logits) + shift;
        double others = noise.Of(double.NegativeInfinity, -3, 0, 4);
        return double.IsNegativeInfinity(own) ? others : own + Math.Log(1 + Math.Exp(others));
    }

    /// <summary>A class of this shard or of another one.</summary>
    private static long Label(KernelSpec spec, int offset, Noise noise) =>
        noise.Uniform() < IgnoredRows ? spec.IgnoreIndex
        : noise.Uniform() < 0.5 ? offset + noise.Below(spec.Classes)
        : noise.Below(offset + 2 * spec.Classes);
}

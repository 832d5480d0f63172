namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A softmax whose logits are not shifted.</summary>
public sealed class SMG1001Tests
{
    [Fact]
    public void FiresOnThreeLoops() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                var e = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    e[i] = {|SMG1001:Math.Exp(scores[i])|};
                double total = 0;
                for (int i = 0; i < e.Length; i++)
                    total += e[i];
                var result = new double[e.Length];
                for (int i = 0; i < e.Length; i++)
                    result[i] = e[i] / total;
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnAReciprocalInPlace() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(Span<float> row)
            {
                float total = 0;
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = {|SMG1001:MathF.Exp(row[i])|};
                float scale = 1 / total;
                for (int i = 0; i < row.Length; i++)
                    row[i] *= scale;
            }
        }
        """);

    [Fact]
    public void FiresOnALinqPair() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(IReadOnlyList<float> scores)
            {
                float total = scores.Select(MathF.Exp).Sum();
                return scores.Select(s => {|SMG1001:MathF.Exp(s)|} / total).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnRowsOfATable() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] table)
            {
                for (int r = 0; r < table.GetLength(0); r++)
                {
                    double total = 0;
                    for (int c = 0; c < table.GetLength(1); c++)
                        total += Math.Exp(table[r, c]);
                    for (int c = 0; c < table.GetLength(1); c++)
                        table[r, c] = {|SMG1001:Math.Exp(table[r, c])|} / total;
                }
            }
        }
        """);

    [Fact]
    public void FiresOnAHelperThatExponentiates() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] powers = Powers(scores);
                double total = powers.Sum();
                for (int i = 0; i < powers.Length; i++)
                    {|SMG1001:powers[i] /= total|};
                return powers;
            }

            static double[] Powers(double[] values)
            {
                var result = new double[values.Length];
                for (int i = 0; i < values.Length; i++)
                    result[i] = Math.Pow(Math.E, values[i]);
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnATemperature() => RuleCheck.Marks(
        """
        static class C
        {
            static double Chance(double[] scores, int chosen, double temperature)
            {
                double total = 0;
                foreach (double score in scores)
                    total += Math.Exp(score / temperature);
                return {|SMG1001:Math.Exp(scores[chosen] / temperature)|} / total;
            }
        }
        """);

    [Fact]
    public void FiresOnTensorPrimitivesStepByStep() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static void Softmax(ReadOnlySpan<float> scores, Span<float> result)
            {
                {|SMG1001:TensorPrimitives.Exp(scores, result)|};
                float total = TensorPrimitives.Sum<float>(result);
                TensorPrimitives.Divide(result, total, result);
            }
        }
        """);

    [Fact]
    public void FiresOnGenericMath() => RuleCheck.Marks(
        """
        using System.Numerics;

        static class C
        {
            static T[] Softmax<T>(T[] scores) where T : IFloatingPointIeee754<T>
            {
                T total = T.Zero;
                foreach (T score in scores)
                    total += T.Exp(score);
                var result = new T[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    result[i] = {|SMG1001:T.Exp(scores[i])|} / total;
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftByTheMaximum() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAMaximumFoundByALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(Span<double> row)
            {
                double top = double.NegativeInfinity;
                foreach (double v in row)
                    if (v > top)
                        top = v;
                double total = 0;
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = Math.Exp(row[i] - top);
                for (int i = 0; i < row.Length; i++)
                    row[i] /= total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftByLogSumExp() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double log = max + Math.Log(scores.Sum(s => Math.Exp(s - max)));
                double[] p = scores.Select(s => Math.Exp(s - log)).ToArray();
                double total = p.Sum();
                return p.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnGaussianWeights() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Weights(double[] distances, double width)
            {
                var w = new double[distances.Length];
                double total = 0;
                for (int i = 0; i < w.Length; i++)
                {
                    w[i] = Math.Exp(-distances[i] * distances[i] / (2 * width * width));
                    total += w[i];
                }
                for (int i = 0; i < w.Length; i++)
                    w[i] /= total;
                return w;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftDoneByAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] shifted = Shifted(scores);
                double total = shifted.Sum(Math.Exp);
                return shifted.Select(v => Math.Exp(v) / total).ToArray();
            }

            static double[] Shifted(double[] values)
            {
                double max = values.Max();
                return values.Select(v => v - max).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftThatIsAParameter() => RuleCheck.Marks(
        """
        static class C
        {
            static double Chance(double[] scores, int chosen, double max)
            {
                double total = 0;
                foreach (double score in scores)
                    total += Math.Exp(score - max);
                return Math.Exp(scores[chosen] - max) / total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnClamps() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] e = scores.Select(s => Math.Exp(Math.Clamp(s, -10, 10))).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnPowersThatAreNotNormalised() => RuleCheck.Marks(
        """
        static class C
        {
            static double Decay(double[] rates, double time)
            {
                double total = 0;
                foreach (double rate in rates)
                    total += Math.Exp(rate * time);
                return total / rates.Length;
            }
        }
        """);

    [Fact]
    public void IsSilentOnATemperedLogarithm() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Tempered(double[] probabilities, double temperature)
            {
                double[] e = probabilities.Select(p => Math.Exp(Math.Log(p) / temperature)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);
}

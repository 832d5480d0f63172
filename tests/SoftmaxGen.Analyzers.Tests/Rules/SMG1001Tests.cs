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

    // x / max |x| is from -1 to 1; x / max x is not where all of them are negative.
    [Theory]
    [InlineData("Math.Abs(x[i])", "Math.Exp(x[i] / largest)")]
    [InlineData("x[i]", "{|SMG1001:Math.Exp(x[i] / largest)|}")]
    [InlineData("Math.Abs(y[i])", "{|SMG1001:Math.Exp(x[i] / largest)|}")]
    public void IsSilentOnScoresOverTheLargestOfThem(string size, string marked) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double[] Softmax(double[] x, double[] y)
            {
                double largest = 1e-3, total = 0;
                for (int i = 0; i < x.Length; i++)
                    if (largest < {{size}})
                        largest = {{size}};
                var p = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    p[i] = {{marked}};
                    total += p[i];
                }
                for (int i = 0; i < x.Length; i++)
                    p[i] /= total;
                return p;
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

    // What is the same for all classes may be their maximum; a weight of what each of them has, or of 1 - a share, is none.
    [Theory]
    [InlineData("x[i] + (1 - used[i] / most) * weight", true)]
    [InlineData("x[i] + (1 - weight / most) * weight", true)]
    [InlineData("x[i] + weight - used[i] * weight", true)]
    [InlineData("x[i] - weight + used[i] * weight", false)]
    [InlineData("x[i] + weight", false)]
    [InlineData("x[i] - weight", false)]
    [InlineData("weight * (x[i] - most)", false)]
    public void LooksAtHowAPartOfTheScoresIsShared(string exponent, bool fires) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double[] Scores(double[] x, double[] used, double most, double weight)
            {
                double total = 0;
                var p = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    p[i] = {{(fires ? $"{{|SMG1001:Math.Exp({exponent})|}}" : $"Math.Exp({exponent})")}};
                    total += p[i];
                }
                for (int i = 0; i < x.Length; i++)
                    p[i] /= total;
                return p;
            }
        }
        """);

    // Nobody keeps the weights of an average, or the shares of which the first few are added up.
    [Theory]
    [InlineData("scores[i]", true)]
    [InlineData("scores[i] - scores.Max()", false)]
    [InlineData("-(scores[i] - at) * (scores[i] - at)", false)]
    [InlineData("-at * scores[i]", false)]
    [InlineData("Drawn()", false)]
    public void LooksAtTheWeightsOfAnAverage(string exponent, bool fires) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double Drawn() => Environment.TickCount;

            static double Average(double[] scores, double[] values, double at)
            {
                double total = 0, mean = 0;
                for (int i = 0; i < scores.Length; i++)
                {
                    double weight = {{(fires ? $"{{|SMG1001:Math.Exp({exponent})|}}" : $"Math.Exp({exponent})")}};
                    total += weight;
                    mean += weight * values[i];
                }
                return mean / total;
            }
        }
        """);

    [Theory]
    [InlineData("scores[i] / temperature", true)]
    [InlineData("(scores[i] - most) / temperature", false)]
    public void LooksAtSharesThatAreAddedUp(string exponent, bool fires) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static int Pick(double[] scores, double temperature, Random random)
            {
                double most = scores.Max(), total = 0, sum = 0;
                var e = new double[scores.Length];
                for (int i = 0; i < e.Length; i++)
                    e[i] = {{(fires ? $"{{|SMG1001:Math.Exp({exponent})|}}" : $"Math.Exp({exponent})")}};
                for (int i = 0; i < e.Length; i++)
                    total += e[i];
                double at = random.NextDouble();
                for (int i = 0; i < e.Length; i++)
                {
                    sum += e[i];
                    if (at < sum / total)
                        return i;
                }
                return 0;
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

    // The addresses of two tensors, worked out by one helper, are two places.
    [Fact]
    public void IsSilentOnRowsBehindAddressesThatAHelperWorksOut() => RuleCheck.Marks(
        """
        static unsafe class C
        {
            sealed class Block { public IntPtr Start; public long Offset; public bool IsWhole; }

            static IntPtr First(Block block) => new IntPtr(block.Start.ToInt64() + block.Offset);

            static bool Locate(Block block, out float* first)
            {
                first = block.IsWhole ? (float*)First(block) : null;
                return block.IsWhole;
            }

            static void Softmax(Block to, Block from, int rows, int columns)
            {
                if (Locate(to, out float* target) && Locate(from, out float* source))
                {
                    for (int r = 0; r < rows; r++)
                        Row(target + r * columns, source + r * columns);
                    return;
                }
                float* results = (float*)First(to), scores = (float*)First(from);
                for (int r = 0; r < rows; r++)
                {
                    float* result = results + r * columns, score = scores + r * columns;
                    float max = float.NegativeInfinity, total = 0;
                    for (int i = 0; i < columns; i++)
                        max = Math.Max(max, score[i]);
                    for (int i = 0; i < columns; i++)
                        total += result[i] = MathF.Exp(score[i] - max);
                    for (int i = 0; i < columns; i++)
                        result[i] /= total;
                }

                void Row(float* result, float* score)
                {
                    float max = float.NegativeInfinity, total = 0;
                    for (int i = 0; i < columns; i++)
                        max = Math.Max(max, score[i]);
                    for (int i = 0; i < columns; i++)
                        total += result[i] = MathF.Exp(score[i] - max);
                    for (int i = 0; i < columns; i++)
                        result[i] /= total;
                }
            }
        }
        """);
}

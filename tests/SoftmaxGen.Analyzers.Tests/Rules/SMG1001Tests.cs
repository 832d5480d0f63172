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

    private const string Bounded =
        """
        static class Bounded
        {
            private const double Most = 1e20;

            private static double Within(double d)
            {
                if (d < -Most)
                    return -Most;
                return d > Most ? Most : d;
            }

            public static double Exp(double x) => Within(Math.Exp(x));
        }

        """;

    [Fact]
    public void FiresOnExponentialsThatAreCutOffAbove() => RuleCheck.Marks(Bounded +
        """
        static class C
        {
            static void Softmax(double[] x, int start, int size)
            {
                double sum = 0;
                for (int i = start; i < start + size; i++)
                {
                    x[i] = Bounded.Exp(x[i]);
                    sum += x[i];
                }
                for (int i = start; i < start + size; i++)
                    x[i] = {|SMG1001:x[i] / sum|};
            }

            static double[] Softmax(double[] x)
            {
                double[] e = x.Select(v => Math.Min({|SMG1001:Math.Exp(v)|}, 1e30)).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }
        }
        """);

    [Fact]
    public void SaysThatWhatIsCutOffAboveUnderflows()
    {
        string message = new RuleRun("SMG1001").Message(Bounded +
            """
            static class C
            {
                static double[] Softmax(double[] x)
                {
                    double sum = 0;
                    var p = new double[x.Length];
                    for (int i = 0; i < x.Length; i++)
                        sum += p[i] = Bounded.Exp(x[i]);
                    for (int i = 0; i < x.Length; i++)
                        p[i] /= sum;
                    return p;
                }
            }
            """);
        Assert.StartsWith("This softmax underflows", message, StringComparison.Ordinal);
        Assert.EndsWith("x [-1000, -1001] give [NaN, NaN]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsSilentOnExponentialsThatAreCutOffBehindAShift() => RuleCheck.Marks(Bounded +
        """
        static class C
        {
            static double[] Softmax(double[] x)
            {
                double max = x.Max();
                double[] e = x.Select(v => Bounded.Exp(v - max)).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }

            static double[] Weights(double[] distances, double width)
            {
                double[] e = distances.Select(d => Bounded.Exp(-d * d / (2 * width * width)) + 1e-300).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }
        }
        """);

    private const string Matrix =
        """
        sealed class Matrix
        {
            private readonly double[] _cells;

            public Matrix(int rows, int columns)
            {
                (Rows, Columns) = (rows, columns);
                _cells = new double[rows * columns];
            }

            public int Rows { get; }

            public int Columns { get; }

            public double this[int r, int c]
            {
                get => _cells[r * Columns + c];
                set => _cells[r * Columns + c] = value;
            }

        """;

    [Fact]
    public void FiresOnALogSumExpOfRowsThatAnotherMethodHasWorkedOut() => RuleCheck.Marks(Matrix +
        """
            public Matrix LogSumExp()
            {
                Matrix result = new(Rows, 1);
                for (int r = 0; r < Rows; r++)
                {
                    double sum = 0;
                    for (int c = 0; c < Columns; c++)
                        sum += Math.Exp(this[r, c]);
                    result[r, 0] = {|SMG1004:Math.Log(sum)|};
                }
                return result;
            }

            public Matrix Softmax(double low = double.MinValue)
            {
                Matrix total = LogSumExp();
                Matrix result = new(Rows, Columns);
                for (int r = 0; r < Rows; r++)
                    for (int c = 0; c < Columns; c++)
                        result[r, c] = Math.Max(low, {|SMG1001:Math.Exp(this[r, c] - total[r, 0])|});
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentWhereThatLogSumExpIsShifted() => RuleCheck.Marks(Matrix +
        """
            public Matrix LogSumExp()
            {
                Matrix result = new(Rows, 1);
                for (int r = 0; r < Rows; r++)
                {
                    double max = double.NegativeInfinity, sum = 0;
                    for (int c = 0; c < Columns; c++)
                        max = Math.Max(max, this[r, c]);
                    for (int c = 0; c < Columns; c++)
                        sum += Math.Exp(this[r, c] - max);
                    result[r, 0] = max + Math.Log(sum);
                }
                return result;
            }

            public Matrix Softmax(double low = double.MinValue)
            {
                Matrix total = LogSumExp();
                Matrix result = new(Rows, Columns);
                for (int r = 0; r < Rows; r++)
                    for (int c = 0; c < Columns; c++)
                        result[r, c] = Math.Max(low, Math.Exp(this[r, c] - total[r, 0]));
                return result;
            }
        }
        """);

    [Fact]
    public void ShowsWhatBecomesOfTheProbabilitiesBehindALogSumExpThatOverflows()
    {
        string message = new RuleRun("SMG1001").Message(
            """
            static class C
            {
                static double LogSumExp(double[] x)
                {
                    double sum = 0;
                    foreach (double v in x)
                        sum += Math.Exp(v);
                    return Math.Log(sum);
                }

                static double[] Softmax(double[] x)
                {
                    double total = LogSumExp(x);
                    return x.Select(v => Math.Exp(v - total)).ToArray();
                }
            }
            """);
        Assert.StartsWith("This softmax overflows", message, StringComparison.Ordinal);
        Assert.EndsWith("x [1000, 0] give [0, 0]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsSilentOnAShiftFromOutsideThatIsScaledOnOnePath() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static void Softmax(ReadOnlySpan<float> scores, float peak, float warmth, Span<float> result)
            {
                TensorPrimitives.Subtract(scores, peak, result);
                if (warmth != 1)
                    TensorPrimitives.Multiply(result, 1 / warmth, result);
                TensorPrimitives.Exp(result, result);
                TensorPrimitives.Multiply(result, 1 / TensorPrimitives.Sum<float>(result), result);
            }

            static void InLoops(float[] scores, float peak, float warmth, float[] result)
            {
                for (int i = 0; i < result.Length; i++)
                    result[i] = scores[i] - peak;
                if (warmth != 1)
                    for (int i = 0; i < result.Length; i++)
                        result[i] /= warmth;
                float total = 0;
                for (int i = 0; i < result.Length; i++)
                    total += result[i] = MathF.Exp(result[i]);
                for (int i = 0; i < result.Length; i++)
                    result[i] /= total;
            }
        }
        """);

    [Fact]
    public void FiresOnAScaleOnOnePathWithoutAShift() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[] scores, float warmth)
            {
                if (warmth != 1)
                    for (int i = 0; i < scores.Length; i++)
                        scores[i] /= warmth;
                float total = 0;
                for (int i = 0; i < scores.Length; i++)
                    total += scores[i] = {|SMG1001:MathF.Exp(scores[i])|};
                for (int i = 0; i < scores.Length; i++)
                    scores[i] /= total;
            }
        }
        """);

    // Shares of destinations: what speaks for one is put in or left out by where it lies.
    [Fact]
    public void FiresOnTermsThatAConditionPutsIn() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shares(double[] far, double[] jobs, double[,] weight, double[] shares)
            {
                double total = 0;
                for (int k = 0; k < far.Length; k++)
                {
                    double isHere = 0, isNear = 0;
                    if (far[k] < 1)
                        isHere = 1;
                    else if (far[k] < 5)
                        isNear = 1;
                    total += Math.Exp(weight[0, 0] * far[k] + weight[0, 1] * jobs[k] + weight[0, 2] * isHere + weight[0, 3] * isNear);
                }
                for (int k = 0; k < far.Length; k++)
                {
                    double isHere = 0, isNear = 0;
                    if (far[k] < 1)
                        isHere = 1;
                    else if (far[k] < 5)
                        isNear = 1;
                    shares[k] = {|SMG1001:Math.Exp(weight[0, 0] * far[k] + weight[0, 1] * jobs[k] + weight[0, 2] * isHere + weight[0, 3] * isNear)|} / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftThatAConditionPutsIn() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shares(double[] score, double peak, bool isRaw, double[] shares)
            {
                double on = isRaw ? 1 : 0, total = 0;
                for (int k = 0; k < score.Length; k++)
                    total += shares[k] = Math.Exp(score[k] - on * peak);
                for (int k = 0; k < score.Length; k++)
                    shares[k] /= total;
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

    private const string Choice = """
        static class C
        {
            enum Kind { Softmax, Relu, Leaky, Elu, Hard, Tanh, Linear, Logistic }

            static float[] Apply(Kind kind, float[] x)
            {
                var y = new float[x.Length];
                float sum = 0, max = x.Max();
                for (int i = 0; i < x.Length; i++)
                    switch (kind)
                    {
                        case Kind.Relu: y[i] = x[i] < 0 ? 0.01f : x[i]; break;
                        case Kind.Leaky: y[i] = x[i] < 0 ? 0.1f * x[i] : x[i]; break;
                        case Kind.Linear: y[i] = 2 * x[i]; break;
                        case Kind.Softmax: y[i] = {|#|}; sum += y[i]; break;
                        case Kind.Elu: y[i] = x[i] > 0 ? x[i] : MathF.Exp(x[i]) - 1; break;
                        case Kind.Hard: y[i] = x[i] < -2 ? 0 : x[i] > 2 ? 1 : 0.25f * x[i] + 0.5f; break;
                        case Kind.Tanh: y[i] = MathF.Tanh(x[i]); break;
                        default: y[i] = 1 / (1 + MathF.Exp(-x[i])); break;
                    }
                if (kind == Kind.Softmax)
                    for (int i = 0; i < x.Length; i++)
                        y[i] /= sum + 0.001f;
                return y;
            }
        }
        """;

    [Fact]
    public void FiresOnOneActivationOfMany() => RuleCheck.Marks(Choice.Replace("{|#|}", "{|SMG1001:MathF.Exp(x[i])|}"));

    [Fact]
    public void IsSilentOnAShiftedOneOfMany() => RuleCheck.Marks(Choice.Replace("{|#|}", "MathF.Exp(x[i] - max)"));

    [Fact]
    public void FiresOnADerivativeOverASquareThatIsKeptFromZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Slopes(double[] x, bool normalised)
            {
                var y = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    if (normalised)
                        sum += y[i] = {|SMG1001:Math.Exp(x[i])|};
                    else
                        y[i] = x[i];
                if (normalised)
                {
                    double square = sum * sum + 1e-3;
                    for (int i = 0; i < x.Length; i++)
                        y[i] = y[i] * (sum - y[i]) / square;
                }
                return y;
            }
        }
        """);

    [Fact]
    public void FiresOnANumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Softmax
        {
            public double Activate(double x, double[] layer)
            {
                double sum = 0;
                for (int i = 0; i < layer.Length; i++)
                    sum += Math.Exp(layer[i]);
                return {|SMG1001:Math.Exp(x)|} / sum;
            }
        }
        """);

    [Fact]
    public void SilentOnAShiftedNumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Softmax
        {
            public double Activate(double x, double[] layer)
            {
                double max = layer.Max();
                double sum = 0;
                for (int i = 0; i < layer.Length; i++)
                    sum += Math.Exp(layer[i] - max);
                return Math.Exp(x - max) / sum;
            }
        }
        """);

    [Theory]
    [InlineData("if (sum == 0) sum = 1e-12;")]
    [InlineData("if (0.0 >= sum || sum <= 0) return p;")]
    [InlineData("if (sum < 1e-12) return p;")]
    [InlineData("if (double.Epsilon > sum) return p;")]
    public void SilentOnWeightsOfDistancesWhoseSumIsComparedWithZero(string guard) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double[] Affinities(double[] distances, double beta)
            {
                double[] p = new double[distances.Length];
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = Math.Exp(-distances[i] * beta);
                    sum += p[i];
                }
                {{guard}}
                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void FiresOnLogitsWhoseSumIsComparedWithZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] logits, double beta)
            {
                double[] p = new double[logits.Length];
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = {|SMG1001:Math.Exp(logits[i] * beta)|};
                    sum += p[i];
                }
                if (sum == 0)
                    sum = 1e-12;
                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void FiresOnTheDerivativeOfANumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Layer
        {
            double[] _inputs = new double[3];

            public double[] Inputs()
            {
                double[] inputs = new double[_inputs.Length];
                for (int i = 0; i < inputs.Length; i++)
                    inputs[i] = 2 * _inputs[i] + 1;
                return inputs;
            }
        }

        static class Softmax
        {
            public static double Derivative(Layer layer, double value)
            {
                double[] x = layer.Inputs();
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i]);
                double e = {|SMG1001:Math.Exp(value)|};
                return (e * sum - e * e) / (sum * sum);
            }
        }
        """);

    // A draw: the share is of the sum, and nobody divides.
    [Theory]
    [InlineData("double left = random.NextDouble() * total;")]
    [InlineData("double share = random.NextSingle(); double left = total * share;")]
    public void FiresOnADrawAmongExponentials(string draw) => new RuleRun("SMG1001").MarksMembers(
        $$"""
        static int Draw(double[] scores, double temperature, Random random)
        {
            var weights = new double[scores.Length];
            double total = 0;
            for (int i = 0; i < scores.Length; i++)
                total += weights[i] = {|SMG1001:Math.Exp(scores[i] / temperature)|};
            {{draw}}
            for (int i = 0; i < weights.Length; i++)
                if ((left -= weights[i]) <= 0)
                    return i;
            return weights.Length - 1;
        }
        """);

    [Theory]
    [InlineData("Math.Exp(scores[i] - scores.Max())")]
    [InlineData("Math.Exp(-scores[i] * scores[i])")]
    [InlineData("scores[i] * scores[i]")]
    public void IsSilentOnADrawAmongOtherWeights(string weight) => new RuleRun("SMG1001").MarksMembers(
        $$"""
        static int Draw(double[] scores, Random random)
        {
            var weights = new double[scores.Length];
            double total = 0;
            for (int i = 0; i < scores.Length; i++)
                total += weights[i] = {{weight}};
            double left = random.NextDouble() * total;
            for (int i = 0; i < weights.Length; i++)
                if ((left -= weights[i]) <= 0)
                    return i;
            return weights.Length - 1;
        }
        """);

    [Theory]
    [InlineData("static double Noise(double x, Random random) => random.NextDouble() * Math.Exp(x);")]
    [InlineData("static double Scaled(double[] x, double rate) { double sum = 0; foreach (double v in x) sum += Math.Exp(v); return rate * sum; }")]
    public void IsSilentOnWhatIsNoDraw(string member) => new RuleRun("SMG1001").MarksMembers(member);

    // A bound below keeps nothing from overflowing.
    [Theory]
    [InlineData("Math.Max({|SMG1001:Math.Exp(x[i])|}, 1e-10)")]
    [InlineData("Math.Max({|SMG1001:Math.Exp(x[i])|} - 1, 0)")]
    public void FiresOnABoundBelow(string weight) => new RuleRun("SMG1001").MarksMembers(
        $$"""
        static void Weigh(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = {{weight}};
                sum += x[i];
            }
            for (int i = 0; i < x.Length; i++)
                x[i] /= sum;
        }
        """);
}

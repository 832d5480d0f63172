namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A log-sum-exp without a shift.</summary>
public sealed class SMG1004Tests
{
    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(double[] values)
            {
                double total = 0;
                for (int i = 0; i < values.Length; i++)
                    total += Math.Exp(values[i]);
                return {|SMG1004:Math.Log(total)|};
            }
        }
        """);

    [Fact]
    public void FiresOnLinq() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(IEnumerable<double> values) => {|SMG1004:Math.Log(values.Sum(v => Math.Exp(v)))|};
        }
        """);

    [Fact]
    public void FiresOnALikelihood() => RuleCheck.Marks(
        """
        static class C
        {
            static double CoxTerm(double[] risk, int at)
            {
                double total = 0;
                for (int j = at; j < risk.Length; j++)
                    total += Math.Exp(risk[j]);
                return risk[at] - {|SMG1004:Math.Log(total)|};
            }
        }
        """);

    [Fact]
    public void FiresOnWeightsInASpan() => RuleCheck.Marks(
        """
        static class C
        {
            static float LogMixture(ReadOnlySpan<float> weights, ReadOnlySpan<float> logs)
            {
                float total = 0;
                for (int k = 0; k < logs.Length; k++)
                    total += weights[k] * MathF.Exp(logs[k]);
                return {|SMG1004:MathF.Log(total)|};
            }
        }
        """);

    [Fact]
    public void FiresOnRowsOfAJaggedArray() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] LogSumExps(double[][] rows)
            {
                var result = new double[rows.Length];
                for (int r = 0; r < rows.Length; r++)
                {
                    double total = 0;
                    for (int c = 0; c < rows[r].Length; c++)
                        total += Math.Exp(rows[r][c]);
                    result[r] = {|SMG1004:Math.Log(total)|};
                }
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnATensorPrimitivesPair() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static float LogSumExp(float[] values)
            {
                var e = new float[values.Length];
                TensorPrimitives.Exp(values, e);
                return {|SMG1004:MathF.Log(TensorPrimitives.Sum<float>(e))|};
            }
        }
        """);

    [Fact]
    public void FiresOnAnEpsilon() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(List<double> values)
            {
                double total = 0;
                foreach (double v in values)
                    total += Math.Exp(v);
                return {|SMG1004:Math.Log(total + 1e-9)|};
            }
        }
        """);

    [Fact]
    public void FiresOnTwoExponentials() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogAdd(double a, double b) => {|SMG1004:Math.Log(Math.Exp(a) + Math.Exp(b))|};
        }
        """);

    [Fact]
    public void IsSilentOnTwoShiftedExponentials() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogAdd(double a, double b)
            {
                double max = Math.Max(a, b);
                return max + Math.Log(Math.Exp(a - max) + Math.Exp(b - max));
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShift() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(double[] values)
            {
                double max = values.Max();
                double total = 0;
                foreach (double v in values)
                    total += Math.Exp(v - max);
                return max + Math.Log(total);
            }
        }
        """);

    [Fact]
    public void IsSilentOnALogarithmBesideAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Score(double[] values)
            {
                double total = 2;
                foreach (double v in values)
                    total += Math.Exp(-v * v);
                return Math.Log(total);
            }
        }
        """);

    [Fact]
    public void IsSilentOnEnergies() => RuleCheck.Marks(
        """
        static class C
        {
            static double FreeEnergy(double[] energies)
            {
                double total = 0;
                foreach (double e in energies)
                    total += Math.Exp(-Math.Abs(e));
                return -Math.Log(total);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAPlainSum() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogTotal(double[] values) => Math.Log(values.Sum()) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnAMean() => RuleCheck.Marks(
        """
        static class C
        {
            static double GeometricMean(double[] values) => Math.Exp(values.Average(v => Math.Log(v)));
        }
        """);

    [Fact]
    public void IsSilentOnAHelperThatShifts() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(double[] values)
            {
                double max = Largest(values);
                return max + Math.Log(values.Sum(v => Math.Exp(v - max)));
            }

            static double Largest(double[] values)
            {
                double largest = values[0];
                for (int i = 1; i < values.Length; i++)
                    if (values[i] > largest)
                        largest = values[i];
                return largest;
            }
        }
        """);

    [Fact]
    public void IsSilentOnALogAddOfTwo() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogAdd(double a, double b)
            {
                double high = Math.Max(a, b), low = Math.Min(a, b);
                return high + Math.Log(1 + Math.Exp(low - high));
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheWeightsOfSamples() => RuleCheck.Marks(
        """
        abstract class C
        {
            public abstract double Draw();

            public abstract double LogWeight(double sample);

            public double Evidence(int n)
            {
                double total = 0;
                for (int i = 0; i < n; i++)
                {
                    double sample = Draw();
                    total += Math.Exp(LogWeight(sample));
                }
                return Math.Log(total / n);
            }
        }
        """);

    // The states of a lattice: what is exponentiated is a point of a grid, and each point has its weight.
    [Theory]
    [InlineData("x += step")]
    [InlineData("x += Step(n)")]
    public void IsSilentOnAGrid(string next) => RuleCheck.Marks(
        $$"""
        static class C
        {
            public static double M(double[] weights, double x, double step, double dt, int n)
            {
                double value = 0;
                for (int j = 0; j < weights.Length; j++)
                {
                    value += weights[j] * Math.Exp(-x * dt);
                    {{next}};
                }
                return Math.Log(value) / dt;
            }

            static double Step(int n) => Environment.TickCount * n;
        }
        """);

    [Fact]
    public void FiresOnTheComponentsOfAMixture() => RuleCheck.Marks(
        """
        abstract class Component
        {
            public abstract double LogDensity(double x);
        }

        static class C
        {
            static double LogDensity(Component[] components, double x)
            {
                double total = 0;
                foreach (Component component in components)
                    total += Math.Exp(component.LogDensity(x));
                return {|SMG1004:Math.Log(total)|};
            }
        }
        """);

    [Fact]
    public void FiresOnTheClassesOfACall() => RuleCheck.Marks(
        """
        abstract class C
        {
            public abstract double Score(int label, double[] x);

            public double LogPartition(int labels, double[] x)
            {
                double total = 0;
                for (int label = 0; label < labels; label++)
                    total += Math.Exp(Score(label, x));
                return {|SMG1004:Math.Log(total)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheDensitiesOfSamples() => RuleCheck.Marks(
        """
        abstract class C
        {
            private readonly double[] _precision = new double[8];

            public abstract double[] Draw();

            public double LogDensity(double[] sample)
            {
                double sum = 0;
                for (int k = 0; k < sample.Length; k++) sum += _precision[k] * sample[k];
                return sum;
            }

            public double Evidence(int n)
            {
                double total = 0;
                for (int i = 0; i < n; i++)
                {
                    double[] sample = Draw();
                    total += Math.Exp(LogDensity(sample));
                }
                return Math.Log(total / n);
            }
        }
        """);

    // The best of many, put where the worst of those kept stands: a vector, although nobody can say in what order.
    [Fact]
    public void FiresOnAVectorThatWasFilledInSomeOrder() => RuleCheck.Marks(
        """
        abstract class Option
        {
            public abstract double Score(int day);
        }

        sealed class C(Option[] options, int kept)
        {
            public double Value(int day)
            {
                var best = new double[kept];
                for (int i = 0; i < kept; i++)
                    best[i] = double.MinValue;
                foreach (Option option in options)
                {
                    double score = option.Score(day);
                    int worst = 0;
                    for (int i = 1; i < kept; i++)
                        if (best[i] < best[worst])
                            worst = i;
                    if (best[worst] < score)
                        best[worst] = score;
                }
                double total = 0;
                for (int i = 0; i < kept; i++)
                    total += Math.Exp(best[i]);
                return {|SMG1004:Math.Log(total)|};
            }
        }
        """);

    [Fact]
    public void SilentOnWeightsOfDistancesWhoseSumIsComparedWithZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSum(double[] distances, double beta)
            {
                double sum = 0;
                for (int i = 0; i < distances.Length; i++)
                    sum += Math.Exp(-distances[i] * beta);
                if (sum == 0.0)
                    sum = 1e-12;
                return Math.Log(sum);
            }
        }
        """);

    /// <summary>The class that the others are compared with has the logit 0.</summary>
    [Theory]
    [InlineData("static double M(double[] eta, int y) { double d = 1; for (int k = 0; k < eta.Length; k++) d += Math.Exp(eta[k]); return (y < eta.Length ? eta[y] : 0) - {|SMG1004:Math.Log(d)|}; }")]
    [InlineData("static double M(double[] negatives) => {|SMG1004:Math.Log(1 + negatives.Sum(n => Math.Exp(n)))|};")]
    public void FiresBesideAReference(string body) => RuleCheck.Marks($"static class C {{ {body} }}");

    [Theory]
    [InlineData("static double M(double[] d) => Math.Log(1 + d.Sum(v => Math.Exp(-v * v)));")]
    [InlineData("static double M(double[] z) => Math.Log(2 + z.Sum(v => Math.Exp(v)));")]
    [InlineData("static double M(double pos, double[] neg) { double m = Math.Max(0, neg.Max() - pos); return m + Math.Log(Math.Exp(-m) + neg.Sum(n => Math.Exp(n - pos - m))); }")]
    public void IsSilentBesideAReference(string body) => RuleCheck.Marks($"static class C {{ {body} }}");
}

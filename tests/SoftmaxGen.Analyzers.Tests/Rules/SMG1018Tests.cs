namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>p · log p without a guard.</summary>
public sealed class SMG1018Tests
{
    [Fact]
    public void FiresOnAnEntropy() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p)
            {
                double entropy = 0;
                for (int i = 0; i < p.Length; i++)
                    entropy -= {|SMG1018:p[i] * Math.Log(p[i])|};
                return entropy;
            }
        }
        """);

    [Fact]
    public void FiresOnLinq() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p) => -p.Sum(v => {|SMG1018:v * Math.Log(v)|});
        }
        """);

    [Fact]
    public void FiresOnBits() => RuleCheck.Marks(
        """
        static class C
        {
            static float Entropy(ReadOnlySpan<float> p)
            {
                float entropy = 0;
                foreach (float v in p)
                    entropy += {|SMG1018:-v * MathF.Log2(v)|};
                return entropy;
            }
        }
        """);

    [Fact]
    public void FiresOnADivergence() => RuleCheck.Marks(
        """
        static class C
        {
            static double Divergence(double[] p, double[] q)
            {
                double total = 0;
                for (int i = 0; i < p.Length; i++)
                    total += {|SMG1018:p[i] * Math.Log(p[i] / q[i])|};
                return total;
            }
        }
        """);

    [Fact]
    public void FiresOnATable() => RuleCheck.Marks(
        """
        static class C
        {
            static double Mutual(double[,] joint)
            {
                double total = 0;
                for (int r = 0; r < joint.GetLength(0); r++)
                    for (int c = 0; c < joint.GetLength(1); c++)
                    {
                        double v = joint[r, c];
                        total += {|SMG1018:v * Math.Log(v)|};
                    }
                return total;
            }
        }
        """);

    [Fact]
    public void FiresOnShares() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] weights)
            {
                double sum = weights.Sum(), entropy = 0;
                foreach (double w in weights)
                {
                    double share = w / sum;
                    entropy -= {|SMG1018:share * Math.Log(share)|};
                }
                return entropy;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGuard() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p)
            {
                double entropy = 0;
                for (int i = 0; i < p.Length; i++)
                    if (p[i] > 0)
                        entropy -= p[i] * Math.Log(p[i]);
                return entropy;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGuardThatAsksAMethod() => RuleCheck.Marks(
        """
        static class C
        {
            static bool IsNegligible(double x) => Math.Abs(x) < 1e-9;

            static double Entropy(double[] p)
            {
                double h = 0;
                foreach (double q in p)
                    if (!IsNegligible(q))
                        h -= q * Math.Log(q);
                return h;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAContinue() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p)
            {
                double entropy = 0;
                foreach (double v in p)
                {
                    if (v == 0)
                        continue;
                    entropy -= v * Math.Log(v);
                }
                return entropy;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAFilter() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p) => -p.Where(v => v > 0).Sum(v => v * Math.Log(v));
        }
        """);

    [Fact]
    public void IsSilentOnATernary() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p) => -p.Sum(v => v > 1e-12 ? v * Math.Log(v) : 0);
        }
        """);

    [Fact]
    public void IsSilentOnAnEpsilon() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(double[] p) => -p.Sum(v => v * Math.Log(v + 1e-12));
        }
        """);

    [Fact]
    public void IsSilentOnANumberOfComparisons() => RuleCheck.Marks(
        """
        static class C
        {
            static double Cost(int[] sizes)
            {
                double total = 0;
                foreach (int n in sizes)
                    total += n * Math.Log(n);
                return total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAFormula() => RuleCheck.Marks(
        """
        static class C
        {
            static double Stirling(double x) => x * Math.Log(x) - x;
        }
        """);

    [Fact]
    public void IsSilentOnWhatADictionaryHasCounted() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(string text)
            {
                var counts = new Dictionary<char, int>();
                foreach (char c in text)
                    counts[c] = counts.TryGetValue(c, out int n) ? n + 1 : 1;
                double entropy = 0;
                foreach (KeyValuePair<char, int> entry in counts)
                {
                    double p = entry.Value / (double)text.Length;
                    entropy -= p * Math.Log(p);
                }
                return entropy;
            }
        }
        """);

    [Fact]
    public void IsSilentOnCountsThatAMemberKeeps() => RuleCheck.Marks(
        """
        class C(IEnumerable<string> labels)
        {
            readonly Dictionary<string, int> _seen = labels.GroupBy(x => x).ToDictionary(g => g.Key, g => g.Count());

            double Impurity
            {
                get
                {
                    double all = _seen.Sum(s => s.Value), sum = 0;
                    foreach (var entry in _seen)
                    {
                        var share = entry.Value / all;
                        sum -= share * Math.Log(share, 2);
                    }
                    return sum;
                }
            }

            double OfValues(double all)
            {
                double sum = 0;
                foreach (int n in _seen.Values)
                {
                    double share = n / all;
                    sum -= share * Math.Log(share);
                }
                return sum;
            }
        }
        """);

    [Fact]
    public void FiresOnALossInAStoredLambdaWhateverAnotherOneAsks() => RuleCheck.Marks(
        """
        class C
        {
            Func<float, float, float> _cost = (t, p) => t;

            void Choose(int kind)
            {
                switch (kind)
                {
                    case 0:
                        _cost = (t, p) => -({|SMG1018:t * MathF.Log(p) + (1 - t) * MathF.Log(1 - p)|});
                        break;
                    default:
                        _cost = (t, p) => p > t ? 1 : -1;
                        break;
                }
            }

            float Of(float[] t, float[] p) => t.Zip(p, _cost).Sum();
        }
        """);

    [Theory]
    [InlineData("if (n[i] == 0) continue; p = (double)n[i] / total; entropy -= p * Math.Log(p);")]
    [InlineData("if (n[i] > 0) { p = n[i] / (double)total; entropy -= p * Math.Log(p, 2); }")]
    [InlineData("p = (double)n[i] / total; entropy -= n[i] == 0 ? 0 : p * Math.Log(p);")]
    public void IsSilentOnAConditionOnACountThatAShareIsAssignedFrom(string step) => MarksInEntropy(step);

    [Theory]
    [InlineData("p = (double)n[i] / total; entropy -= {|SMG1018:p * Math.Log(p)|};")]
    [InlineData("if (total == 0) continue; p = (double)n[i] / total; entropy -= {|SMG1018:p * Math.Log(p)|};")]
    [InlineData("p = n[i]; p /= total; entropy -= {|SMG1018:p * Math.Log(p)|};")]
    public void FiresOnAShareThatIsAssigned(string step) => MarksInEntropy(step);

    private static void MarksInEntropy(string step) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double Entropy(int[] n, int total)
            {
                double entropy = 0, p;
                for (int i = 0; i < n.Length; i++)
                {
                    {{step}}
                }
                return entropy;
            }
        }
        """);

    [Fact]
    public void FiresOnADictionaryOfWeights() => RuleCheck.Marks(
        """
        static class C
        {
            static double Entropy(Dictionary<char, double> weights, double total)
            {
                double entropy = 0;
                foreach (KeyValuePair<char, double> entry in weights)
                {
                    double p = entry.Value / total;
                    entropy -= {|SMG1018:p * Math.Log(p)|};
                }
                return entropy;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAParameterOfADistribution() => RuleCheck.Marks(
        """
        sealed class C
        {
            private readonly double _alpha, _beta;

            public C(double alpha, double beta) => (_alpha, _beta) = (alpha, beta);

            public double Next(Random random)
            {
                while (true)
                {
                    double u = random.NextDouble(), w = _beta * u;
                    if (_alpha * Math.Log(_alpha / (_beta + w)) + u > Math.Log(u))
                        return w;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGuardOfTheCount() => RuleCheck.Marks(
        """
        static class C
        {
            static double Cost(int[] counts, int total)
            {
                double cost = 0;
                foreach (int count in counts)
                {
                    if (count == 0)
                        continue;
                    double p = count / (double)total;
                    cost -= p * Math.Log(p);
                }
                return cost;
            }
        }
        """);

    [Fact]
    public void FiresOnAGuardOfTheTotal() => RuleCheck.Marks(
        """
        static class C
        {
            static double Cost(double[] weights, double total)
            {
                double cost = 0;
                if (total == 0)
                    return 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    double p = weights[i] / total;
                    cost -= {|SMG1018:p * Math.Log(p)|};
                }
                return cost;
            }
        }
        """);

    [Fact]
    public void FiresOnADifferenceOfLogarithms() => RuleCheck.Marks(
        """
        static class C
        {
            static double Divergence(double[,] p, double[,] q)
            {
                double sum = 0;
                for (int r = 0; r < p.GetLength(0); r++)
                    for (int c = 0; c < p.GetLength(1); c++)
                        sum += {|SMG1018:p[r, c] * (Math.Log(p[r, c]) - Math.Log(q[r, c]))|};
                return sum;
            }
        }
        """);

    [Fact]
    public void IsSilentOnADifferenceOfLogarithmsBehindACondition() => RuleCheck.Marks(
        """
        static class C
        {
            static double Divergence(double[] p, double[] q)
            {
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                    if (p[i] > 0)
                        sum += p[i] * (Math.Log(p[i]) - Math.Log(q[i]));
                return sum;
            }
        }
        """);
}

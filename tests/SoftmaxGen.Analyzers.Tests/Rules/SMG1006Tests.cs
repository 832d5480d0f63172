namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A shift that is not the maximum of the row.</summary>
public sealed class SMG1006Tests
{
    [Fact]
    public void FiresOnAMaximumThatStartsAtZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = 0;
                for (int i = 0; i < scores.Length; i++)
                    if (scores[i] > max)
                        max = scores[i];
                double total = 0;
                var result = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    total += result[i] = {|SMG1006:Math.Exp(scores[i] - max)|};
                for (int i = 0; i < scores.Length; i++)
                    result[i] /= total;
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] e = scores.Select(s => {|SMG1006:Math.Exp(s - 100)|}).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnTheFirstElement() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(Span<float> row)
            {
                float first = row[0], total = 0;
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = {|SMG1006:MathF.Exp(row[i] - first)|};
                for (int i = 0; i < row.Length; i++)
                    row[i] /= total;
            }
        }
        """);

    [Fact]
    public void FiresOnTheMean() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double mean = scores.Average();
                double[] e = scores.Select(s => {|SMG1006:Math.Exp(s - mean)|}).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnTheMaximumOfAllRows() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[][] batch)
            {
                double max = batch.Max(row => row.Max());
                for (int r = 0; r < batch.Length; r++)
                {
                    double total = 0;
                    for (int c = 0; c < batch[r].Length; c++)
                        total += {|SMG1006:Math.Exp(batch[r][c] - max)|};
                    for (int c = 0; c < batch[r].Length; c++)
                        batch[r][c] = Math.Exp(batch[r][c] - max) / total;
                }
            }
        }
        """);

    [Fact]
    public void FiresOnTheMaximumOfTwoLoops() => RuleCheck.Marks(
        """
        static class C
        {
            static double[,] Softmax(double[,] batch)
            {
                int rows = batch.GetLength(0), columns = batch.GetLength(1);
                var result = new double[rows, columns];
                double max = double.MinValue;
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        if (batch[r, c] > max)
                            max = batch[r, c];
                for (int r = 0; r < rows; r++)
                {
                    double total = 0;
                    for (int c = 0; c < columns; c++)
                        total += {|SMG1006:Math.Exp(batch[r, c] - max)|};
                    for (int c = 0; c < columns; c++)
                        result[r, c] = Math.Exp(batch[r, c] - max) / total;
                }
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnTheFirstRow() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] batch)
            {
                double max = double.NegativeInfinity;
                for (int c = 0; c < batch.GetLength(1); c++)
                    max = Math.Max(max, batch[0, c]);
                for (int r = 0; r < batch.GetLength(0); r++)
                {
                    double total = 0;
                    for (int c = 0; c < batch.GetLength(1); c++)
                        total += {|SMG1006:Math.Exp(batch[r, c] - max)|};
                    for (int c = 0; c < batch.GetLength(1); c++)
                        batch[r, c] = Math.Exp(batch[r, c] - max) / total;
                }
            }
        }
        """);

    [Fact]
    public void FiresOnALogSumExpFromZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(List<double> values)
            {
                double max = 0;
                foreach (double v in values)
                    max = Math.Max(max, v);
                double total = 0;
                foreach (double v in values)
                    total += {|SMG1006:Math.Exp(v - max)|};
                return max + Math.Log(total);
            }
        }
        """);

    [Fact]
    public void FiresOnEpsilonAsTheSmallestNumber() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                float max = float.Epsilon;
                foreach (float s in scores)
                    max = MathF.Max(max, s);
                float[] e = scores.Select(s => {|SMG1006:MathF.Exp(s - max)|}).ToArray();
                float total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheMaximumOfAMaskedRow() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores, bool[] mask)
            {
                double max = double.NegativeInfinity;
                for (int i = 0; i < scores.Length; i++)
                    if (mask[i] && scores[i] > max)
                        max = scores[i];
                double total = 0;
                for (int i = 0; i < scores.Length; i++)
                    if (mask[i])
                        total += Math.Exp(scores[i] - max);
                var result = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    if (mask[i])
                        result[i] = Math.Exp(scores[i] - max) / total;
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheMaximum() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores[0];
                for (int i = 1; i < scores.Length; i++)
                    if (scores[i] > max)
                        max = scores[i];
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnInputsThatAreNotNegative() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = 0;
                foreach (double s in scores)
                    max = Math.Max(max, Math.Abs(s));
                double[] e = scores.Select(s => Math.Exp(Math.Abs(s) - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnLogSumExp() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double log = max + Math.Log(scores.Sum(s => Math.Exp(s - max)));
                return scores.Select(s => Math.Exp(s - log)).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAFlagForTheFirst() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = 0;
                bool first = true;
                foreach (double s in scores)
                    if (first || s > max)
                    {
                        max = s;
                        first = false;
                    }
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnIndexThatIsTheFirst() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = 0;
                for (int i = 0; i < scores.Length; i++)
                    if (i == 0 || scores[i] > max)
                        max = scores[i];
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnImplicitClass() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = 0;
                foreach (double s in scores)
                    max = Math.Max(max, s);
                double total = Math.Exp(-max);
                foreach (double s in scores)
                    total += Math.Exp(s - max);
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheIndexOfTheLargest() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                int best = 0;
                for (int i = 1; i < scores.Length; i++)
                    if (scores[i] > scores[best])
                        best = i;
                double[] e = scores.Select(s => Math.Exp(s - scores[best])).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheFirstOfASortedArray() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] sorted = scores.OrderByDescending(s => s).ToArray();
                double max = sorted[0];
                double[] e = sorted.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheLastOfAnArraySortedInPlace() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                Array.Sort(scores);
                double max = scores[scores.Length - 1];
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheMaximumOfEachRow() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] batch)
            {
                int rows = batch.GetLength(0), columns = batch.GetLength(1);
                var tops = new double[rows];
                for (int r = 0; r < rows; r++)
                {
                    tops[r] = double.NegativeInfinity;
                    for (int c = 0; c < columns; c++)
                        tops[r] = Math.Max(tops[r], batch[r, c]);
                }
                for (int r = 0; r < rows; r++)
                {
                    double total = 0;
                    for (int c = 0; c < columns; c++)
                        total += Math.Exp(batch[r, c] - tops[r]);
                    for (int c = 0; c < columns; c++)
                        batch[r, c] = Math.Exp(batch[r, c] - tops[r]) / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnStandardisedScores() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double mean = scores.Average();
                double deviation = Math.Sqrt(scores.Average(s => (s - mean) * (s - mean)));
                double[] e = scores.Select(s => Math.Exp((s - mean) / deviation)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnASoftmaxOfTheWholeTable() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(double[,] scores)
            {
                double max = double.NegativeInfinity, total = 0;
                foreach (double v in scores)
                    max = Math.Max(max, v);
                int rows = scores.GetLength(0), columns = scores.GetLength(1);
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        total += Math.Exp(scores[r, c] - max);
                for (int r = 0; r < rows; r++)
                    for (int c = 0; c < columns; c++)
                        scores[r, c] = Math.Exp(scores[r, c] - max) / total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAConstantBesideAnUnknownShift() => RuleCheck.Marks(
        """
        static class C
        {
            // The level is searched for by the caller, so that the shares sum to 1.
            static double[] Shares(double[] gains, double[] costs, double level)
            {
                double total = 0;
                for (int i = 0; i < gains.Length; i++)
                    total += Math.Exp((gains[i] + level) / costs[i] - 1);
                var shares = new double[gains.Length];
                for (int i = 0; i < gains.Length; i++)
                    shares[i] = Math.Exp((gains[i] + level) / costs[i] - 1) / total;
                return shares;
            }
        }
        """);
}

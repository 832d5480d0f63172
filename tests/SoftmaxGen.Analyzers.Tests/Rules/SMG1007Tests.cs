namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A maximum that is evaluated again while its loop overwrites the values.</summary>
public sealed class SMG1007Tests
{
    [Fact]
    public void FiresOnTheMaximumInTheLoop() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(double[] scores)
            {
                for (int i = 0; i < scores.Length; i++)
                    scores[i] = Math.Exp(scores[i] - {|SMG1007:scores.Max()|});
            }
        }
        """);

    [Fact]
    public void FiresOnASpan() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static void Shift(Span<float> row)
            {
                for (int i = 0; i < row.Length; i++)
                    row[i] = MathF.Exp(row[i] - {|SMG1007:TensorPrimitives.Max<float>(row)|});
            }
        }
        """);

    [Fact]
    public void FiresOnAList() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(List<double> scores)
            {
                for (int i = 0; i < scores.Count; i++)
                {
                    double max = {|SMG1007:scores.Max()|};
                    scores[i] = Math.Exp(scores[i] - max);
                }
            }
        }
        """);

    [Fact]
    public void FiresOnTheSum() => RuleCheck.Marks(
        """
        static class C
        {
            static void Normalise(double[] scores)
            {
                double max = scores.Max();
                for (int i = 0; i < scores.Length; i++)
                    scores[i] = Math.Exp(scores[i] - max);
                for (int i = 0; i < scores.Length; i++)
                    scores[i] = scores[i] / {|SMG1007:scores.Sum()|};
            }
        }
        """);

    [Fact]
    public void FiresOnARowOfAJaggedArray() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(double[][] rows)
            {
                for (int r = 0; r < rows.Length; r++)
                    for (int c = 0; c < rows[r].Length; c++)
                        rows[r][c] = Math.Exp(rows[r][c] - {|SMG1007:rows[r].Max()|});
            }
        }
        """);

    [Fact]
    public void FiresOnACompoundAssignment() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Logs(double[] scores)
            {
                for (int i = 0; i < scores.Length; i++)
                    scores[i] -= {|SMG1007:scores.Max()|};
                return scores.Select(s => s - Math.Log(scores.Sum(Math.Exp))).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAHoistedMaximum() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(double[] scores)
            {
                double max = scores.Max();
                for (int i = 0; i < scores.Length; i++)
                    scores[i] = Math.Exp(scores[i] - max);
            }
        }
        """);

    [Fact]
    public void IsSilentOnACopy() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Shift(double[] scores)
            {
                var result = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    result[i] = Math.Exp(scores[i] - scores.Max());
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheMaximumOfACopy() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(double[] scores)
            {
                double[] before = scores.ToArray();
                for (int i = 0; i < scores.Length; i++)
                    scores[i] = Math.Exp(scores[i] - before.Max());
            }
        }
        """);

    [Fact]
    public void IsSilentOnARunningTotal() => RuleCheck.Marks(
        """
        static class C
        {
            static int Fill(double[] weights, double rate)
            {
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] = Math.Exp(-rate * rate * i);
                    if (weights.Sum() > 1)
                        return i;
                }
                return weights.Length;
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheMaximumAfterTheLoop() => RuleCheck.Marks(
        """
        static class C
        {
            static double Largest(double[] values)
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = Math.Exp(-Math.Abs(values[i]));
                return values.Max();
            }
        }
        """);

    [Fact]
    public void IsSilentOnRowByRow() => RuleCheck.Marks(
        """
        static class C
        {
            static void Shift(double[][] rows)
            {
                for (int r = 0; r < rows.Length; r++)
                {
                    double max = rows[r].Max();
                    for (int c = 0; c < rows[r].Length; c++)
                        rows[r][c] = Math.Exp(rows[r][c] - max);
                }
            }
        }
        """);
}

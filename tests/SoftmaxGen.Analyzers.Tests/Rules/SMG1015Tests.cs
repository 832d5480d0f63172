namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A row that a mask may leave nothing of.</summary>
public sealed class SMG1015Tests
{
    [Fact]
    public void FiresOnAMaskArray() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask)
            {
                var masked = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    masked[i] = mask[i] ? scores[i] : double.NegativeInfinity;
                double max = masked.Max();
                double[] e = masked.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1015:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnInPlace() => RuleCheck.Marks(
        """
        static class C
        {
            static void Attend(Span<float> row, ReadOnlySpan<byte> keep)
            {
                for (int i = 0; i < row.Length; i++)
                    if (keep[i] == 1)
                        continue;
                    else
                        row[i] = float.NegativeInfinity;
                float max = float.MinValue, total = 0;
                for (int i = 0; i < row.Length; i++)
                    max = MathF.Max(max, row[i]);
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = MathF.Exp(row[i] - max);
                for (int i = 0; i < row.Length; i++)
                    {|SMG1015:row[i] /= total|};
            }
        }
        """);

    [Fact]
    public void FiresOnLinq() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask)
            {
                double[] masked = scores.Select((s, i) => mask[i] ? s : double.NegativeInfinity).ToArray();
                double max = masked.Max();
                double total = masked.Sum(s => Math.Exp(s - max));
                return masked.Select(s => {|SMG1015:Math.Exp(s - max) / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnRowsOfATable() => RuleCheck.Marks(
        """
        static class C
        {
            static void Attend(double[,] scores, bool[,] mask)
            {
                for (int r = 0; r < scores.GetLength(0); r++)
                {
                    double max = double.NegativeInfinity, total = 0;
                    for (int c = 0; c < scores.GetLength(1); c++)
                    {
                        if (!mask[r, c])
                            scores[r, c] = double.NegativeInfinity;
                        max = Math.Max(max, scores[r, c]);
                    }
                    for (int c = 0; c < scores.GetLength(1); c++)
                        total += Math.Exp(scores[r, c] - max);
                    for (int c = 0; c < scores.GetLength(1); c++)
                        scores[r, c] = {|SMG1015:Math.Exp(scores[r, c] - max) / total|};
                }
            }
        }
        """);

    [Fact]
    public void FiresOnAPredicate() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, Func<int, bool> allowed)
            {
                var masked = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    masked[i] = allowed(i) ? scores[i] : double.NegativeInfinity;
                double max = masked.Max();
                double total = 0;
                for (int i = 0; i < masked.Length; i++)
                    total += masked[i] = Math.Exp(masked[i] - max);
                for (int i = 0; i < masked.Length; i++)
                    {|SMG1015:masked[i] /= total|};
                return masked;
            }
        }
        """);

    [Fact]
    public void FiresOnASet() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Choose(double[] scores, HashSet<int> legal)
            {
                var masked = new double[scores.Length];
                for (int i = 0; i < scores.Length; i++)
                    masked[i] = legal.Contains(i) ? scores[i] : double.NegativeInfinity;
                double max = masked.Max();
                double[] e = masked.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1015:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnACausalMask() => RuleCheck.Marks(
        """
        static class C
        {
            static void Attend(double[,] scores)
            {
                int n = scores.GetLength(0);
                for (int r = 0; r < n; r++)
                {
                    double max = double.NegativeInfinity, total = 0;
                    for (int c = 0; c < n; c++)
                    {
                        scores[r, c] = c > r ? double.NegativeInfinity : scores[r, c];
                        max = Math.Max(max, scores[r, c]);
                    }
                    for (int c = 0; c < n; c++)
                        total += Math.Exp(scores[r, c] - max);
                    for (int c = 0; c < n; c++)
                        scores[r, c] = Math.Exp(scores[r, c] - max) / total;
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGuard() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask)
            {
                double[] masked = scores.Select((s, i) => mask[i] ? s : double.NegativeInfinity).ToArray();
                double max = masked.Max();
                if (double.IsNegativeInfinity(max))
                    return new double[scores.Length];
                double total = masked.Sum(s => Math.Exp(s - max));
                return masked.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnATestOfTheTotal() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask)
            {
                double max = scores.Max();
                double[] e = scores.Select((s, i) => mask[i] ? Math.Exp(s - max) : 0).ToArray();
                double total = e.Sum();
                return total > 0 ? e.Select(v => v / total).ToArray() : e;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAFiniteMask() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask)
            {
                double[] masked = scores.Select((s, i) => mask[i] ? s : -1e9).ToArray();
                double max = masked.Max();
                double total = masked.Sum(s => Math.Exp(s - max));
                return masked.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnNoMask() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = double.NegativeInfinity;
                foreach (double s in scores)
                    max = s > max ? s : max;
                double total = scores.Sum(s => Math.Exp(s - max));
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnEpsilonBelow() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Attend(double[] scores, bool[] mask, double max)
            {
                double[] masked = scores.Select((s, i) => mask[i] ? s : double.NegativeInfinity).ToArray();
                double total = masked.Sum(s => Math.Exp(s - max)) + 1e-12;
                return masked.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);
}

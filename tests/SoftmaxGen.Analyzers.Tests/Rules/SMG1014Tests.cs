namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials that are cast to a narrower type before they are normalised.</summary>
public sealed class SMG1014Tests
{
    [Fact]
    public void FiresOnACastInALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                var e = new float[scores.Length];
                float total = 0;
                for (int i = 0; i < scores.Length; i++)
                {
                    e[i] = (float)Math.Exp(Math.Min(scores[i], 500));
                    total += e[i];
                }
                for (int i = 0; i < scores.Length; i++)
                    {|SMG1014:e[i] /= total|};
                return e;
            }
        }
        """);

    [Fact]
    public void FiresOnACastInALambda() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                float[] e = scores.Select(s => (float)Math.Exp(Math.Clamp(s, -200f, 200f))).ToArray();
                float total = e.Sum();
                return e.Select(v => {|SMG1014:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnInPlace() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(Span<float> row)
            {
                float total = 0;
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = (float)Math.Exp(Math.Min(700.0, row[i]));
                for (int i = 0; i < row.Length; i++)
                    {|SMG1014:row[i] /= total|};
            }
        }
        """);

    [Fact]
    public void FiresOnAReciprocal() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[] row)
            {
                float total = 0;
                for (int i = 0; i < row.Length; i++)
                    total += row[i] = (float)Math.Exp(Math.Min(row[i], 300));
                float scale = 1 / total;
                for (int i = 0; i < row.Length; i++)
                    {|SMG1014:row[i] *= scale|};
            }
        }
        """);

    [Fact]
    public void FiresOnAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static float Power(float score) => (float)Math.Exp(Math.Min(score, 400f));

            static float Chance(float[] scores, int chosen)
            {
                float total = 0;
                foreach (float score in scores)
                    total += Power(score);
                return {|SMG1014:Power(scores[chosen]) / total|};
            }
        }
        """);

    [Fact]
    public void FiresOnRowsOfATable() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[,] table)
            {
                for (int r = 0; r < table.GetLength(0); r++)
                {
                    float total = 0;
                    for (int c = 0; c < table.GetLength(1); c++)
                        total += (float)Math.Exp(Math.Min(table[r, c], 600));
                    for (int c = 0; c < table.GetLength(1); c++)
                        table[r, c] = {|SMG1014:(float)Math.Exp(Math.Min(table[r, c], 600)) / total|};
                }
            }
        }
        """);

    [Fact]
    public void IsSilentOnACastAfterTheDivision() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => (float)(v / total)).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftAndACast() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                float max = scores.Max();
                float[] e = scores.Select(s => (float)Math.Exp(s - max)).ToArray();
                float total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnGaussianWeights() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Weights(float[] distances)
            {
                float[] e = distances.Select(d => (float)Math.Exp(-d * d)).ToArray();
                float total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnExponentialsThatFit() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Weights(float[] scores)
            {
                float[] e = scores.Select(s => (float)Math.Exp(Math.Min(s, 10))).ToArray();
                float total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnACastOfAnExponentialAlone() => RuleCheck.Marks(
        """
        static class C
        {
            static float Growth(float time) => (float)Math.Exp(Math.Min(time, 200));
        }
        """);

    [Fact]
    public void IsSilentOnACastOfTheLogits() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => (double)MathF.Exp((float)(s - max))).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);
}

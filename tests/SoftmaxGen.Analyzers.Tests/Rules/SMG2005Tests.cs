namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A softmax whose parts come from different vectors.</summary>
public sealed class SMG2005Tests
{
    [Fact]
    public void FiresOnAShiftInTheNumeratorOnly() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double total = 0;
                foreach (double s in scores)
                    total += Math.Exp(s);
                return scores.Select(s => {|SMG2005:Math.Exp(s - max) / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAShiftInTheDenominatorOnly() => RuleCheck.Marks(
        """
        static class C
        {
            static double Chance(double[] scores, int chosen)
            {
                double max = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - max));
                return {|SMG2005:Math.Exp(scores[chosen]) / total|};
            }
        }
        """);

    [Fact]
    public void FiresOnTheMaximumOfAnotherVector() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores, double[] previous)
            {
                double max = previous.Max();
                double[] e = scores.Select(s => {|SMG2005:Math.Exp(s - max)|}).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnTwoMaxima() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores, double[] others)
            {
                double max = scores.Max(), other = others.Max();
                double total = scores.Sum(s => Math.Exp(s - other));
                return scores.Select(s => {|SMG2005:Math.Exp(s - max) / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(float[] logits, float[] output)
            {
                float max = float.NegativeInfinity, total = 0;
                for (int i = 0; i < logits.Length; i++)
                    max = MathF.Max(max, logits[i]);
                for (int i = 0; i < logits.Length; i++)
                    total += MathF.Exp(logits[i]);
                for (int i = 0; i < logits.Length; i++)
                    output[i] = {|SMG2005:MathF.Exp(logits[i] - max) / total|};
            }
        }
        """);

    [Fact]
    public void FiresOnASpan() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(ReadOnlySpan<double> logits, ReadOnlySpan<double> bias, Span<double> output)
            {
                double max = double.NegativeInfinity, total = 0;
                foreach (double b in bias)
                    max = Math.Max(max, b);
                for (int i = 0; i < logits.Length; i++)
                    total += output[i] = {|SMG2005:Math.Exp(logits[i] - max)|};
                for (int i = 0; i < logits.Length; i++)
                    output[i] /= total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnOneVector() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - max));
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    // A part of the scores, cut out afresh for every row: which one it is has nothing to do with the loops that run over it.
    [Fact]
    public void IsSilentOnAPartThatEveryRowCutsOut() => RuleCheck.Marks(
        """
        static class C
        {
            static double Confidence(float[] scores, int classes, int rows)
            {
                var shares = new float[classes];
                double least = 1;
                for (int r = 0; r < rows; r++)
                {
                    Span<float> row = scores.AsSpan(r * classes, classes);
                    float best = float.MinValue;
                    for (int c = 0; c < classes; c++)
                        best = MathF.Max(best, row[c]);
                    double total = 0;
                    for (int c = 0; c < classes; c++)
                    {
                        shares[c] = MathF.Exp(row[c] - best);
                        total += shares[c];
                    }
                    for (int c = 0; c < classes; c++)
                        shares[c] /= (float)total;
                    least = Math.Min(least, shares[0]);
                }
                return least;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnAlias() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] same = scores;
                double max = same.Max();
                double total = same.Sum(s => Math.Exp(s - max));
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnACopy() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] copy = scores.ToArray();
                double max = scores.Max();
                double total = copy.Sum(s => Math.Exp(s - max));
                return copy.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAContrastiveLoss() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double[] negatives, double[] positives, int i)
            {
                double max = Math.Max(negatives.Max(), positives.Max());
                double total = negatives.Sum(s => Math.Exp(s - max));
                return Math.Exp(positives[i] - max) / total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShiftFromOutside() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores, double max)
            {
                double total = scores.Sum(s => Math.Exp(s - max));
                return scores.Select(s => Math.Exp(s - max) / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnGaussianResponsibilities() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Responsibilities(double[] distances, double[] weights)
            {
                double total = 0;
                for (int k = 0; k < distances.Length; k++)
                    total += weights[k] * Math.Exp(-distances[k] * distances[k]);
                return distances.Select((d, k) => weights[k] * Math.Exp(-d * d) / total).ToArray();
            }
        }
        """);
}

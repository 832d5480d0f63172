namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Clamped logits instead of shifted ones.</summary>
public sealed class SMG1020Tests
{
    [Fact]
    public void FiresOnLinq() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] e = scores.Select(s => Math.Exp(Math.Clamp(s, -50, 50))).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1020:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                var result = new double[scores.Length];
                double total = 0;
                for (int i = 0; i < scores.Length; i++)
                    total += result[i] = Math.Exp(Math.Min(scores[i], 700));
                for (int i = 0; i < scores.Length; i++)
                    {|SMG1020:result[i] /= total|};
                return result;
            }
        }
        """);

    [Fact]
    public void FiresOnTwoCalls() => RuleCheck.Marks(
        """
        static class C
        {
            static void Softmax(Span<float> row)
            {
                float total = 0;
                for (int i = 0; i < row.Length; i++)
                {
                    float s = MathF.Max(-30f, MathF.Min(30f, row[i]));
                    row[i] = MathF.Exp(s);
                    total += row[i];
                }
                for (int i = 0; i < row.Length; i++)
                    {|SMG1020:row[i] /= total|};
            }
        }
        """);

    [Fact]
    public void FiresOnAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static double Bounded(double s) => Math.Min(Math.Max(s, -60), 60);

            static double Chance(double[] scores, int chosen)
            {
                double total = scores.Sum(s => Math.Exp(Bounded(s)));
                return {|SMG1020:Math.Exp(Bounded(scores[chosen])) / total|};
            }
        }
        """);

    [Fact]
    public void FiresOnATernary() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] e = scores.Select(s => Math.Exp(s > 40 ? 40 : s)).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1020:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAStoredClamp() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] clamped = scores.Select(s => Math.Clamp(s, -100.0, 100.0)).ToArray();
                double total = clamped.Sum(Math.Exp);
                return clamped.Select(s => {|SMG1020:Math.Exp(s) / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAShift() => RuleCheck.Marks(
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
    public void IsSilentOnAClampBehindTheShift() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(Math.Min(Math.Max(s - max, -80), 80))).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnATightClamp() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Preferences(double[] scores)
            {
                double[] e = scores.Select(s => Math.Exp(Math.Clamp(s, -3, 3))).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAClampBeforeAShift() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double[] clamped = scores.Select(s => Math.Clamp(s, -50, 50)).ToArray();
                double max = clamped.Max();
                double[] e = clamped.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnASigmoid() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double x) => 1 / (1 + Math.Exp(-Math.Clamp(x, -50, 50)));
        }
        """);

    [Fact]
    public void IsSilentOnABoxWidth() => RuleCheck.Marks(
        """
        static class C
        {
            static double Width(double t) => 32 * Math.Exp(Math.Min(t, 20));
        }
        """);

    [Fact]
    public void FiresOnExponentialsBetweenBounds() => RuleCheck.Marks(
        """
        static class C
        {
            static double Within(double e) => Math.Max(1e-20, Math.Min(e, 1e20));

            static double[] Softmax(double[] scores)
            {
                double[] e = scores.Select(s => Within(Math.Exp(s))).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1020:v / total|}).ToArray();
            }
        }
        """);

    [Fact]
    public void ShowsTwoLogitsThatBecomeEqual()
    {
        string message = new RuleRun("SMG1020").Message(
            """
            static class C
            {
                static double[] Softmax(double[] scores)
                {
                    double[] e = scores.Select(s => Math.Clamp(Math.Exp(s), 1e-20, 1e20)).ToArray();
                    double total = e.Sum();
                    return e.Select(v => v / total).ToArray();
                }
            }
            """);
        Assert.Equal("The clamp keeps the exponentials finite, but makes all logits above 46.05 equal: scores [1000, 900] give [0.5, 0.5]", message);
    }

    [Fact]
    public void IsSilentOnExponentialsBetweenBoundsBehindAShift() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Clamp(Math.Exp(s - max), 1e-20, 1e20)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);
}

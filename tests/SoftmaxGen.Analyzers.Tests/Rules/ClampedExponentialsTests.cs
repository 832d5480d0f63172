namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>SMG1001 where the exponentials, or the logits, are kept between bounds.</summary>
public sealed class ClampedExponentialsTests
{
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

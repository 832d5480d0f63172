namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponents that the code compares with a bound, or clamps to one, whose value is not known here.</summary>
public sealed class ChosenBoundTests
{
    [Fact]
    public void IsSilentBehindAThresholdInAField() => RuleCheck.Marks(
        """
        static class C
        {
            static readonly double Limit = -Math.Log(Math.ScaleB(1, -53));

            static double Softplus(double x) => x > Limit ? x : Math.Log(1 + Math.Exp(x));

            static double LogSigmoid(double x) => -Softplus(-x);
        }
        """);

    [Fact]
    public void IsSilentBehindANegatedThreshold() => RuleCheck.Marks(
        """
        static class C
        {
            static readonly double LogOfHalfUlp = Math.Log(Math.ScaleB(1, -53));

            static double Softplus(double x)
            {
                if (x > -LogOfHalfUlp)
                    return x;
                return Math.Log(1 + Math.Exp(x));
            }
        }
        """);

    [Fact]
    public void IsSilentBehindAnOption() => RuleCheck.Marks(
        """
        sealed class C
        {
            public double Cutoff { get; set; }

            public double Softplus(double x)
            {
                if (x >= Cutoff)
                    return x;
                return Math.Log(1 + Math.Exp(x));
            }
        }
        """);

    [Fact]
    public void IsSilentOnAClampToAField() => RuleCheck.Marks(
        """
        sealed class C
        {
            private readonly double _limit;

            public C(double limit) => _limit = limit;

            public double Softplus(double x) => Math.Log(1 + Math.Exp(Math.Min(x, _limit)));

            public double[] Softmax(double[] x)
            {
                var p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += p[i] = Math.Exp(Math.Clamp(x[i], -_limit, _limit));
                for (int i = 0; i < x.Length; i++) p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void IsSilentWithinAnAbsoluteValue() => RuleCheck.Marks(
        """
        static class C
        {
            static double Coth(double x)
            {
                if (Math.Abs(x) >= 22)
                    return Math.Sign(x);
                double up = Math.Exp(x), down = Math.Exp(-x);
                return (up + down) / (up - down);
            }
        }
        """);

    [Fact]
    public void IsSilentOnABoundedNumberOverATemperature() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Weights(double[] x, double temperature)
            {
                var p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += p[i] = Math.Exp(Math.Tanh(x[i]) / temperature);
                for (int i = 0; i < x.Length; i++) p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void FiresOnAnUnboundedNumberOverATemperature() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Weights(double[] x, double temperature)
            {
                var p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += p[i] = {|SMG1001:Math.Exp(x[i] / temperature)|};
                for (int i = 0; i < x.Length; i++) p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void FiresOnTheOtherSideOfTheThreshold() => RuleCheck.Marks(
        """
        static class C
        {
            static readonly double Limit = -Math.Log(Math.ScaleB(1, -53));

            static double Softplus(double x) => x > Limit ? {|SMG1009:Math.Log(1 + Math.Exp(x))|} : Math.Exp(x);
        }
        """);

    [Fact]
    public void FiresWhereTheBestOneIsLookedFor() => RuleCheck.Marks(
        """
        static class C
        {
            static int Softmax(double[] x, double[] p)
            {
                double best = x[0], sum = 0;
                int at = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > best)
                    {
                        best = x[i];
                        at = i;
                    }
                    p[i] = {|SMG1001:Math.Exp(x[i])|};
                    sum += p[i];
                }
                for (int i = 0; i < x.Length; i++) p[i] /= sum;
                return at;
            }
        }
        """);

    [Fact]
    public void FiresOnALowerThreshold() => RuleCheck.Marks(
        """
        sealed class C
        {
            private readonly double _lowest = -Math.Sqrt(3000);

            public double Softplus(double x)
            {
                if (x < _lowest)
                    return 0;
                return {|SMG1009:Math.Log(1 + Math.Exp(x))|};
            }
        }
        """);
}

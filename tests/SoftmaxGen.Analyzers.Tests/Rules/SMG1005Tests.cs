namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Binary cross-entropy through a sigmoid.</summary>
public sealed class SMG1005Tests
{
    [Fact]
    public void FiresOnBothTerms() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z, double y)
            {
                double p = 1 / (1 + Math.Exp(-z));
                return -(y * {|SMG1005:Math.Log(p)|} + (1 - y) * {|SMG1005:Math.Log(1 - p)|});
            }
        }
        """);

    [Fact]
    public void FiresOnAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double z) => 1.0 / (1.0 + Math.Exp(-z));

            static double Loss(double[] z, double[] y)
            {
                double loss = 0;
                for (int i = 0; i < z.Length; i++)
                    loss -= y[i] * {|SMG1005:Math.Log(Sigmoid(z[i]))|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnATernary() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float z, bool positive)
            {
                float p = 1f / (1f + MathF.Exp(-z));
                return positive ? -{|SMG1005:MathF.Log(p)|} : -{|SMG1005:MathF.Log(1f - p)|};
            }
        }
        """);

    [Fact]
    public void FiresOnAnArrayOfProbabilities() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] z, int[] y)
            {
                double[] p = z.Select(v => 1 / (1 + Math.Exp(-v))).ToArray();
                double loss = 0;
                for (int i = 0; i < p.Length; i++)
                    loss -= y[i] == 1 ? {|SMG1005:Math.Log(p[i])|} : {|SMG1005:Math.Log(1 - p[i])|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnLogP1OfTheComplement() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z)
            {
                double p = 1 / (1 + Math.Exp(-z));
                return -{|SMG1005:double.LogP1(-p)|};
            }
        }
        """);

    [Fact]
    public void FiresOnADotProduct() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] w, double[] x)
            {
                double z = 0;
                for (int i = 0; i < w.Length; i++)
                    z += w[i] * x[i];
                double p = 1 / (1 + Math.Exp(-z));
                return -{|SMG1005:Math.Log2(p)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheFormOnLogits() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z, double y) => Math.Max(z, 0) - z * y + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }
        """);

    [Fact]
    public void IsSilentOnProbabilitiesFromOutside() => new RuleRun("SMG1005").Marks(
        """
        static class C
        {
            static double Loss(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnLogitsThatStaySmall() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z)
            {
                double p = 1 / (1 + Math.Exp(-Math.Clamp(z, -10, 10)));
                return -Math.Log(p);
            }
        }
        """);

    [Fact]
    public void IsSilentOnASigmoidAlone() => RuleCheck.Marks(
        """
        static class C
        {
            static double Gate(double z) => 1 / (1 + Math.Exp(-z));
        }
        """);

    [Fact]
    public void IsSilentOnAClippedProbability() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p) => -Math.Log(Math.Clamp(p, 1e-7, 1 - 1e-7)) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnTheLogarithmOfAnotherNumber() => RuleCheck.Marks(
        """
        static class C
        {
            static double Scale(double z)
            {
                double p = 1 / (1 + Math.Exp(-z));
                return p * Math.Log(2 + p);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAPowerByItsLogarithm() => RuleCheck.Marks(
        """
        static class C
        {
            static double Power(double p, double a, double b) => Math.Exp(a * Math.Log(p) + b * Math.Log(1 - p));

            static double Binomial(double logOdds, double a, double b) => Power(1 / (1 + Math.Exp(-logOdds)), a, b);
        }
        """);

    [Fact]
    public void FiresThroughAFunctionObjectThatIsAppliedByAHelper() => RuleCheck.Marks(
        """
        interface IActivation
        {
            double[] Compute(double[] x);
        }

        abstract class Activation : IActivation
        {
            protected double Exp(double x) => Math.Exp(x);

            protected abstract double Compute(double x);

            public double[] Compute(double[] x) => x.Mapped(v => Compute(v));
        }

        sealed class LogisticActivation : Activation
        {
            protected override double Compute(double x) => 1 / (1 + Exp(-x));
        }

        sealed class StepActivation : Activation
        {
            protected override double Compute(double x) => x > 0 ? 1 : 0;
        }

        static class Mapping
        {
            public static double[] Mapped(this double[] x, Func<double, double> f) => Maps.Map(x, f);
        }

        static class Maps
        {
            public static double[] Map(double[] x, Func<double, double> f)
            {
                var result = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    result[i] = f(x[i]);
                return result;
            }
        }

        sealed class Cost
        {
            private IActivation Logistic { get; set; }

            public Cost()
            {
                if (Logistic == null)
                    Logistic = new LogisticActivation();
            }

            public double[] Losses(double[] scores)
            {
                double[] s = Logistic.Compute(scores);
                return s.Select(v => {|SMG1005:Math.Log(1.0 - v)|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAnArrayOfLogarithmsOfAnArrayOfSigmoids() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Sigmoid(double[] z)
            {
                double[] p = new double[z.Length];
                for (int i = 0; i < z.Length; i++)
                    p[i] = 1 / (1 + Math.Exp(-z[i]));
                return p;
            }

            static double[] Log(double[] x)
            {
                double[] y = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    y[i] = Math.Log(x[i]);
                return y;
            }

            static double[] Likelihoods(double[] z) => {|SMG1005:Log(Sigmoid(z))|};
        }
        """);
}

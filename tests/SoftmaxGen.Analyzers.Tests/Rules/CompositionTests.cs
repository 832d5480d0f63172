namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>What a body does wrong together with its helpers is told at the call; what a helper does wrong alone is told there, once.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void TellsACallerThatGivesTheExponential() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogOfOneMore(double x) => Math.Log(1 + x);

            static double Loss(double z) => {|SMG1009:LogOfOneMore(Math.Exp(z))|};
        }
        """);

    [Fact]
    public void TellsACallerThatJoinsTwoHelpers() => RuleCheck.Marks(
        """
        static class C
        {
            static double E(double x) => Math.Exp(x);

            static double LogOfOneMore(double x) => Math.Log(1 + x);

            static double Loss(double z) => {|SMG1009:LogOfOneMore(E(z))|};
        }
        """);

    [Fact]
    public void TellsACallerOfTheSigmoid() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

            static double Loss(double p) => -Math.Log(p);

            static double Step(double z)
            {
                double p = Sigmoid(z);
                return {|SMG1005:Loss(p)|};
            }
        }
        """);

    [Fact]
    public void TellsAHelperOnce() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => {|SMG1009:Math.Log(1 + Math.Exp(x))|};

            static double LogSigmoid(double x) => -Softplus(-x);

            static double Loss(double x, double y) => LogSigmoid(x) - y * Softplus(x);
        }
        """);

    [Fact]
    public void TellsAHelperWithHelpersOnce() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Divided(double[] e)
            {
                double sum = 0;
                foreach (double v in e) sum += v;
                for (int i = 0; i < e.Length; i++) e[i] /= sum;
                return e;
            }

            static double[] Probabilities(double[] x)
            {
                var e = new double[x.Length];
                for (int i = 0; i < x.Length; i++) e[i] = {|SMG1001:Math.Exp(x[i])|};
                return Divided(e);
            }

            static void Rows(double[][] m)
            {
                for (int r = 0; r < m.Length; r++) m[r] = Probabilities(m[r]);
            }
        }
        """.Replace("{|SMG1001:Math.Exp(x[i])|}", "Math.Exp(x[i])").Replace("return Divided(e);", "return {|SMG1001:Divided(e)|};"));

    [Fact]
    public void TellsACallOnce() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p, bool label) => label ? -{|SMG1021:Math.Log(p)|} : -Math.Log(1 - p);

            static double Step(double z, bool label) => {|SMG1005:Loss(1 / (1 + Math.Exp(-z)), label)|};
        }
        """);

    [Fact]
    public void TellsWhatIsKnownOfWhatIsHandedOver() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] p, int label) => -{|SMG1021:Math.Log(p[label])|};

            static double Step(double[] x, int label)
            {
                double max = x.Max();
                double[] e = x.Select(v => Math.Exp(v - max)).ToArray();
                double sum = e.Sum();
                return {|SMG1003:Loss(e.Select(v => v / sum).ToArray(), label)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnSamplesThatAFormulaIsTriedOn() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Samples(double scale, int n, Random random)
            {
                var samples = new double[n];
                for (int i = 0; i < n; i++) samples[i] = Math.Exp(scale * random.NextDouble());
                return samples;
            }

            static double Formula(double x) => x < 0.5 ? -Math.Log(1 - x) : x;

            static double Sum(double scale, Random random)
            {
                double sum = 0;
                foreach (double x in Samples(scale, 10, random)) sum += Formula(x);
                return sum;
            }
        }
        """);

    [Fact]
    public void IsSilentOnACallerOfASmallArgument() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogOfOneMore(double x) => Math.Abs(x) < 1e-3 ? x * (1 - x / 2) : Math.Log(1 + x);

            static double Ratio(double rate) => LogOfOneMore(Math.Min(1, Math.Max(0.01, rate)));
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>An epsilon that hides a loss.</summary>
public sealed class SMG1013Tests
{
    [Fact]
    public void FiresOnASoftmax() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double p = e[label] / e.Sum();
                return -{|SMG1013:Math.Log(p + 1e-9)|};
            }
        }
        """);

    [Fact]
    public void FiresOnASigmoid() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z) => -{|SMG1013:Math.Log(1 / (1 + Math.Exp(-z)) + 1e-12)|};
        }
        """);

    [Fact]
    public void FiresOnAComplement() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z)
            {
                double p = 1 / (1 + Math.Exp(-z));
                return -{|SMG1013:Math.Log(1 - p + 1e-7)|};
            }
        }
        """);

    [Fact]
    public void FiresOnAFloor() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float[] scores, int label)
            {
                float max = scores.Max();
                float total = scores.Sum(s => MathF.Exp(s - max));
                float p = MathF.Exp(scores[label] - max) / total;
                return -{|SMG1013:MathF.Log(MathF.Max(p, 1e-7f))|};
            }
        }
        """);

    [Fact]
    public void FiresOnAClamp() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double z, double y)
            {
                double p = Math.Clamp(1 / (1 + Math.Exp(-z)), 1e-7, 1 - 1e-7);
                return -y * {|SMG1013:Math.Log(p)|};
            }
        }
        """);

    [Fact]
    public void FiresOnAHelperAndALoop() => RuleCheck.Marks(
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

            static double Loss(double[] scores, double[] target)
            {
                double[] p = Softmax(scores);
                double loss = 0;
                for (int i = 0; i < p.Length; i++)
                    loss -= target[i] * {|SMG1013:Math.Log(p[i] + 1e-10)|};
                return loss;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAParameter() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] probabilities, int label) => -Math.Log(probabilities[label] + 1e-9);
        }
        """);

    [Fact]
    public void IsSilentOnLogSoftmax() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] scores, int label)
            {
                double max = scores.Max();
                return Math.Log(scores.Sum(s => Math.Exp(s - max)) + 1e-12) - (scores[label] - max);
            }
        }
        """);

    [Fact]
    public void IsSilentOnASum() => RuleCheck.Marks(
        """
        static class C
        {
            static double Score(double z) => Math.Log(1 / (1 + Math.Exp(-z)) + 2);
        }
        """);

    [Fact]
    public void IsSilentOnACount() => RuleCheck.Marks(
        """
        static class C
        {
            static double Frequency(int count) => Math.Log(count + 1e-9) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnAnEpsilonBelow() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum() + 1e-12;
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void IsSilentOnAGaussianKernel() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogKernel(double distance) => Math.Log(Math.Exp(-distance * distance) / 2 + 1e-12);
        }
        """);

    [Fact]
    public void FiresOnAFloorThatAHelperAsksFor() => RuleCheck.Marks(
        """
        static class C
        {
            static bool IsLess(double p, double least) => p.CompareTo(least) < 0;

            static double[] LogProbabilities(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                for (int i = 0; i < e.Length; i++)
                {
                    double p = e[i] / total;
                    if (IsLess(p, 1e-15))
                        p = 1e-15;
                    e[i] = {|SMG1013:Math.Log(p)|};
                }
                return e;
            }
        }
        """);
}

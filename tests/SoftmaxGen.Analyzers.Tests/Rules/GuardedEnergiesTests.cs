namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Weights of distances and energies, whose sum somebody asks for.</summary>
public sealed class GuardedEnergiesTests
{
    [Theory]
    [InlineData("if (sum == 0) sum = 1e-12;")]
    [InlineData("if (0.0 >= sum || sum <= 0) return p;")]
    [InlineData("if (sum < 1e-12) return p;")]
    [InlineData("if (double.Epsilon > sum) return p;")]
    public void SilentOnWeightsOfDistancesWhoseSumIsComparedWithZero(string guard) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double[] Affinities(double[] distances, double beta)
            {
                double[] p = new double[distances.Length];
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = Math.Exp(-distances[i] * beta);
                    sum += p[i];
                }
                {{guard}}
                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """);

    [Fact]
    public void FiresOnLogitsWhoseSumIsComparedWithZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] logits, double beta)
            {
                double[] p = new double[logits.Length];
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = {|SMG1001:Math.Exp(logits[i] * beta)|};
                    sum += p[i];
                }
                if (sum == 0)
                    sum = 1e-12;
                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """);

    /// <summary>A softmin takes any numbers, whatever becomes of a sum of 0.</summary>
    [Theory]
    [InlineData("Softmin", "{|SMG1001:Math.Exp(-z[i])|}")]
    [InlineData("Weigh", "Math.Exp(-z[i])")]
    public void LooksAtWhatItIsCalled(string name, string exponential) => new RuleRun("SMG1001").MarksMembers(
        $$"""static void {{name}}(double[] z, double[] p) { double sum = 0; for (int i = 0; i < z.Length; i++) { p[i] = {{exponential}}; sum += p[i]; } if (sum == 0) return; for (int i = 0; i < z.Length; i++) p[i] /= sum; }""");
}

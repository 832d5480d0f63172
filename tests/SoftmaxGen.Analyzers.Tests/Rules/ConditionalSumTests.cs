namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Scores that are added up by a condition: <c>z[i] += w * (j == 0 ? 1 : x[j - 1])</c> notes the place before it asks.</summary>
public sealed class ConditionalSumTests
{
    [Fact]
    public void FiresWhereTheScoresAreAddedUpByACondition() => new RuleRun("SMG1006").Marks(
        """
        static class C
        {
            static double[] M(double[] w, double[] x, int n)
            {
                var z = new double[n];
                double max = 0, sum = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= x.Length; j++) z[i] += w[i * n + j] * (j == 0 ? 1 : x[j - 1]);
                    if (z[i] > max) max = z[i];
                }
                for (int i = 0; i < n; i++) { z[i] = {|SMG1006:Math.Exp(z[i] - max)|}; sum += z[i]; }
                for (int i = 0; i < n; i++) z[i] /= sum;
                return z;
            }
        }
        """);

    [Fact]
    public void IsSilentWhereTheMaximumIsTheirs() => new RuleRun("SMG1006").Marks(
        """
        static class C
        {
            static double[] M(double[] w, double[] x, int n)
            {
                var z = new double[n];
                double max = double.MinValue, sum = 0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j <= x.Length; j++) z[i] += w[i * n + j] * (j == 0 ? 1 : x[j - 1]);
                    if (z[i] > max) max = z[i];
                }
                for (int i = 0; i < n; i++) { z[i] = Math.Exp(z[i] - max); sum += z[i]; }
                for (int i = 0; i < n; i++) z[i] /= sum;
                return z;
            }
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>SMG1006 where the shift is made of the vector itself: only a run tells its maximum from something less.</summary>
public sealed class OwnShiftTests
{
    [Fact]
    public void FiresOnTheMaximumOfAPart() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores)
            {
                double max = double.NegativeInfinity;
                for (int i = 1; i < scores.Length; i++)
                    max = Math.Max(max, scores[i]);
                double[] e = scores.Select(s => {|SMG1006:Math.Exp(s - max)|}).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAMaximumWithoutItsCondition() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSumExp(double[] values)
            {
                double max = values[0];
                foreach (double v in values)
                    max = v;
                double total = 0;
                foreach (double v in values)
                    total += {|SMG1006:Math.Exp(v - max)|};
                return max + Math.Log(total);
            }
        }
        """);

    [Fact]
    public void FiresOnTheMinimum() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Softmax(float[] scores)
            {
                float least = scores.Min();
                float[] e = scores.Select(s => {|SMG1006:MathF.Exp(s - least)|}).ToArray();
                float total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    // The caller may know that the best is there; a run would not.
    [Fact]
    public void IsSilentOnAnIndexFromOutside() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softmax(double[] scores, int[] order)
            {
                double best = scores[order[0]];
                double[] e = scores.Select(s => Math.Exp(s - best)).ToArray();
                double total = e.Sum();
                return e.Select(v => v / total).ToArray();
            }
        }
        """);

    /// <summary>The other classes are shifted by the logit of the label, whose own exponential is the 1.</summary>
    [Theory]
    [InlineData("double d = 0; for (int j = 0; j < z.Length; j++) if (j != y) d += {|SMG1006:Math.Exp(z[j] - z[y])|}; return Math.Log(1 + d);")]
    [InlineData("double d = 1; for (int j = 0; j < z.Length; j++) if (j != y) d += {|SMG1006:Math.Exp(z[j] - z[y])|}; return Math.Log(d);")]
    [InlineData("return double.LogP1(z.Where((v, j) => j != y).Sum(v => {|SMG1006:Math.Exp(v - z[y])|}));")]
    public void FiresOnTheLabel(string body) => new RuleRun("SMG1006").MarksMembers($"static double M(double[] z, int y) {{ {body} }}");

    [Theory]
    [InlineData("int b = 0; for (int j = 1; j < z.Length; j++) if (z[j] > z[b]) b = j; double d = 0; for (int j = 0; j < z.Length; j++) if (j != b) d += Math.Exp(z[j] - z[b]); return z[b] + Math.Log(1 + d);")]
    [InlineData("int b = 0; for (int j = 1; j < z.Length; j++) if (z[j] > z[b]) b = j; double d = 1; for (int j = 0; j < z.Length; j++) if (j != b) d += Math.Exp(z[j] - z[b]); return z[b] + Math.Log(d);")]
    [InlineData("double d = 0; for (int j = 0; j < z.Length; j++) if (j != y) d += Math.Exp(Math.Min(0, z[j] - z[y])); return z[y] + Math.Log(1 + d);")]
    public void IsSilentOnTheBest(string body) => new RuleRun("SMG1006").MarksMembers($"static double M(double[] z, int y) {{ {body} }}");
}

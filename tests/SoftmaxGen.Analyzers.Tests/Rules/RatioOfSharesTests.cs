namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>log(p / q), as divergences take it, of probabilities that a softmax has made.</summary>
public sealed class RatioOfSharesTests
{
    private static void Marks(string body) => new RuleRun("SMG1003").Marks(
        $$"""
        static class C
        {
            static double[] Softmax(double[] z) { double m = z.Max(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }

            static double M(double[] a, double[] b, double[] t) { var p = Softmax(a); var q = Softmax(b); double s = 0; {{body}} }
        }
        """);

    [Theory]
    [InlineData("return p.Zip(q, (x, y) => x * {|SMG1003:Math.Log(x / y)|}).Sum();")]
    [InlineData("for (int i = 0; i < q.Length; i++) s += p[i] * {|SMG1003:Math.Log(p[i] / q[i])|}; return s;")]
    [InlineData("for (int i = 0; i < q.Length; i++) if (t[i] > 0) s += t[i] * {|SMG1003:Math.Log(t[i] / q[i])|}; return s;")]
    [InlineData("for (int i = 0; i < q.Length; i++) if (p[i] > 0) s += p[i] * {|SMG1003:Math.Log(p[i] / q[i])|}; return s;")]
    [InlineData("for (int i = 0; i < q.Length; i++) { double m = 0.5 * (p[i] + q[i]); s += p[i] * {|SMG1003:Math.Log(p[i] / m)|}; } return s;")]
    public void Fires(string body) => Marks(body);

    [Theory]
    [InlineData("for (int i = 0; i < q.Length; i++) { double m = 0.5 * (p[i] + q[i]); if (p[i] > 0) s += p[i] * Math.Log(p[i] / m); } return s;")]
    [InlineData("for (int i = 0; i < q.Length; i++) s += p[i] * Math.Log((p[i] + 1e-10) / (q[i] + 1e-10)); return s;")]
    [InlineData("for (int i = 0; i < q.Length; i++) s += p[i] / (q[i] + 1); return Math.Log(s + 1);")]
    public void IsSilent(string body) => Marks(body);
}

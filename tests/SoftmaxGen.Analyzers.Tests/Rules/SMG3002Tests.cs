namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials that are taken again, queries that are run again, reductions that are done again.</summary>
public sealed class SMG3002Tests
{
    private static readonly RuleRun Rule = new("SMG3002");

    [Theory]
    // Twice per element.
    [InlineData("static double[] M(double[] x) { double m = x.Max(); double s = x.Sum(v => Math.Exp(v - m)); return x.Select(v => [|Math.Exp(v - m)|] / s).ToArray(); }")]
    [InlineData("static void M(double[] x, double[] p) { double m = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) p[i] = [|Math.Exp(x[i] - m)|] / s; }")]
    [InlineData("static void M(float[] x, float[] p) { float s = 0; foreach (float v in x) s += MathF.Exp(v); for (int i = 0; i < x.Length; i++) p[i] = [|MathF.Exp(x[i])|] / s; }")]
    // A query is run by whoever goes over it.
    [InlineData("static double[] M(double[] x) { var e = x.Select(Math.Exp); double s = e.Sum(); return [|e|].Select(v => v / s).ToArray(); }")]
    [InlineData("static double[] M(double[] x) { IEnumerable<double> e = x.Select(v => Math.Exp(v)); return e.Select(v => v / [|e.Sum()|]).ToArray(); }")]
    [InlineData("static double M(double[] x) { var e = x.Select(v => Math.Exp(v)); double s = 0; foreach (double v in e) s += v; foreach (double v in [|e|]) s += v * v; return s; }")]
    // The whole row for every element.
    [InlineData("static double[] M(double[] x) => x.Select(v => Math.Exp(v - [|x.Max()|])).ToArray();")]
    [InlineData("static void M(double[] x, double[] p) { for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - [|x.Max()|]); }")]
    [InlineData("static double[] M(double[] x) => x.Select(v => Math.Exp(v) / [|x.Sum(Math.Exp)|]).ToArray();")]
    public void Fires(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData("static double[] M(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("static void M(double[] x, double[] p) { double m = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) s += p[i] = Math.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) p[i] /= s; }")]
    // Another row, other elements, another sign.
    [InlineData("static void M(double[][] x, double[] m) { for (int i = 0; i < x.Length; i++) { m[i] = Math.Exp(x[i].Max()); } }")]
    [InlineData("static double M(double[] x, double[] y) => x.Sum(v => Math.Exp(v)) / y.Sum(v => Math.Exp(v));")]
    [InlineData("static double M(double[] x) => x.Sum(v => Math.Exp(v)) / x.Sum(v => Math.Exp(-v));")]
    // A formula of one number.
    [InlineData("static double M(double x) => (Math.Exp(x) - 1) / (Math.Exp(x) + 1);")]
    // The row is written in between: the maximum is another one each time.
    [InlineData("static void M(double[] x) { for (int i = 0; i < x.Length; i++) x[i] = Math.Exp(x[i] - x.Max()); }")]
    [InlineData("static void M(double[] x) { for (int i = 0; i < 9; i++) { double m = x.Max(); for (int j = 0; j < x.Length; j++) x[j] = Math.Exp(x[j] - m); } }")]
    // Run once.
    [InlineData("static double[] M(double[] x) { var e = x.Select(Math.Exp); return e.ToArray(); }")]
    [InlineData("static double[] M(double[] x) { var e = x.Select(Math.Exp).ToList(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    // Three numbers.
    [InlineData("static double[] M(double a, double b, double c) { var x = new double[] { a, b, c }; return x.Select(v => Math.Exp(v - x.Max())).ToArray(); }")]
    // The rest that a vectorised loop has left, and arms of which only one is run.
    [InlineData("static void M(float[] x, float[] p, float m) { int i = 0; for (; i + 4 <= x.Length; i += 4) for (int j = i; j < i + 4; j++) p[j] = MathF.Exp(x[j] - m); for (; i < x.Length; i++) p[i] = MathF.Exp(x[i] - m); }")]
    [InlineData("static void M(double[] x, double[] p, bool log) { if (log) { for (int i = 0; i < x.Length; i++) p[i] = Math.Log(1 + Math.Exp(x[i])); } else { for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]); } }")]
    [InlineData("static void M(double[] x, double[] p, bool log) { if (log) { for (int i = 0; i < x.Length; i++) p[i] = Math.Log(1 + Math.Exp(x[i])); return; } for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]); }")]
    [InlineData("static void M(double[] x, double[] p, int kind) { switch (kind) { case 0: for (int i = 0; i < x.Length; i++) p[i] = -Math.Exp(x[i]); break; default: for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]); break; } }")]
    public void IsSilent(string members) => Rule.MarksMembers(members);
}

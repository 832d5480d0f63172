namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>An array that only says which class is right.</summary>
public sealed class SMG3006Tests
{
    private const string Soft =
        "static double[] Soft(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } ";

    private static readonly RuleRun Rule = new("SMG3006", Stubs.Kernels);

    [Theory]
    [InlineData("static double M(double[] x, int y) { var t = [|new double[3]|]; t[y] = 1; return K.CostOfTarget(x, t); }")]
    [InlineData("static double M(double[] x, int y) { Span<double> t = [|stackalloc double[3]|]; t[y] = 1.0; return K.CostOfTarget(x, t); }")]
    [InlineData("static double M(double[] x, int[] y) { var t = [|new double[y.Length * 3]|]; for (int i = 0; i < y.Length; i++) t[i * 3 + y[i]] = 1; return K.CostOfTarget(x, t); }")]
    [InlineData("static double M(double[] x, int y) { var t = [|new double[3]|]; for (int k = 0; k < 3; k++) t[k] = k == y ? 1 : 0; return K.CostOfTarget(x, t); }")]
    // A cross-entropy that is written out.
    [InlineData("static double M(double[] x, int y) { var p = Soft(x); var t = [|new double[p.Length]|]; t[y] = 1; double l = 0; for (int k = 0; k < p.Length; k++) l -= t[k] * Math.Log(p[k]); return l; } " + Soft)]
    [InlineData("static double M(double[] x, int y, double[] g) { var p = Soft(x); var t = [|new double[p.Length]|]; t[y] = 1; double l = 0; for (int k = 0; k < p.Length; k++) { l += -t[k] * Math.Log(p[k]); g[k] = p[k] - t[k]; } return l; } " + Soft)]
    public void Fires(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData("static double M(double[] x, int[] y) => K.Cost(x, y);")]
    [InlineData("static double M(double[] x, double[] t) => K.CostOfTarget(x, t);")]
    // A soft target: smoothed, mixed, or of two classes.
    [InlineData("static double M(double[] x, int y) { var t = new double[3]; Array.Fill(t, 0.05); t[y] = 0.9; return K.CostOfTarget(x, t); }")]
    [InlineData("static double M(double[] x, int y) { var t = new double[3]; for (int k = 0; k < 3; k++) t[k] = 0.1; t[y] = 1; return K.CostOfTarget(x, t); }")]
    [InlineData("static double M(double[] x, int y, int z, double a) { var t = new double[3]; t[y] = a; t[z] = 1 - a; return K.CostOfTarget(x, t); }")]
    // A mask.
    [InlineData("static double M(double[] x) { var t = new double[3]; for (int k = 0; k < 3; k++) t[k] = 1; return K.CostOfTarget(x, t); }")]
    // Others get it, too.
    [InlineData("static double[]? Last; static double M(double[] x, int y) { var t = new double[3]; t[y] = 1; Last = t; return K.CostOfTarget(x, t); }")]
    [InlineData("static double[] M(double[] x, int y) { var t = new double[3]; t[y] = 1; K.CostOfTarget(x, t); return t; }")]
    public void IsSilent(string members) => Rule.MarksMembers(members);
}

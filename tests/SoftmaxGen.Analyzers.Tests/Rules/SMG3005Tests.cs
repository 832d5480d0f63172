namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The Jacobian of a softmax, entry by entry, times a vector.</summary>
public sealed class SMG3005Tests
{
    private const string Fill = "for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) ";

    private const string Soft =
        "static double[] Soft(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } ";

    private static readonly RuleRun Rule = new("SMG3005");

    [Theory]
    // Filled, then multiplied.
    [InlineData("static double[] M(double[] x, double[] u) { var p = Soft(x); int n = p.Length; var a = new double[n, n]; var g = new double[n]; " + Fill + "a[i, j] = i == j ? p[i] * (1 - p[i]) : -p[i] * p[j]; "
        + Fill + "g[i] += [|u[j] * a[i, j]|]; return g; } " + Soft)]
    [InlineData("static double[] M(double[] x, double[] u) { var p = Soft(x); int n = p.Length; var a = new double[n, n]; var g = new double[n]; " + Fill + "{ if (i == j) a[i, j] = p[i] * (1 - p[i]); else a[i, j] = -(p[i] * p[j]); } "
        + "for (int i = 0; i < n; i++) { double s = 0; for (int j = 0; j < n; j++) s += [|a[i, j] * u[j]|]; g[i] = s; } return g; } " + Soft)]
    [InlineData("static double[] M(double[] x, double[] u) { var p = Soft(x); int n = p.Length; var g = new double[n]; " + Fill + "{ double d = i == j ? p[i] * (1.0 - p[i]) : -p[i] * p[j]; g[i] += [|d * u[j]|]; } return g; } " + Soft)]
    [InlineData("static double[] M(double[] x, double[] u) { var p = Soft(x); int n = p.Length; var g = new double[n]; " + Fill + "{ double d = p[i] * ((i == j ? 1 : 0) - p[j]); g[i] += [|d * u[j]|]; } return g; } " + Soft)]
    // Multiplied at once, in either branch.
    [InlineData("static void Softmax(double[,] p, double[,] u, double[,] g) { for (int r = 0; r < 9; r++) for (int j = 0; j < 9; j++) { double s = 0; for (int k = 0; k < 9; k++) { if (j == k) s += [|u[r, k] * p[r, j] * (1 - p[r, j])|]; else s += u[r, k] * (-p[r, j] * p[r, k]); } g[r, j] = s; } }")]
    [InlineData("static void Softmax(float[] p, float[] u, float[] g) { for (int j = 0; j < 9; j++) for (int k = 0; k < 9; k++) g[j] += j == k ? [|u[k] * p[j] * (1 - p[j])|] : -u[k] * p[j] * p[k]; }")]
    public void Fires(string members) => Rule.MarksMembers(members);

    [Theory]
    // The Jacobian itself is what is wanted.
    [InlineData("static double[,] M(double[] x) { var p = Soft(x); int n = p.Length; var a = new double[n, n]; " + Fill + "a[i, j] = i == j ? p[i] * (1 - p[i]) : -p[i] * p[j]; return a; } " + Soft)]
    // The short form.
    [InlineData("static double[] M(double[] x, double[] u) { var p = Soft(x); int n = p.Length; double d = 0; for (int i = 0; i < n; i++) d += p[i] * u[i]; var g = new double[n]; for (int i = 0; i < n; i++) g[i] = p[i] * (u[i] - d); return g; } " + Soft)]
    // A sigmoid's derivative has a diagonal only.
    [InlineData("static void M(double[] x, double[] u, double[] g) { for (int i = 0; i < x.Length; i++) { double s = 1 / (1 + Math.Exp(-x[i])); g[i] = u[i] * s * (1 - s); } }")]
    [InlineData("static void M(double[,] x, double[,] u, double[,] g) { for (int i = 0; i < 9; i++) for (int j = 0; j < 9; j++) { double s = 1 / (1 + Math.Exp(-x[i, j])); g[i, j] = u[i, j] * s * (1 - s); } }")]
    // The Jacobian of a whole: a matrix of products that has no diagonal of its own.
    [InlineData("static void M(double[] x, double[,] c) { var p = Soft(x); int n = p.Length; " + Fill + "c[i, j] = -p[i] * p[j]; } " + Soft)]
    [InlineData("static double M(double[] x, double[,] w) { var p = Soft(x); int n = p.Length; double e = 0; " + Fill + "e += w[i, j] * p[i] * p[j]; return e; } " + Soft)]
    // The usual gradient of a cross-entropy.
    [InlineData("static void M(double[] x, int y, double[] g) { var p = Soft(x); for (int i = 0; i < p.Length; i++) g[i] = p[i] - (i == y ? 1 : 0); } " + Soft)]
    public void IsSilent(string members) => Rule.MarksMembers(members);
}

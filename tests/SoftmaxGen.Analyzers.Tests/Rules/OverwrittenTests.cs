namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Logits that their own exponentials replace: in a member that nobody else of the type writes, in the copy of a table.</summary>
public sealed class OverwrittenTests
{
    private static void Marks(string id, string members) => new RuleRun(id).Marks($$"""class C { public double[] y; public double[,] w; {{members}} }""");

    [Theory]
    [InlineData("SMG1001", "void M() { double s = 0; foreach (var v in y) s += Math.Exp(v); for (int i = 0; i < y.Length; i++) y[i] = {|SMG1001:Math.Exp(y[i])|} / s; }")]
    [InlineData("SMG1001", "void M() { double s = 0; for (int i = 0; i < y.Length; i++) { y[i] = {|SMG1001:Math.Exp(y[i])|}; s += y[i]; } for (int i = 0; i < y.Length; i++) y[i] /= s; }")]
    [InlineData("SMG1001", "double[,] M() { var r = (double[,])w.Clone(); for (int i = 0; i < r.GetLength(0); i++) { double s = 0; for (int j = 0; j < r.GetLength(1); j++) { r[i, j] = {|SMG1001:Math.Exp(r[i, j])|}; s += r[i, j]; } for (int j = 0; j < r.GetLength(1); j++) r[i, j] /= s; } return r; }")]
    // Whoever reads it next finds probabilities.
    [InlineData("SMG1003", "void M() { double m = y.Max(), s = 0; foreach (var v in y) s += Math.Exp(v - m); for (int i = 0; i < y.Length; i++) y[i] = Math.Exp(y[i] - m) / s; } double Loss(int k) => -{|SMG1003:Math.Log(y[k])|};")]
    public void Fires(string id, string members) => Marks(id, members);

    [Theory]
    [InlineData("SMG1001", "void M() { double m = y.Max(), s = 0; for (int i = 0; i < y.Length; i++) { y[i] = Math.Exp(y[i] - m); s += y[i]; } for (int i = 0; i < y.Length; i++) y[i] /= s; }")]
    [InlineData("SMG1001", "double[,] M() { var r = (double[,])w.Clone(); for (int i = 0; i < r.GetLength(0); i++) { double s = 0, m = r[i, 0]; for (int j = 1; j < r.GetLength(1); j++) m = Math.Max(m, r[i, j]); for (int j = 0; j < r.GetLength(1); j++) { r[i, j] = Math.Exp(r[i, j] - m); s += r[i, j]; } for (int j = 0; j < r.GetLength(1); j++) r[i, j] /= s; } return r; }")]
    [InlineData("SMG1001", "double[,] M(double[,] z) { for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) z[i, j] = Math.Min(z[i, j], 0); var r = (double[,])z.Clone(); double s = 0; foreach (double v in r) s += Math.Exp(v); for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) r[i, j] = Math.Exp(r[i, j]) / s; return r; }")]
    public void IsSilent(string id, string members) => Marks(id, members);
}

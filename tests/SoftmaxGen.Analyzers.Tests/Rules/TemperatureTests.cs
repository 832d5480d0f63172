namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A temperature that is known only puts off where the exponentials break: at 8 it is [5700, 0] and not [710, 0].</summary>
public sealed class TemperatureTests
{
    private static void Marks(string id, string body) => new RuleRun(id).Marks($$"""class C { const double T = 8; {{body}} }""");

    [Theory]
    [InlineData("SMG1001", "double[] M(double[] z) { double s = 0; var e = new double[z.Length]; for (int i = 0; i < z.Length; i++) { e[i] = {|SMG1001:Math.Exp(z[i] / T)|}; s += e[i]; } for (int i = 0; i < z.Length; i++) e[i] /= s; return e; }")]
    [InlineData("SMG1001", "double[] M(double[] z) { var e = z.Select(v => {|SMG1001:Math.Exp(0.01 * v)|}).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1001", "double[] M(double[] z, double[] u) { var e = new double[z.Length]; double s = 0; for (int i = 0; i < z.Length; i++) { double noise = -Math.Log(-Math.Log(u[i])); e[i] = {|SMG1001:Math.Exp((z[i] + noise) / T)|}; s += e[i]; } for (int i = 0; i < z.Length; i++) e[i] /= s; return e; }")]
    [InlineData("SMG1001", "double[] M(double[] z, Random r) { var g = z.Select(v => (v - Math.Log(-Math.Log(r.NextDouble()))) / T).ToArray(); var e = g.Select(v => {|SMG1001:Math.Exp(v)|}).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1003", "double M(double[] z) { double m = z.Max(); var e = z.Select(v => Math.Exp((v - m) / 4)).ToArray(); return -{|SMG1003:Math.Log(e[0] / e.Sum())|}; }")]
    [InlineData("SMG1004", "double M(double[] z) => {|SMG1004:Math.Log(z.Sum(v => Math.Exp(0.1 * v)))|};")]
    [InlineData("SMG1008", "double M(double z) { double e = Math.Exp(0.05 * z); return {|SMG1008:e / (1 + e)|}; }")]
    [InlineData("SMG1009", "double M(double z) => {|SMG1009:Math.Log(1 + Math.Exp(z / T))|};")]
    public void Fires(string id, string body) => Marks(id, body);

    [Theory]
    [InlineData("SMG1001", "double[] M(double[] z) { double m = z.Max(); var e = z.Select(v => Math.Exp((v - m) / T)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1001", "double[] M(double[] z) { var e = z.Select(v => Math.Exp(Math.Tanh(v) / T)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1001", "double[] M(double[] z, Random r) { var g = z.Select(v => v - Math.Log(-Math.Log(r.NextDouble()))).ToArray(); double m = g.Max(); var e = g.Select(v => Math.Exp((v - m) / T)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1004", "double M(double[] z) { double m = z.Max(); return m / T + Math.Log(z.Sum(v => Math.Exp((v - m) / T))); }")]
    [InlineData("SMG1008", "double M(double z) => 1 / (1 + Math.Exp(-z / T));")]
    public void IsSilent(string id, string body) => Marks(id, body);

    /// <summary>A share that is scaled at once, and an e that is a member.</summary>
    [Theory]
    [InlineData("double[] M(double[] z, double g) { double s = 0; var e = new double[z.Length]; for (int i = 0; i < z.Length; i++) { e[i] = {|SMG1001:Math.Exp(z[i])|}; s += e[i]; } for (int i = 0; i < z.Length; i++) e[i] = (1 - g) * e[i] / s; return e; }")]
    [InlineData("double e = 2.718281828459045; double[] M(double[] z) { var p = z.Select(v => {|SMG1001:Math.Pow(e, v)|}).ToArray(); double s = p.Sum(); return p.Select(v => v / s).ToArray(); } C(int n) { }")]
    public void FiresOnScales(string members) => Marks("SMG1001", members);

    [Theory]
    [InlineData("double[] M(double[] z, double g) { double s = 0, m = z.Max(); var e = new double[z.Length]; for (int i = 0; i < z.Length; i++) { e[i] = Math.Exp(z[i] - m); s += e[i]; } for (int i = 0; i < z.Length; i++) e[i] = (1 - g) * e[i] / s; return e; }")]
    [InlineData("double e = 2.718281828459045; void Set(double v) { e = v; } double[] M(double[] z) { var p = z.Select(v => Math.Pow(e, v)).ToArray(); double s = p.Sum(); return p.Select(v => v / s).ToArray(); }")]
    public void IsSilentOnScales(string members) => Marks("SMG1001", members);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>One of the exponentials is picked out, by a condition on something else, and divided by the sum of all.</summary>
public sealed class PickedTests
{
    private static void Marks(string id, string body) => new RuleRun(id).Marks(
        $$"""static class C { static double M(double[] z, int k) { double n = 0, sum = 0, max = z.Max(); {{body}} } }""");

    [Theory]
    [InlineData("for (int i = 0; i < z.Length; i++) { double e = {|SMG1001:Math.Exp(z[i])|}; sum += e; if (i == k) n = e; } return n / sum;")]
    [InlineData("var all = z.Select((v, i) => new { i, P = {|SMG1001:Math.Exp(v)|} }); return all.Single(a => a.i == k).P / all.Sum(a => a.P);")]
    [InlineData("var all = z.Select((v, i) => (i, p: {|SMG1001:Math.Exp(v)|})).ToList(); return all.First(a => a.i == k).p / all.Sum(a => a.p);")]
    [InlineData("var all = z.Select((v, i) => (i, p: {|SMG1001:Math.Exp(v)|})).ToList(); return all.Find(a => a.i == k).p / all.Sum(a => a.p);")]
    [InlineData("var all = z.Select(v => {|SMG1001:Math.Exp(v)|}).ToArray(); return all.LastOrDefault(p => p > k) / all.Sum();")]
    [InlineData("var e = z.Select(v => {|SMG1001:Math.Exp(v)|}).ToArray(); return e.First() / e.Sum();")]
    [InlineData("var e = z.Select(v => {|SMG1001:Math.Exp(v)|}).ToList(); return e.Last() / e.Sum();")]
    [InlineData("var e = z.Select(v => {|SMG1001:Math.Exp(v)|}); return e.ElementAt(k) / e.Sum();")]
    public void Fires(string body) => Marks("SMG1001", body);

    [Fact]
    public void FiresOnTheLogarithmOfOne() => Marks(
        "SMG1003", "var e = z.Select(v => Math.Exp(v - max)); var p = e.Select(v => v / e.Sum()); return -{|SMG1003:Math.Log(p.ElementAt(k))|};");

    // The first is a shift as bad as z[0]; where the elements stand in another order it may be the largest.
    [Theory]
    [InlineData("double m = z.First(); var e = z.Select(v => {|SMG1006:Math.Exp(v - m)|}).ToArray(); return e[k] / e.Sum();")]
    [InlineData("double m = z.OrderByDescending(v => v).First(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); return e[k] / e.Sum();")]
    [InlineData("double m = z.OrderBy(v => v).ToArray().Last(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); return e[k] / e.Sum();")]
    [InlineData("var sorted = z.OrderByDescending(v => v); double m = sorted.First(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); return e[k] / e.Sum();")]
    public void TellsTheFirstFromTheLargest(string body) => Marks("SMG1006", body);

    [Theory]
    [InlineData("for (int i = 0; i < z.Length; i++) { double e = Math.Exp(z[i] - max); sum += e; if (i == k) n = e; } return n / sum;")]
    [InlineData("var all = z.Select((v, i) => new { i, P = Math.Exp(v - max) }); return all.Single(a => a.i == k).P / all.Sum(a => a.P);")]
    [InlineData("var all = z.Select((v, i) => (i, p: v)).ToList(); double top = all.Max(a => a.p); return Math.Exp(all.First(a => a.i == k).p - top) / all.Sum(a => Math.Exp(a.p - top));")]
    [InlineData("var e = z.Select(v => Math.Exp(v - max)).ToArray(); return e.First() / e.Sum();")]
    // What is picked is another vector's.
    [InlineData("foreach (double v in z) sum += v; var all = z.Select((v, i) => (i, p: Math.Exp(v))).ToList(); return all.First(a => a.i == k).p / sum;")]
    public void IsSilent(string body) => Marks("SMG1001", body);

    [Fact]
    public void IsSilentOnTheLastOfAMember() => new RuleRun("SMG1001").Marks(
        "class C { List<double> t = [], d = []; double M(double x) { double s = 0; for (int i = 0; i < t.Count; i++) s += d[i] * Math.Exp(-t[i] * x); return t.Last() * d.Last() * Math.Exp(-t.Last() * x) * s / (s * s); } }");

    /// <summary>A neuron's own value over the sum of its layer's.</summary>
    [Theory]
    [InlineData("class N { public double Net; double Out(List<N> layer) => {|SMG1001:Math.Exp(Net)|} / layer.Sum(n => Math.Exp(n.Net)); }")]
    [InlineData("class N { public double Net; public N[] Layer; double Out() { double s = 0; foreach (var n in Layer) s += Math.Exp(n.Net); return {|SMG1001:Math.Exp(Net)|} / s; } }")]
    public void FiresOnANeuron(string type) => new RuleRun("SMG1001").Marks(type);

    [Theory]
    [InlineData("class N { public double Net; double Out(List<N> layer) { double m = layer.Max(n => n.Net); return Math.Exp(Net - m) / layer.Sum(n => Math.Exp(n.Net - m)); } }")]
    [InlineData("class N { public double Net, Bias; double Out(List<N> layer) => Math.Exp(Bias) / layer.Sum(n => Math.Exp(n.Net)); }")]
    public void IsSilentOnANeuron(string type) => new RuleRun("SMG1001").Marks(type);
}

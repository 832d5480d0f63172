namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials that come out of iterators, queues, stacks and the properties of neurons.</summary>
public sealed class IteratorTests
{
    private const string Types = """

        sealed class Neuron { public double Net; public double Raised => Math.Exp(Net); public double Low => Math.Exp(-Net * Net); public double Out; }
        """;

    private static void Marks(string members) => new RuleRun("SMG1001").Marks($$"""class C { {{members}} }""" + Types);

    [Theory]
    [InlineData("static IEnumerable<double> Exps(double[] z) { foreach (var v in z) yield return Math.Exp(v); } static double[] M(double[] z) { var e = Exps(z).ToArray(); double s = e.Sum(); return e.Select(v => {|SMG1001:v / s|}).ToArray(); }")]
    [InlineData("int[] _at = new int[3]; IEnumerable<int> Leaf() { foreach (int i in _at) yield return i; } void M(double[] z, double[] p) { double s = 0; foreach (int i in Leaf()) s += Math.Exp(z[i]); foreach (int i in Leaf()) p[i] = {|SMG1001:Math.Exp(z[i])|} / s; }")]
    [InlineData("static double[] M(double[] z) { var q = new Queue<double>(); double s = 0; foreach (var v in z) { double e = {|SMG1001:Math.Exp(v)|}; q.Enqueue(e); s += e; } return q.Select(v => v / s).ToArray(); }")]
    [InlineData("static double[] M(double[] z) { var all = new List<double>(z.Length); all.AddRange(z.Select(v => v / 2)); double s = all.Sum(v => Math.Exp(v)); return all.Select(v => {|SMG1001:Math.Exp(v)|} / s).ToArray(); }")]
    [InlineData("static double M(double[] z) { var stack = new Stack<double>(); double s = 0; foreach (var v in z) { double e = {|SMG1001:Math.Exp(v)|}; stack.Push(e); s += e; } return stack.Pop() / s; }")]
    [InlineData("List<Neuron> _all = new(); void M() { double s = _all.Sum(n => n.Raised); foreach (var n in _all) n.Out = {|SMG1001:n.Raised / s|}; }")]
    [InlineData("Neuron[] _all = new Neuron[3]; void M() { double s = 0; foreach (var n in _all) s += n.Raised; foreach (var n in _all) n.Out = {|SMG1001:n.Raised / s|}; }")]
    public void Fires(string members) => Marks(members);

    [Theory]
    [InlineData("static IEnumerable<double> Exps(double[] z) { double m = z.Max(); foreach (var v in z) yield return Math.Exp(v - m); } static double[] M(double[] z) { var e = Exps(z).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("static double[] M(double[] z) { var q = new Queue<double>(); double s = 0, m = z.Max(); foreach (var v in z) { double e = Math.Exp(v - m); q.Enqueue(e); s += e; } return q.Select(v => v / s).ToArray(); }")]
    [InlineData("static double M(double[] z) { var stack = new Stack<double>(); double s = 0; foreach (var v in z) { stack.Push(v); s += Math.Abs(v); } return stack.Pop() / s; }")]
    [InlineData("static double[] M(double[] z) { var all = new List<double>(z.Length); double m = z.Max(); all.AddRange(z.Select(v => v - m)); double s = all.Sum(v => Math.Exp(v)); return all.Select(v => Math.Exp(v) / s).ToArray(); }")]
    [InlineData("List<Neuron> _all = new(); void M() { double s = _all.Sum(n => n.Low); foreach (var n in _all) n.Out = n.Low / s; }")]
    public void IsSilent(string members) => Marks(members);
}

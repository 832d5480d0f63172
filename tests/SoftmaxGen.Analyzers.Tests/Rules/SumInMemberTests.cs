namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials and their sum that one method leaves in members and another one divides.</summary>
public sealed class SumInMemberTests
{
    [Theory]
    [InlineData("double _s; void Prepare(double[] x) => _s = x.Sum(t => Math.Exp(t)); public double Activate(double v) => {|SMG1001:Math.Exp(v)|} / _s;")]
    [InlineData("double _s; void Prepare(double[] x) { _s = 0; foreach (double t in x) _s += Math.Exp(t); } public double Activate(double v) => {|SMG1001:Math.Exp(v)|} / _s;")]
    [InlineData("double[] _x; double _s; public double[] Input { get => _x; set { _x = value; _s = 0; foreach (double t in _x) _s += Math.Exp(t); } } public double Activate(double v) => {|SMG1001:Math.Exp(v)|} / _s;")]
    public void Fires(string members) => new RuleRun("SMG1001").Marks($"class Layer {{ {members} }}");

    [Theory]
    // Shifted by a maximum that another member keeps, or by what is not known to be none.
    [InlineData("double _s, _m; void Prepare(double[] x) { _m = x.Max(); _s = 0; foreach (double t in x) _s += Math.Exp(t - _m); } public double Activate(double v) => Math.Exp(v - _m) / _s;")]
    [InlineData("double _s, _m; void Prepare(double[] x, double m) { _m = m; _s = 0; foreach (double t in x) _s += Math.Exp(t - m); } public double Activate(double v) => Math.Exp(v) / _s;")]
    // Written by others as well.
    [InlineData("public double S; void Prepare(double[] x) { S = 0; foreach (double t in x) S += Math.Exp(t); } void Reset(double s) { S = s; } public double Activate(double v) => Math.Exp(v) / S;")]
    // A table of a bounded argument, and a factor of decay.
    [InlineData("readonly double[] _table = new double[1000]; Layer() { for (int i = 0; i < 1000; i++) _table[i] = Math.Exp((i / 1000.0 * 2 - 1) * 6); } public double Sigmoid(int i) => _table[i] / (_table[i] + 1);")]
    [InlineData("double _keep; void Set(double dt, double tau) { _keep = Math.Exp(-dt / tau); } public double Gain() => (1 - _keep) / (1 + _keep);")]
    public void IsSilent(string members) => new RuleRun("SMG1001").Marks($"class Layer {{ {members} }}");
}

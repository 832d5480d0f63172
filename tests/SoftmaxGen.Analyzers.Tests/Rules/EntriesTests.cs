namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials that are entered into a dictionary under the name of their class.</summary>
public sealed class EntriesTests
{
    private static void Marks(string body) => new RuleRun("SMG1001").MarksMembers(
        $$"""static Dictionary<string, double> M(Dictionary<string, double> scores) { var d = new Dictionary<string, double>(); double total = 0, max = scores.Values.Max(); {{body}} return d; }""");

    [Theory]
    [InlineData("foreach (var s in scores) { double e = {|SMG1001:Math.Exp(s.Value)|}; d.Add(s.Key, e); total += e; } d = d.ToDictionary(x => x.Key, x => x.Value / total);")]
    [InlineData("foreach (var s in scores) { double e = {|SMG1001:Math.Exp(s.Value)|}; d.TryAdd(s.Key, e); total += e; } foreach (var k in scores.Keys) d[k] = d[k] / total;")]
    [InlineData("foreach (var s in scores) { double e = {|SMG1001:Math.Exp(s.Value)|}; d[s.Key] = e; total += e; } d = d.OrderBy(x => x.Value).ToDictionary(x => x.Key, x => x.Value / total);")]
    public void Fires(string body) => Marks(body);

    [Theory]
    [InlineData("foreach (var s in scores) { double e = Math.Exp(s.Value - max); d.Add(s.Key, e); total += e; } d = d.ToDictionary(x => x.Key, x => x.Value / total);")]
    [InlineData("foreach (var s in scores) { double e = Math.Exp(s.Value - max); d.TryAdd(s.Key, e); total += e; } foreach (var k in scores.Keys) d[k] = d[k] / total;")]
    [InlineData("foreach (var s in scores) { total += s.Value; d.Add(s.Key, s.Value); } d = d.ToDictionary(x => x.Key, x => x.Value / total);")]
    public void IsSilent(string body) => Marks(body);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials that stand in lists and arrays beside something else: in tuples, records and objects of the user's own.</summary>
public sealed class RecordTests
{
    private const string Types = """

        class Item
        {
            public string Label = "";
            public double P;
            public Item() { }
            public Item(string label, double p) { Label = label; P = p; }
            public Item(string label, double p, double max) : this(label, p - max) { }
        }

        record Rec(string Label, double P);

        class Out
        {
            public double[] Values;
            public double Total;
            public Out(double[] z) { double m = z.Max(); Values = z.Select(v => Math.Exp(v - m)).ToArray(); Total = Values.Sum(); }
        }
        """;

    private static void Marks(string id, string body) =>
        new RuleRun(id).Marks($$"""static class C { static double M(double[] z, int label) { double sum = 0, r = 0, max = z.Max(); {{body}} } }""" + Types);

    // Whoever is the best: what chooses it is code like any other.
    [Theory]
    [InlineData("return z.MaxBy(v => {|SMG1008:Math.Exp(v) / (1 + Math.Exp(v))|});")]
    [InlineData("return z.OrderBy(v => {|SMG1008:Math.Exp(v) / (1 + Math.Exp(v))|}).First();")]
    public void FiresInWhatChooses(string body) => Marks("SMG1008", body);

    [Theory]
    [InlineData("foreach (var (i, s) in z.Select((v, i) => (i, v))) sum += Math.Exp(s); foreach (var (i, s) in z.Select((v, i) => (i, v))) r += {|SMG1001:Math.Exp(s)|} / sum; return r;")]
    [InlineData("var list = new List<(int l, double e)>(); for (int i = 0; i < z.Length; i++) { double e = {|SMG1001:Math.Exp(z[i])|}; list.Add((i, e)); sum += e; } return list.OrderByDescending(t => t.e).First().e / sum;")]
    [InlineData("var list = z.Select((v, i) => (Label: i, E: {|SMG1001:Math.Exp(v)|})).ToList(); sum = list.Sum(t => t.E); return list.MaxBy(t => t.E).E / sum;")]
    [InlineData("var list = new List<(int l, double e)>(); for (int i = 0; i < z.Length; i++) { double e = {|SMG1001:Math.Exp(z[i])|}; list.Add((i, e)); sum += e; } return list.Select(t => t.e / sum).Last();")]
    [InlineData("var list = new List<(int, double)>(); for (int i = 0; i < z.Length; i++) list.Add((i, {|SMG1001:Math.Exp(z[i])|})); sum = list.Sum(t => t.Item2); foreach (var (i, e) in list) r += e / sum; return r;")]
    [InlineData("var list = new List<Tuple<int, double>>(); for (int i = 0; i < z.Length; i++) list.Add(Tuple.Create(i, {|SMG1001:Math.Exp(z[i])|})); sum = list.Sum(t => t.Item2); foreach (var e in list) r += e.Item2 / sum; return r;")]
    [InlineData("var list = new List<Tuple<int, double>>(); for (int i = 0; i < z.Length; i++) list.Add(new Tuple<int, double>(i, {|SMG1001:Math.Exp(z[i])|})); sum = list.Sum(t => t.Item2); foreach (var e in list) r += e.Item2 / sum; return r;")]
    [InlineData("var list = new List<KeyValuePair<int, double>>(); for (int i = 0; i < z.Length; i++) list.Add(new KeyValuePair<int, double>(i, {|SMG1001:Math.Exp(z[i])|})); sum = list.Sum(t => t.Value); return list.Select(t => t.Value / sum).Max();")]
    [InlineData("var list = new List<Item>(); foreach (var v in z) { var it = new Item { P = {|SMG1001:Math.Exp(v)|} }; sum += it.P; list.Add(it); } foreach (var it in list) it.P /= sum; return list[0].P;")]
    [InlineData("var list = new List<Item>(); foreach (var v in z) { var it = new Item(); list.Add(it); it.P = {|SMG1001:Math.Exp(v)|}; sum += it.P; } foreach (var it in list) it.P /= sum; return list[0].P;")]
    [InlineData("var list = new Item[z.Length]; for (int i = 0; i < z.Length; i++) { list[i] = new Item { P = {|SMG1001:Math.Exp(z[i])|} }; sum += list[i].P; } foreach (var it in list) it.P /= sum; return list[0].P;")]
    [InlineData("var list = new Item[z.Length]; for (int i = 0; i < z.Length; i++) { list[i] = new Item(\"\", {|SMG1001:Math.Exp(z[i])|}); sum += list[i].P; } for (int i = 0; i < z.Length; i++) list[i].P /= sum; return list[0].P;")]
    [InlineData("var list = z.Select(v => new Item { P = {|SMG1001:Math.Exp(v)|} }).ToList(); sum = list.Sum(i => i.P); foreach (var it in list) it.P = it.P / sum; return list[0].P;")]
    [InlineData("var list = z.Select(v => new Rec(\"\", {|SMG1001:Math.Exp(v)|})); sum = list.Sum(i => i.P); return list.Select(t => t.P / sum).First();")]
    [InlineData("var list = new List<Rec>(); foreach (var v in z) list.Add(new Rec(\"\", {|SMG1001:Math.Exp(v)|})); sum = list.Sum(i => i.P); return list[label].P / sum;")]
    public void FiresOnASoftmax(string body) => Marks("SMG1001", body);

    [Theory]
    [InlineData("var list = new List<Item>(); foreach (var v in z) { var it = new Item(\"\", Math.Exp(v - max)); sum += it.P; list.Add(it); } foreach (var it in list) it.P /= sum; return -{|SMG1003:Math.Log(list[label].P)|};")]
    [InlineData("var o = new Out(z); return -{|SMG1003:Math.Log(o.Values[label] / o.Total)|};")]
    public void FiresOnALogarithm(string body) => Marks("SMG1003", body);

    // The same with the maximum taken away, wherever that is done.
    [Theory]
    [InlineData("var list = new List<(int l, double e)>(); for (int i = 0; i < z.Length; i++) { double e = Math.Exp(z[i] - max); list.Add((i, e)); sum += e; } return list.Select(t => t.e / sum).Last();")]
    [InlineData("var list = new List<Item>(); foreach (var v in z) list.Add(new Item(\"\", v - max)); sum = list.Sum(i => Math.Exp(i.P)); foreach (var i in list) r += Math.Exp(i.P) / sum; return r;")]
    [InlineData("var list = new List<Item>(); foreach (var v in z) list.Add(new Item(\"\", v, max)); sum = list.Sum(i => Math.Exp(i.P)); foreach (var i in list) r += Math.Exp(i.P) / sum; return r;")]
    [InlineData("var list = z.Select(v => new Item { P = v }).ToList(); max = list.Max(i => i.P); sum = list.Sum(i => Math.Exp(i.P - max)); foreach (var i in list) r += Math.Exp(i.P - max) / sum; return r;")]
    [InlineData("var list = z.Select(v => new Rec(\"\", v)).ToList(); max = list.Max(i => i.P); sum = list.Sum(i => Math.Exp(i.P - max)); foreach (var i in list) r += Math.Exp(i.P - max) / sum; return r;")]
    [InlineData("var list = new List<Item>(); foreach (var v in z) list.Add(new Item(\"\", v)); max = double.MinValue; foreach (var i in list) if (i.P > max) max = i.P; foreach (var i in list) { i.P = Math.Exp(i.P - max); sum += i.P; } foreach (var i in list) i.P /= sum; return list[0].P;")]
    [InlineData("var list = new List<Item>(); max = double.NegativeInfinity; foreach (var v in z) { var it = new Item(\"\", v); if (it.P > max) max = it.P; list.Add(it); } foreach (var i in list) i.P -= max; foreach (var i in list) { i.P = Math.Exp(i.P); sum += i.P; } foreach (var i in list) i.P /= sum; return list[0].P;")]
    [InlineData("var best = z.Select((v, i) => (v, i)).OrderByDescending(t => t.v).ToList(); max = best[0].v; sum = best.Sum(t => Math.Exp(t.v - max)); return best.Select(t => Math.Exp(t.v - max) / sum).First();")]
    [InlineData("var items = z.Select(v => new Item(\"\", v)).OrderByDescending(i => i.P).ToArray(); max = items[0].P; sum = items.Sum(t => Math.Exp(t.P - max)); return items.Select(t => Math.Exp(t.P - max) / sum).First();")]
    [InlineData("var items = new List<Item>(); foreach (var v in z) items.Add(new Item(\"\", v)); items.Sort((a, b) => b.P.CompareTo(a.P)); max = items[0].P; sum = items.Sum(t => Math.Exp(t.P - max)); return items.Select(t => Math.Exp(t.P - max) / sum).First();")]
    [InlineData("var list = new Item[z.Length]; for (int i = 0; i < z.Length; i++) { var it = new Item { P = Math.Exp(z[i] - max) }; list[i] = it; sum += it.P; } foreach (var it in list) it.P /= sum; return list[0].P;")]
    public void IsSilentOnAShiftedSoftmax(string body) => Marks("SMG1001", body);

    // A list that is copied from an array of structures, each of which is replaced; the best of them is kept.
    [Theory]
    [InlineData("sum += Math.Exp(list[i].P - best.P);", "Math.Log(sum)")]
    [InlineData("sum += Math.Exp(list[i].P);", "{|SMG1004:Math.Log(sum)|}")]
    public void KnowsStructuresThatAreReplaced(string add, string result) => new RuleRun("SMG1004").Marks($$"""
        struct Sample { public double P; public Sample(double p) { P = p; } public Sample Clone() => new Sample(P); }

        class C
        {
            List<Sample>[] Chains { get; set; } = new List<Sample>[1];
            Sample Best { get; set; }

            double M(int n, Func<int, double> logWeight)
            {
                Chains = new List<Sample>[1];
                var samples = new Sample[n];
                Chains[0] = samples.ToList();
                var list = Chains[0];
                Best = new Sample(double.NegativeInfinity);
                System.Threading.Tasks.Parallel.For(0, n, i => { double l = logWeight(i); Chains[0][i] = new Sample(l); });
                for (int i = 0; i < n; i++)
                    if (Chains[0][i].P > Best.P)
                        Best = Chains[0][i].Clone();
                var best = Best;
                double sum = 0;
                for (int i = 0; i < n; i++)
                    {{add}}
                return {{result}};
            }
        }
        """);

    // What is written to a member later is what it holds.
    [Theory]
    [InlineData("var list = z.Select(v => new Item { P = Math.Exp(v - max) / 3 }).ToList(); foreach (var it in list) { it.P = 1 + it.P; r -= Math.Log(it.P); } return r;")]
    [InlineData("var o = new Item(\"\", Math.Exp(z[0] - max) / z.Sum(v => Math.Exp(v - max))); o.P += 0.5; return -Math.Log(o.P);")]
    [InlineData("var o = new Out(z); return -Math.Log(1 + o.Values[label] / o.Total);")]
    public void IsSilentOnWhatHasBecomeSomethingElse(string body) => Marks("SMG1003", body);
}

namespace SoftmaxGen.Analyzers.Tests.Witness;

internal static partial class FeatureCases
{
    private static IReadOnlyList<FeatureCase> Sequences =>
    [
        Body("SelectAndSum", "double[] x = { 1, 2, 3 }; var e = x.Select(v => Math.Exp(v)); double s = e.Sum(); return new object[] { s, e.Select(v => v / s).ToArray(), x.Select((v, i) => v * i).ToList(), x.Sum(v => v * v), x.Select(v => (float)v).Sum() };"),
        Body("LazinessIsKept", "int n = 0; double[] x = { 1, 2, 3 }; var e = x.Select(v => { n++; return v * 2; }); int before = n; double s = e.Sum() + e.Max(); x[0] = 50; return new object[] { before, s, n, e.First(), n, e.ToArray(), n };"),
        Body("Reductions", "float[] f = { 1.5f, -2, 7 }; int[] i = { 3, 1, 2 }; long[] l = { 5, 6 }; decimal[] d = { 1.5m, 2 }; double[] x = { 0.1, 0.2, 0.3 }; return new object[] { f.Sum(), f.Average(), f.Max(), f.Min(), i.Sum(), i.Average(), i.Max(), i.Min(), l.Sum(), l.Average(), d.Sum(), d.Average(), x.Sum(), x.Average(), i.Max(v => v * 0.5), f.Min(v => (double)v), i.Average(v => v * 2f) };"),
        Body("FloatSumAccumulates", "var f = Enumerable.Repeat(0.1f, 100).ToArray(); float s = 0; foreach (float v in f) s += v; return new object[] { f.Sum(), s, f.Average() };"),
        Body("ReductionsOfNaN", "double[] a = { 1, double.NaN, 3 }; float[] f = { float.NaN, 2 }; return new object[] { a.Max(), a.Min(), f.Max(), f.Min(), a.Sum(), new[] { -0.0, 0.0 }.Max(), new[] { 0.0, -0.0 }.Min(), a.Select(v => v).Max(), a.Where(v => true).Min() };"),
        Body("SumOverflows", "return new[] { int.MaxValue, 1 }.Sum();"),
        Body("MaxOfNothing", "return new double[0].Max();"),
        Body("AverageOfNothing", "return new List<int>().Average();"),
        Body("FirstOfNothing", "return new int[0].First();"),
        Body("NullableReductions", "int?[] a = { 1, null, 4 }; double?[] e = { null }; return new object?[] { a.Sum(), a.Average(), a.Max(), e.Sum(), e.Max(), e.Average() };"),
        Body("Filters", "int[] a = { 5, 3, 8, 1 }; return new object[] { a.Where(v => v > 2).ToArray(), a.Where((v, i) => i % 2 == 0).ToArray(), a.Skip(1).ToArray(), a.Take(2).ToArray(), a.TakeWhile(v => v > 2).ToArray(), a.SkipWhile(v => v > 2).ToArray(), a.Reverse().ToArray(), a.Concat(new[] { 9 }).ToArray(), a.Append(7).Prepend(6).ToArray(), a.Distinct().Count() };"),
        Body("Answers", "int[] a = { 5, 3, 8 }; return new object[] { a.Any(), a.Any(v => v > 7), a.All(v => v > 3), a.Count(), a.Count(v => v > 3), a.Contains(3), a.First(v => v < 5), a.Last(), a.FirstOrDefault(v => v > 10), a.LastOrDefault(v => v > 4), a.ElementAt(1), a.Single(v => v == 8), a.SequenceEqual(new[] { 5, 3, 8 }) };"),
        Body("Zips", "double[] a = { 1, 2, 3 }, b = { 4, 5 }; double s = 0; foreach (var (x, y) in a.Zip(b)) s += x * y; return new object[] { a.Zip(b, (x, y) => x * y).Sum(), s, a.Zip(b).Select(t => t.First - t.Second).ToArray() };"),
        Body("Ranges", "return new object[] { Enumerable.Range(2, 4).ToArray(), Enumerable.Repeat(1.5f, 3).ToList(), Enumerable.Range(0, 3).Select(i => i * 0.5).Sum(), Enumerable.Empty<int>().Count() };"),
        Body("RangeOfNegative", "int n = -1; return Enumerable.Range(0, n).Count();"),
        Body("Aggregates", "double[] a = { 1, 2, 3 }; return new object[] { a.Aggregate((x, y) => x * 10 + y), a.Aggregate(100.0, (x, y) => x - y), a.Aggregate(double.NegativeInfinity, Math.Max), a.Aggregate(0, (n, y) => n + 1, n => n * 0.5) };"),
        Body("Orders", "var a = new[] { (3, 1.5), (1, 2.5), (3, 0.5), (2, 9) }; return new object[] { a.OrderBy(t => t.Item1).ToArray(), a.OrderByDescending(t => t.Item2).Select(t => t.Item1).ToArray(), a.OrderBy(t => t.Item1).ThenByDescending(t => t.Item2).ToArray(), new[] { 2.0, double.NaN, -1 }.OrderBy(v => v).ToArray() };"),
        Body("SelectsMany", "double[][] a = { new[] { 1.0, 2 }, new[] { 3.0 } }; return new object[] { a.SelectMany(r => r).ToArray(), a.SelectMany(r => r, (r, v) => v / r.Length).Sum(), a.Select(r => r.Sum()).Max() };"),
        Body("Queries", "double[] a = { 1, -2, 3 }; var q = from v in a where v > 0 let w = v * 2 orderby w descending select w + 1; var p = from x in a from y in a select x * y; return new object[] { q.ToArray(), p.Sum() };"),
        Body("Argmax", "float[] a = { 1, 5, 3 }; int best = Enumerable.Range(0, a.Length).OrderByDescending(i => a[i]).First(); int k = Array.IndexOf(a, a.Max()); return new[] { best, k };"),
        Body("RowsOfMatrix", "double[][] m = { new[] { 1.0, 2 }, new[] { 3.0, 4 } }; return m.Select(r => { double mx = r.Max(); var e = r.Select(v => Math.Exp(v - mx)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }).ToArray();"),
        Body("SoftmaxNaive", "float[] x = { 1000, 0 }; var e = x.Select(v => (float)Math.Exp(v)).ToArray(); var s = e.Sum(); return e.Select(v => v / s).ToArray();"),
        Body("LazyCapturesChange", "double k = 2; var q = new[] { 1.0, 2 }.Select(v => v * k); k = 10; return q.ToArray();"),
        Body("SequenceReturned", "return new[] { 1.0, 2 }.Select(v => v * 2).Where(v => v > 2);"),
        Body("AsEnumerables", "IEnumerable<double> e = new List<double> { 1, 2 }; e = e.Select(v => v + 1); IEnumerable<double> f = e.AsEnumerable(); return f.ToList();"),
        Body("ListSelectOverChange", "var l = new List<int> { 1, 2 }; var q = l.Where(v => v > 0); l.Add(5); return q.Count();"),
        Body("NullSource", "double[]? a = null; return a!.Sum();"),
    ];
}

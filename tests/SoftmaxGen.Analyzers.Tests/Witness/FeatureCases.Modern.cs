namespace SoftmaxGen.Analyzers.Tests.Witness;

internal static partial class FeatureCases
{
    private static IReadOnlyList<FeatureCase> Modern =>
    [
        Body("CollectionExpressions", "int[] a = [1, 2]; double[] d = [0.5, .. a, 3]; List<float> l = [1, .. a]; Span<int> s = [4, 5]; ReadOnlySpan<double> r = [1.5]; IEnumerable<int> e = [.. a, 7]; IReadOnlyList<double> q = [1]; double[][] j = [[1, 2], []]; return new object[] { d, l, s.ToArray(), r[0], e.Sum(), q.Count, j };"),
        new("SpreadsOfSequences", "static double Sum(params ReadOnlySpan<double> xs) { double s = 0; foreach (double x in xs) s += x; return s; }\npublic static object? Run() { double[] a = [1, 2, 3]; double[] b = [.. a.Select(x => x * 2), 9]; return new object[] { b, Sum(1, 2, 3), Sum(), Sum(a) }; }"),
        Body("TargetTypedNew", "List<double> l = new() { 1 }; (int, double[]) t = new(3, [1]); return new object[] { l, t.Item1, t.Item2 };"),
        Body("UnsignedShift", "int x = -16; x >>>= 2; return x;"),
        Body("NaturalLambda", "var f = (double x) => x + 1; var g = (int n = 3) => n * 2; return new object[] { f(1), g(), g(5) };"),
        Body("SpanConversions", "double[] a = [1, 2, 3]; static double First(ReadOnlySpan<double> s) => s[0]; static void Set(Span<double> s) => s[1] = 8; Set(a); return new object[] { First(a), First(a.AsSpan(1)), a };"),
        new("FieldBackedProperties", "class A { public double X { get => field * 2; set => field = Math.Max(0, value); } = 1; }\npublic static object? Run() { var a = new A(); double x = a.X; a.X = -5; double y = a.X; a.X = 4; return new[] { x, y, a.X }; }"),
        Body("ListIndexFromEnd", "var l = new List<double> { 1, 2, 3 }; l[^1] = 9; l[^2] += 0.5; return l;"),
        Body("IsNotPattern", "object? o = null; double? d = 3; return new object[] { o is not double, d is { } v ? v : 0, d is not null };"),
        Body("NestedTernaryAndSwitch", "double g(double x) => x < 0 ? x < -1 ? -1 : x : x switch { > 1 => 1, var y => y * y }; return new[] { g(-2), g(-0.5), g(0.5), g(3) };"),
        new("StaticLambdaFields", "static readonly Func<double, double> Sigmoid = static x => 1 / (1 + Math.Exp(-x)); static Func<double[], double[]> Soft { get; } = v => { double s = v.Sum(Math.Exp); return v.Select(x => Math.Exp(x) / s).ToArray(); };\npublic static object? Run() => new object[] { Sigmoid(0.3), Soft([1, 2]) };"),
        new("ExpressionBodies", "class A { double[] d = [1, 2]; public double this[Index i] => d[i]; public int Count => d.Length; public A() => d[0] = 5; }\npublic static object? Run() { var a = new A(); return new object[] { a[^1], a[0], a.Count }; }"),
        Body("TupleSwap", "double[] a = [3, 1, 2]; for (int i = 0; i < a.Length; i++) for (int j = 0; j + 1 < a.Length; j++) if (a[j] > a[j + 1]) (a[j], a[j + 1]) = (a[j + 1], a[j]); return a;"),
        new("InParameters", "struct Big { public double A, B; } static double S(in Big b) => b.A + b.B; static double T(in double x, in double y) => x - y;\npublic static object? Run() { Big b = new() { A = 1, B = 2 }; double[] a = [5, 6]; return new object[] { S(b), S(in b), T(a[0], a[1]), T(1, b.A) }; }"),
        new("Constants2", "const double Eps = 1e-12; const float F = 0.1f; const int N = 3 * 4; const string S = \"s\"; const bool B = N > 3;\npublic static object? Run() { const double local = Eps * 2; return new object[] { Eps + local, F * N, S, B }; }"),
        Body("VarPatternsInSwitch", "(double, int) f(double x) => (x, x > 0) switch { (var v, true) => (v * 2, 1), (0, _) => (0, 2), var (v, b) => (-v, b ? 3 : 4) }; return new object[] { f(2), f(0), f(-3) };"),
    ];
}

namespace SoftmaxGen.Analyzers.Tests.Witness;

internal static partial class FeatureCases
{
    private static IReadOnlyList<FeatureCase> Control =>
    [
        Body("ForLoops", "int s = 0; for (int i = 0, j = 10; i < j; i++, j--) { if (i == 2) continue; if (i == 4) break; s += i * j; } for (;;) { s++; break; } return s;"),
        Body("WhileLoops", "int n = 0, s = 0; while (n < 10) { n++; if (n % 2 == 0) continue; s += n; } do { s--; } while (s > 20); return new[] { n, s };"),
        Body("NestedBreak", "int s = 0; for (int i = 0; i < 5; i++) { for (int j = 0; j < 5; j++) { if (j == i) break; s += j; } } return s;"),
        Body("ForEachArray", "double s = 0; foreach (double x in new[] { 1.5, 2, 3 }) s += x; foreach (double x in new[] { 1, 2 }) s *= x; foreach (var c in \"ab\") s += c; return s;"),
        Body("ForEachMatrix", "int s = 0; foreach (int x in new int[,] { { 1, 2 }, { 3, 4 } }) s = s * 10 + x; return s;"),
        Body("ForEachList", "var l = new List<float> { 1, 2, 3 }; float s = 0; foreach (float x in l) s += x; foreach (double d in l) s += (float)d; return s;"),
        Body("ForEachListChanged", "var l = new List<int> { 1, 2, 3 }; foreach (int x in l) l.Add(x); return l;"),
        Body("SwitchStatement", "int f(int x) { switch (x) { case 1: return 10; case 2: case 3: x += 5; break; case > 100: return 7; default: x = -1; break; } return x; } return new[] { f(1), f(2), f(3), f(200), f(50) };"),
        Body("SwitchGotoCase", "int f(int x) { int r = 0; switch (x) { case 1: r += 1; goto case 2; case 2: r += 2; goto default; case 3: r = 9; break; default: r += 100; break; } return r; } return new[] { f(1), f(2), f(3), f(4) };"),
        Body("SwitchGuards", "string f(double x) { switch (x) { case double.NaN: return \"n\"; case < 0: return \"-\"; case 0: return \"0\"; case var y when y > 10: return \"b\"; default: return \"+\"; } } return new[] { f(double.NaN), f(-1), f(0), f(-0.0), f(11), f(2) };"),
        Body("SwitchInLoop", "int s = 0; for (int i = 0; i < 6; i++) { switch (i % 3) { case 0: continue; case 1: s += 10; break; default: s += i; break; } s++; } return s;"),
        Body("SwitchExpression", "object f(int x) => x switch { < 0 => \"neg\", 0 => 0, 1 or 2 => 1.5, > 10 and < 20 => 'c', _ when x % 2 == 0 => 2L, _ => 3f }; return new[] { f(-1), f(0), f(1), f(2), f(15), f(4), f(5) };"),
        Body("SwitchExpressionFails", "int x = 3; return x switch { 1 => 1, 2 => 2 };"),
        Body("TypePatterns", "object[] xs = { 1, 2.5, 3f, \"s\", 'c', 7L, new[] { 1.0 }, null! }; var r = new List<object>(); foreach (object x in xs) { r.Add(x switch { int i => i + 1, double d => d * 2, float f when f > 10 => 0f, float f => f, string s => s.Length, double[] a => a.Length, null => \"null\", _ => \"other\" }); r.Add(x is int or long); r.Add(x is not null); } return r;"),
        Body("PropertyPatterns", "string f((int A, double B) t) => t switch { (0, _) => \"z\", { A: > 5, B: < 1 } => \"p\", (var a, var b) when a > b => \"g\", _ => \"o\" }; return new[] { f((0, 1)), f((6, 0.5)), f((3, 1)), f((1, 3)) };"),
        Body("IsPatterns", "object o = 5; double d = 2; return new object[] { o is int n && n > 4, o is > 3, o is double, d is > 1 and < 3, d is not 2, o is int { } k ? k : 0 };"),
        Body("TryFinally", "int s = 0; int f(int x) { try { if (x > 0) return x; s += 1; } finally { s += 10; } return -1; } return new[] { f(1), f(0), s };"),
        Body("TryCatch", "var r = new List<string>(); foreach (int k in new[] { 0, 1, 2, 3 }) { try { int z = 0; if (k == 0) r.Add((1 / z).ToString()); if (k == 1) { int[] a = new int[1]; a[k] = 2; } if (k == 2) throw new InvalidOperationException(\"x\"); r.Add(\"none\"); } catch (DivideByZeroException) { r.Add(\"div\"); } catch (IndexOutOfRangeException e) { r.Add(\"index\"); } catch (Exception) { r.Add(\"any\"); } finally { r.Add(\"f\"); } } return r;"),
        Body("CatchFilter", "int f(int x) { try { throw new ArgumentException(); } catch (ArgumentException) when (x > 1) { return 1; } catch (SystemException) { return 2; } } return new[] { f(0), f(5) };"),
        Body("Rethrow", "try { try { throw new FormatException(); } catch { throw; } } catch (FormatException) { return 1; }"),
        Body("ThrowExpression", "string? s = null; return s ?? throw new ArgumentNullException(nameof(s));"),
        new("OwnException", "class Own : Exception { public Own(string m) : base(m) { } }\npublic static object? Run() { try { throw new Own(\"a\"); } catch (Own) { return 3; } }"),
        new("OwnExceptionEscapes", "public sealed class Deep : ArgumentException { }\npublic static object? Run() => throw new Deep();"),
        Body("NullReference", "double[]? a = null; return a![0];"),
        Body("NullLength", "List<int>? a = null; return a!.Count;"),
        Body("IndexOutOfRange", "double[] a = new double[2]; int i = 2; return a[i];"),
        Body("IndexOutOfRange2", "double[,] a = new double[2, 3]; int i = 2; return a[1, 1] + a[0, i + 1];"),
        Body("NegativeLength", "int n = -1; return new double[n];"),
        Body("InvalidCast", "object o = 1; return (double)o;"),
        Body("InvalidReferenceCast", "object o = new double[1]; return (float[])o;"),
        Body("UsingNull", "using IDisposable? d = null; using (d) { } return 4;"),
        Body("LockBody", "object o = new(); int n = 0; lock (o) { n++; } return n;"),
        Body("CheckedAndUnchecked", "int a = int.MaxValue; int b = unchecked(a + 5); try { b += checked(a + 5); } catch (OverflowException) { b = -b; } return b;"),
        Body("FinallyAfterThrow", "int n = 0; try { try { throw new FormatException(); } finally { n += 5; } } catch (FormatException) { n *= 2; } return n;"),
        Body("LoopVariableOfIterations", "var fs = new List<Func<int>>(); for (int i = 0; i < 3; i++) { int j = i; fs.Add(() => i * 10 + j); } foreach (int k in new[] { 7, 8 }) fs.Add(() => k); return fs.Select(f => f()).ToArray();"),
        Body("Labels", "int i = 0; for (;; i++) { if (i > 3) break; } return i;"),
    ];
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>Code that the interpreter does not know, or that is no code: never an exception, never a fault in here.</summary>
public sealed class OddCodeTests
{
    public static TheoryData<string> Members =>
    [
        "public static async System.Threading.Tasks.Task<double> M() { await System.Threading.Tasks.Task.Yield(); return 1; }",
        "public static async IAsyncEnumerable<int> M() { yield return 1; await System.Threading.Tasks.Task.Yield(); }",
        "public static IEnumerator<int> M() { yield return 1; }",
        "public static object M() { dynamic d = 3; return d + 1; }",
        "[System.Runtime.InteropServices.DllImport(\"m\")] public static extern double M();",
        "public static double M() { return Undefined.Exp(3); }",
        "public static double M() { return 1 + ; }",
        "public static double M() { double x = \"s\"; return x; }",
        "public static double M() => ",
        "public static double M( { if (",
        "public static double M() { int i = 0; again: i++; if (i < 3) goto again; return i; }",
        "public static object M() { System.Linq.Expressions.Expression<Func<int, int>> e = x => x + 1; return e.Compile()(2); }",
        "public static object M() => new Dictionary<string, int> { [\"a\"] = 1 }[\"a\"];",
        "public static object M() => new Random(3).NextDouble();",
        "public static object M() => System.IO.File.ReadAllText(\"/etc/passwd\");",
        "public static object M() => Environment.GetEnvironmentVariable(\"HOME\");",
        "public static object M() => System.Diagnostics.Process.GetProcesses().Length;",
        "public static object M() => typeof(string).GetMethods().Length;",
        "public static object M() => Activator.CreateInstance(typeof(object));",
        "public static object M() => DateTime.Now.Ticks + Guid.NewGuid().GetHashCode();",
        "public static unsafe int M() { int x = 3; int* p = &x; *(p + 100000) = 5; return *p; }",
        "public static unsafe double M() { double* p = null; return *p; }",
        "public static unsafe double M() { double* p = stackalloc double[2]; return p[7]; }",
        "public static object M() { nint n = 5; return n + 1; }",
        "public static object M() { Int128 n = 5; return n * n; }",
        "public static object M() { var v = new System.Numerics.Vector3(1, 2, 3); return v.Length(); }",
        "public static object M() => System.Numerics.Complex.Exp(1);",
        "public static object M() => System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(new float[2]).Length;",
        "public static object M() { var t = System.Threading.Tasks.Task.Run(() => 3); return t.Result; }",
        "public static object M() => \"1.5\".Split('.').Select(double.Parse).Sum();",
        "public static object M() => $\"{1.5}\".Length;",
        "public static object M() => 1.5.ToString() == \"1.5\";",
        "public static object M() => new { A = 1 }.Equals(new { A = 1 });",
        "public static object M() { (int, double)? t = (1, 2); return t?.Item2; }",
        "public static object M() { static int f() => f(); return f(); }",
        "record R(int X); public static object M() => new R(1) == new R(1);",
        "ref struct S { public Span<int> V; } public static object M() { var s = new S { V = new int[2] }; s.V[0] = 1; return s.V[0]; }",
        "interface I { static abstract int F(); } static int G<T>() where T : I => T.F(); public static object M() => G<I>();",
        "class A { public A() => throw new Exception(); } static A a = new(); public static object M() => a;",
        "class A { public virtual int F() => 1; ~A() { } public event Action? E; public void R() => E?.Invoke(); } public static object M() { var a = new A(); a.E += () => { }; a.R(); return a.F(); }",
        "static int x = y; static int y = x; public static object M() => x + y;",
        "public static object M() { foreach (var x in new E()) return x; return 0; } class E { public E GetEnumerator() => this; public bool MoveNext() => true; public int Current => 1; }",
        "public static object M() { int[] a = [1, 2, 3]; return a is [1, .. var r] ? r.Length : 0; }",
        "public static object M() { Span<int> s = stackalloc int[3]; var q = s; return q.Length; }",
        "public static object M() { object o = ConsoleColor.Red; return o is ConsoleColor c ? (int)c : 0; }",
        "public static object M() { int[] a = new int[3]; a[long.MaxValue] = 1; return a; }",
        "public static object M() { lock (null!) { return 1; } }",
        "public static object M() { delegate*<int, int> f = &G; return f(2); } static int G(int x) => x;",
        "public static object M(params int[] x) => x.Length;",
        "public static object M(int x) => x;",
        "public static object M(ref int x, out int y, in int z) { y = x + z; x++; return y; }",
        "public object M() => this.ToString();",
        "public static T M<T>(T x) where T : struct => x;",
        "public abstract object M();",
        "public static partial object M();",
        "public static object M() { checked { return (byte)(300 + DateTime.Now.Year); } }",
        "public static int M() { try { return M(); } catch (Exception) { return 1; } finally { M(); } }",
        "public static object M() { var q = from x in new[] { 1 } join y in new[] { 1 } on x equals y group y by x; return q.Count(); }",
        "public static object M() => Enumerable.Range(0, 3).GroupBy(x => x % 2).ToDictionary(g => g.Key, g => g.Sum());",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void Never_throws(string member)
    {
        CSharpCompilation compilation = TestCompilation.Create([$"public unsafe partial class C {{ {member} }}"]);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("C")!;
        CodeIndex code = new(compilation);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            Interpreter interpreter = new(code, InterpreterLimits.Default, default);
            RunOutcome outcome = interpreter.Invoke(method, [.. method.Parameters.Select(_ => (object?)null)], null);
            Assert.DoesNotContain("fault", outcome.Reason, StringComparison.Ordinal);
            WitnessVerdict verdict = new WitnessRunner(code, InterpreterLimits.Default, default).Confirm(new WitnessCandidate(method));
            Assert.DoesNotContain("fault", verdict.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("System.IO.File.ReadAllText(\"/etc/passwd\").Length")]
    [InlineData("Environment.ProcessId")]
    [InlineData("(int)DateTime.Now.Ticks")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Id")]
    public void The_world_outside_is_not_reached(string expression)
    {
        CSharpCompilation compilation = TestCompilation.Create([$"public class C {{ public static int M() => {expression}; }}"]);
        IMethodSymbol method = compilation.GetTypeByMetadataName("C")!.GetMembers("M").OfType<IMethodSymbol>().Single();
        RunOutcome outcome = new Interpreter(compilation, InterpreterLimits.Default, default).Invoke(method, []);
        Assert.Equal(RunKind.NotInterpretable, outcome.Kind);
    }

    [Fact]
    public void Missing_references_are_survived()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("using System; class C { static double M(double[] x) { double s = 0; foreach (var v in x) s += Math.Exp(v); return s; } }");
        CSharpCompilation compilation = CSharpCompilation.Create("Bare", [tree]);
        IMethodSymbol method = compilation.GetTypeByMetadataName("C")!.GetMembers("M").OfType<IMethodSymbol>().Single();
        WitnessVerdict verdict = new WitnessRunner(new CodeIndex(compilation), InterpreterLimits.Default, default).Confirm(new WitnessCandidate(method));
        Assert.Equal(VerdictKind.Unknown, verdict.Kind);
        Assert.DoesNotContain("fault", verdict.Reason, StringComparison.Ordinal);
    }
}

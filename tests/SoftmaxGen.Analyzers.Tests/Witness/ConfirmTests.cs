using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>Findings are confirmed with the input that breaks them, refuted, or left open.</summary>
public sealed class ConfirmTests
{
    [Theory]
    [InlineData(
        "static double[] F(double[] logits) { var e = logits.Select(v => Math.Exp(v)); double sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }",
        "v / sum", "logits [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static void F(float[] x, float[] p) { float sum = 0; for (int i = 0; i < x.Length; i++) { p[i] = (float)Math.Exp(x[i]); sum += p[i]; } for (int i = 0; i < x.Length; i++) p[i] /= sum; }",
        "p[i] /= sum", "x [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static void F(ReadOnlySpan<double> scores, Span<double> output) { double s = 0; foreach (double v in scores) s += Math.Exp(v); for (int i = 0; i < scores.Length; i++) output[i] = Math.Exp(scores[i]) / s; }",
        "Math.Exp(scores[i]) / s", "scores [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static double[,] F(double[,] a) { var r = new double[a.GetLength(0), a.GetLength(1)]; for (int i = 0; i < a.GetLength(0); i++) { double s = 0; for (int j = 0; j < a.GetLength(1); j++) s += Math.Exp(a[i, j]); for (int j = 0; j < a.GetLength(1); j++) r[i, j] = Math.Exp(a[i, j]) / s; } return r; }",
        "Math.Exp(a[i, j]) / s", "a [[1000, 0], [0, 0]] gives [[NaN, 0], [0.5, 0.5]]")]
    [InlineData(
        "static double F(double x) => Math.Exp(x) / (1 + Math.Exp(x));", "Math.Exp(x) / (1 + Math.Exp(x))", "x = 1000 gives NaN")]
    [InlineData("static double Softplus(double z) { return Math.Log(1 + Math.Exp(z)); }", "Math.Log(1 + Math.Exp(z))", "z = 1000 gives ∞")]
    [InlineData(
        "static double Bce(double y, double z) { double p = 1 / (1 + Math.Exp(-z)); return -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p)); }",
        "Math.Log(1 - p)", "y = 0, z = 1000 gives ∞")]
    [InlineData(
        "static double LogSumExp(List<double> xs) { double s = 0; foreach (var x in xs) s += Math.Exp(x); return Math.Log(s); }",
        "Math.Log(s)", "xs [1000, 0] gives ∞")]
    [InlineData(
        "static double Loss(double[] logits, int label) { double m = logits.Max(); double s = logits.Sum(v => Math.Exp(v - m)); double p = Math.Exp(logits[label] - m) / s; return -Math.Log(p); }",
        "Math.Log(p)", null)]
    [InlineData(
        "static double[] Loss(double[] logits) { double m = logits.Max(); double s = logits.Sum(v => Math.Exp(v - m)); return logits.Select(v => -Math.Log(Math.Exp(v - m) / s)).ToArray(); }",
        "Math.Log(Math.Exp(v - m) / s)", "logits [1000, 0] gives [0, ∞]")]
    [InlineData(
        "static double[] F(double[] x) { double m = 0; foreach (var v in x) if (v > m) m = v; double s = 0; var r = new double[x.Length]; for (int i = 0; i < r.Length; i++) { r[i] = Math.Exp(x[i] - m); s += r[i]; } for (int i = 0; i < r.Length; i++) r[i] = r[i] / s; return r; }",
        "r[i] / s", "x [-1000, -1001] gives [NaN, NaN]")]
    [InlineData(
        "static T[] F<T>(T[] x) where T : System.Numerics.IFloatingPointIeee754<T> { T s = T.Zero; foreach (T v in x) s += T.Exp(v); var r = new T[x.Length]; for (int i = 0; i < r.Length; i++) r[i] = T.Exp(x[i]) / s; return r; }",
        "T.Exp(x[i]) / s", "x [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static Half F(Half h) => Half.Exp(h) / ((Half)1 + Half.Exp(h));", "Half.Exp(h) / ((Half)1 + Half.Exp(h))", "h = 1000 gives NaN")]
    [InlineData(
        "static unsafe void F(float* x, int n, float* y) { float s = 0; for (int i = 0; i < n; i++) s += MathF.Exp(x[i]); for (int i = 0; i < n; i++) y[i] = MathF.Exp(x[i]) / s; }",
        "MathF.Exp(x[i]) / s", "x [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static double[] Exps(IEnumerable<double> v) => v.Select(Math.Exp).ToArray(); static double[] F(IReadOnlyList<double> w) { var e = Exps(w); return Normalise(e); } static double[] Normalise(double[] q) { double t = q.Sum(); return q.Select(a => a / t).ToArray(); }",
        "a / t", "w [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static double[] F(int[] visits) { double s = visits.Sum(v => Math.Exp(v)); return visits.Select(v => Math.Exp(v) / s).ToArray(); }",
        "Math.Exp(v) / s", "visits [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static double[] F(double[] x, double temperature = 1.0) { double s = x.Sum(v => Math.Exp(v / temperature)); return x.Select(v => Math.Exp(v / temperature) / s).ToArray(); }",
        "Math.Exp(v / temperature) / s", "x [1000, 0] gives [NaN, 0]")]
    [InlineData(
        "static double F(double[][] batch, int[] labels) { double loss = 0; for (int i = 0; i < batch.Length; i++) { double s = 0; foreach (var v in batch[i]) s += Math.Exp(v); loss -= Math.Log(Math.Exp(batch[i][labels[i]]) / s); } return loss; }",
        "Math.Exp(batch[i][labels[i]]) / s", "batch [[1000, 0], [0, 0]] gives NaN")]
    [InlineData(
        "static void F(float[] x, int rows, int cols, float[] outp) { for (int r = 0; r < rows; r++) { float s = 0; for (int c = 0; c < cols; c++) s += MathF.Exp(x[r * cols + c]); for (int c = 0; c < cols; c++) outp[r * cols + c] = MathF.Exp(x[r * cols + c]) / s; } }",
        "MathF.Exp(x[r * cols + c]) / s", "x [1000, 0] gives [NaN, 0]")]
    public void Breaks(string members, string watched, string? expected)
    {
        WitnessVerdict verdict = Confirm(members, watched);
        if (expected is null) Assert.NotEqual(VerdictKind.Confirmed, verdict.Kind);
        else Assert.Equal(expected, verdict.ToString());
    }

    [Theory]
    [InlineData(
        "static double[] F(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }",
        "v / s")]
    [InlineData("static double F(double x) => 1 / (1 + Math.Exp(-x));", "1 / (1 + Math.Exp(-x))")]
    [InlineData("static double F(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));", "Math.Log(1 + Math.Exp(x))")]
    [InlineData(
        "static double[] F(double[] d) { double s = d.Sum(v => Math.Exp(-v * v / 2e9)); return d.Select(v => Math.Exp(-v * v / 2e9) / s).ToArray(); }",
        "Math.Exp(-v * v / 2e9) / s")]
    [InlineData(
        "static float F(float[] x) { float m = float.NegativeInfinity; foreach (var v in x) m = MathF.Max(m, v); float s = 0; foreach (var v in x) s += MathF.Exp(v - m); return m + MathF.Log(s); }",
        "MathF.Log(s)")]
    [InlineData(
        "double[] w = new double[2]; double b; double F() { double m = w.Max(); return w.Sum(v => Math.Exp(v - m)); }", "Math.Exp(v - m)")]
    public void Is_refuted(string members, string watched) => Assert.Equal("refuted", Confirm(members, watched).ToString());

    [Theory]
    [InlineData("static double F(System.Net.Http.HttpClient c, double[] x) => c.GetHashCode() + Math.Log(x[0]);", "Math.Log(x[0])")]
    [InlineData("static double F(double[] x) { if (x.Length > 2) return Math.Log(x[0]); return 0; }", "Math.Log(x[0])")]
    [InlineData("static double F(double[] x) { if (x.Length != 3) throw new ArgumentException(); return Math.Log(x[0]); }", "Math.Log(x[0])")]
    [InlineData("static double F(object x) => Math.Log((double)x);", "Math.Log((double)x)")]
    [InlineData("static double F(double[] x) => Math.Log(x[0] + new Random().NextDouble());", "Math.Log(x[0] + new Random().NextDouble())")]
    public void Stays_open(string members, string watched) => Assert.Equal(VerdictKind.Unknown, Confirm(members, watched).Kind);

    [Fact]
    public void Fields_get_the_probe()
    {
        WitnessVerdict verdict = Confirm(
            "readonly int size; double[] logits; double[] probs = new double[2]; C(int n) { size = n; logits = new double[n]; } void F() { double s = 0; for (int i = 0; i < size; i++) s += Math.Exp(logits[i]); for (int i = 0; i < size; i++) probs[i] = Math.Exp(logits[i]) / s; }",
            "Math.Exp(logits[i]) / s");
        Assert.Equal("fields of [1000, 0] gives NaN", verdict.ToString());
    }

    /// <summary>No constructor can be run without what it wants, but e is what it says.</summary>
    [Fact]
    public void Numbers_in_fields_are_what_they_begin_as() => Assert.Equal("x [1000, 0] gives ∞", Confirm(
        "double e = 2.718281828459045; C(int n) { } double F(double[] x) { double s = 0; foreach (var v in x) s += Math.Pow(e, v); return Math.Log(s); }",
        "Math.Log(s)").ToString());

    /// <summary>With all extents as long as the array a body would leave it.</summary>
    [Fact]
    public void Extents_of_a_flat_matrix_are_tried_alone() => Assert.Equal("x [1000, 0] gives [NaN, 1]", Confirm(
        "static void F(double[] x, int n, int k) { for (int r = 0; r < n; r++) { double s = 0; for (int c = 0; c < k; c++) s += Math.Exp(x[r * k + c]); for (int c = 0; c < k; c++) x[r * k + c] = Math.Exp(x[r * k + c]) / s; } }",
        "Math.Exp(x[r * k + c]) / s").ToString());

    /// <summary>With all of them alike the differences are 0.</summary>
    [Fact]
    public void Each_of_many_numbers_is_tried_alone() => Assert.Equal(VerdictKind.Confirmed, Confirm(
        "static double F(double a, double b, double c, double d, double beta) => -Math.Log(1 / (1 + Math.Exp(-beta * ((a - c) - (b - d)))));",
        "Math.Log(1 / (1 + Math.Exp(-beta * ((a - c) - (b - d)))))").Kind);

    /// <summary>c may be how many classes there are, and as well one of them.</summary>
    [Fact]
    public void What_sounds_like_a_size_may_be_a_label() => Assert.Equal("z [2000, 0] gives ∞", Confirm(
        "static double F(double[] z, int c) { double s = 0; foreach (var v in z) s += Math.Exp(v); return Math.Log(s) - z[c]; }",
        "Math.Log(s)").ToString().Replace("1000", "2000"));

    /// <summary>A node of a graph that is given beside a number is not varied, and so refutes nothing.</summary>
    [Fact]
    public void Own_numbers_beside_others_refute_nothing() => Assert.Equal(VerdictKind.Unknown, Confirm(
        "class Node { public double Value; public Node(double v) { Value = v; } } static double F(Node z, double y) => y * Math.Log(1 / (1 + Math.Exp(-z.Value)));",
        "Math.Log(1 / (1 + Math.Exp(-z.Value)))").Kind);

    [Fact]
    public void Parameters_that_are_objects_get_the_probe()
    {
        WitnessVerdict verdict = Confirm(
            "class Row { public float[] Values { get; set; } } static float F(Row row) { float s = 0; foreach (var v in row.Values) s += MathF.Exp(v); return MathF.Log(s); }",
            "MathF.Log(s)");
        Assert.Equal(VerdictKind.Confirmed, verdict.Kind);
        Assert.Equal("∞", verdict.Output);
    }

    [Fact]
    public void A_lambda_in_a_field_is_run_by_itself()
    {
        (CSharpCompilation compilation, SyntaxTree tree) = Compile("static readonly Func<double, double> Sigmoid = x => Math.Exp(x) / (Math.Exp(x) + 1);");
        SemanticModel model = compilation.GetSemanticModel(tree);
        SyntaxNode node = tree.GetRoot().DescendantNodes().Single(n => n.ToString() == "x => Math.Exp(x) / (Math.Exp(x) + 1)");
        IAnonymousFunctionOperation lambda = (IAnonymousFunctionOperation)model.GetOperation(node)!;
        IOperation watched = lambda.Body.Descendants().OfType<IBinaryOperation>().First();
        Assert.Equal("x = 1000 gives NaN", new WitnessRunner(new CodeIndex(compilation), InterpreterLimits.Default, default)
            .Confirm(new WitnessCandidate(lambda, watched)).ToString());
    }

    [Fact]
    public void A_property_is_run()
    {
        WitnessVerdict verdict = Confirm("double x; double F => Math.Log(Math.Exp(x * 1000));", "Math.Log(Math.Exp(x * 1000))");
        Assert.Equal(VerdictKind.Confirmed, verdict.Kind);
    }

    [Fact]
    public void A_broken_value_may_be_absorbed()
    {
        WitnessVerdict verdict = Confirm("static double F(double x) { double r = Math.Exp(x); return double.IsInfinity(r) ? 1 : r; }", "Math.Exp(x)");
        Assert.Equal(VerdictKind.Confirmed, verdict.Kind);
        Assert.True(verdict.IsAbsorbed);
    }

    [Fact]
    public void A_rule_can_judge_finite_results()
    {
        const string Flawed = "static double[] F(double[] a) { for (int i = 0; i < a.Length; i++) a[i] = a[i] - a.Max(); return a; }";
        WitnessVerdict verdict = Confirm(Flawed, "a[i] - a.Max()", (input, output) => output[1] != input[1] - input.Max());
        Assert.Equal("a [1000, 0] gives [0, 0]", verdict.ToString());
        Assert.Equal(VerdictKind.Refuted, Confirm(Flawed.Replace("a.Max(); return", "0; return"), "a[i] - 0", (_, _) => false).Kind);
    }

    [Fact]
    public void Texts_do_not_depend_on_the_culture()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal("[0.5, -1.25E+10]", ValueText.Of(new object?[] { 0.5, -1.25e10f }));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Watched_nodes_may_come_from_another_tree_of_operations()
    {
        (CSharpCompilation compilation, SyntaxTree tree) = Compile("static double F(double x) => Math.Log(Math.Exp(x));");
        IOperation watched = compilation.GetSemanticModel(tree).GetOperation(Node(tree, "Math.Log(Math.Exp(x))"))!;
        IMethodSymbol method = compilation.GetTypeByMetadataName("C")!.GetMembers("F").OfType<IMethodSymbol>().Single();
        SemanticModel other = compilation.GetSemanticModel(tree);
        WitnessRunner runner = new(new CodeIndex(compilation, _ => other), InterpreterLimits.Default, default);
        Assert.Equal(VerdictKind.Confirmed, runner.Confirm(new WitnessCandidate(method, watched)).Kind);
    }

    private static WitnessVerdict Confirm(string members, string watched, Func<double[], double[], bool>? isWrong = null)
    {
        (CSharpCompilation compilation, SyntaxTree tree) = Compile(members);
        IOperation operation = compilation.GetSemanticModel(tree).GetOperation(Node(tree, watched))!;
        INamedTypeSymbol type = compilation.GetTypeByMetadataName("C")!;
        ISymbol member = type.GetMembers("F").Concat(type.GetMembers("Bce")).Concat(type.GetMembers("Softplus"))
            .Concat(type.GetMembers("LogSumExp")).Concat(type.GetMembers("Loss")).Single();
        IMethodSymbol method = member as IMethodSymbol ?? ((IPropertySymbol)member).GetMethod!;
        return new WitnessRunner(new CodeIndex(compilation), InterpreterLimits.Default, default)
            .Confirm(new WitnessCandidate(method, operation) { IsWrong = isWrong });
    }

    private static SyntaxNode Node(SyntaxTree tree, string text) =>
        tree.GetRoot().DescendantNodes().First(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax && n.ToString() == text);

    private static (CSharpCompilation Compilation, SyntaxTree Tree) Compile(string members)
    {
        CSharpCompilation compilation = TestCompilation.Create([$"#nullable disable\npublic class C {{ {members} }}"]);
        TestCompilation.AssertCompiles(compilation);
        return (compilation, compilation.SyntaxTrees[0]);
    }
}

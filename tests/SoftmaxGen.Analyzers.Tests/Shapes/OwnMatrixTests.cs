namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Matrices of the program's own that are made from an array of two dimensions, by hand or by a factory.</summary>
public sealed class OwnMatrixTests
{
    private const string Matrices = """
        abstract class Matrix { public abstract float this[int i, int j] { get; set; } }
        class Plain : Matrix { float[,] cells; public Plain(float[,] x) { cells = x; } public override float this[int i, int j] { get => cells[i, j]; set => cells[i, j] = value; } }
        class Copied : Matrix { float[,] cells; public Copied(float[,] x) { cells = (float[,])x.Clone(); } public override float this[int i, int j] { get => cells[i, j]; set => cells[i, j] = value; } }
        static class Factory { public static int Kind; public static Matrix Make(float[,] x) => Make(x, Kind); public static Matrix Make(float[,] x, int kind) => kind switch { 0 => new Plain(x), 1 => new Copied(x), _ => throw new ArgumentException("kind") }; }
        """;

    private const string Maximum = "float m = float.MinValue; for (int c = 0; c < k; c++) m = Math.Max(m, x[i, c]);";

    private const string Softmax = $$"""
        var r = new float[n, k]; for (int i = 0; i < n; i++) { {{Maximum}} float s = 0; for (int c = 0; c < k; c++) s += MathF.Exp(x[i, c] - m); for (int c = 0; c < k; c++) r[i, c] = MathF.Exp(x[i, c] - m) / s; }
        """;

    private const string Shift = $$"""
        var r = new float[n, k]; for (int i = 0; i < n; i++) { {{Maximum}} for (int c = 0; c < k; c++) r[i, c] = x[i, c] - m; }
        """;

    [Theory]
    [InlineData($"static Plain P(float[,] x, int n, int k) {{ {Softmax} return new Plain(r); }} static float M(float[,] x, int t) {{ var p = P(x, 3, 4); return -MathF.Log(p[0, t]); }}")]
    [InlineData($"static Matrix P(Matrix x, int n, int k) {{ {Softmax} return new Copied(r); }} static float M(Matrix x, int[] t) {{ Matrix p = P(x, 3, 4); float s = 0; for (int i = 0; i < 3; i++) s -= MathF.Log(p[i, t[i]]); return s; }}")]
    [InlineData($"static Matrix P(Matrix x, int n, int k) {{ {Softmax} return Factory.Make(r); }} static float M(Matrix x, int[] t) {{ Matrix p = P(x, 3, 4); float s = 0; for (int i = 0; i < 3; i++) s -= MathF.Log(p[i, t[i]]); return s; }}")]
    public void Fires(string body) => ShapeCheck.Fires("SMG1003", $"{Matrices} class C {{ {body} }}");

    [Theory]
    [InlineData($"static Matrix P(Matrix x, int n, int k) {{ {Shift} return new Plain(r); }} static float M(Matrix x, int n, int k) {{ Matrix z = P(x, n, k); float s = 0; for (int c = 0; c < k; c++) s += MathF.Exp(z[0, c]); return MathF.Log(s); }}")]
    [InlineData($"static Matrix P(Matrix x, int n, int k) {{ {Shift} return Factory.Make(r); }} static float M(Matrix x, int n, int k) {{ Matrix z = P(x, n, k); float s = 0; for (int c = 0; c < k; c++) s += MathF.Exp(z[0, c]); return MathF.Log(s); }}")]
    [InlineData("static float[] M(float[,] given, int k) { Matrix x = Factory.Make(given); float s = 0; int i = 0; float[] p = new float[k]; float m = float.MinValue; for (int c = 0; c < k; c++) m = Math.Max(m, x[i, c]); for (int c = 0; c < k; c++) { p[c] = MathF.Exp(x[i, c] - m); s += p[c]; } for (int c = 0; c < k; c++) p[c] /= s; return p; }")]
    public void IsSilent(string body) => ShapeCheck.IsSilent($"{Matrices} class C {{ {body} }}");
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Matrices that keep their cells in one array: some methods go by row and column, others by the position in the array.</summary>
public sealed class FlatMatrixTests
{
    private const string Flat = """

        class Mat
        {
            public readonly int Rows, Cols;
            public readonly double[] Data;
            public Mat(int rows, int cols) { Rows = rows; Cols = cols; Data = new double[rows * cols]; }
            public double this[int i, int j] { get { return Data[i * Cols + j]; } set { Data[i * Cols + j] = value; } }
            public static Mat operator *(Mat a, Mat b) { var r = new Mat(a.Rows, b.Cols); for (int i = 0; i < a.Rows; i++) for (int j = 0; j < b.Cols; j++) { double s = 0; for (int k = 0; k < a.Cols; k++) s += a[i, k] * b[k, j]; r[i, j] = s; } return r; }
            public Mat Each(Func<double, double> f) { var r = new Mat(Rows, Cols); for (int i = 0; i < Data.Length; i++) r.Data[i] = f(Data[i]); return r; }
            public Mat LessRow(Mat v) { var r = new Mat(Rows, Cols); for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) r[i, j] = this[i, j] - v[i, 0]; return r; }
            public Mat OverRow(Mat v) { var r = new Mat(Rows, Cols); for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) r[i, j] = this[i, j] / v[i, 0]; return r; }
            public Mat RowSums() { var r = new Mat(Rows, 1); for (int i = 0; i < Rows; i++) { double s = 0; for (int j = 0; j < Cols; j++) s += this[i, j]; r[i, 0] = s; } return r; }
            public Mat RowMaxima() { var r = new Mat(Rows, 1); for (int i = 0; i < Rows; i++) { double m = double.MinValue; for (int j = 0; j < Cols; j++) if (this[i, j] > m) m = this[i, j]; r[i, 0] = m; } return r; }
        }
        """;

    private static void Marks(string id, string body) => new RuleRun(id).Marks($$"""static class C { {{body}} }""" + Flat);

    [Theory]
    [InlineData("SMG1001", "static Mat M(Mat z) { var e = z.Each(Math.Exp); return {|SMG1001:e.OverRow(e.RowSums())|}; }")]
    [InlineData("SMG1001", "static Mat M(Mat z) { var e = z.Each(v => {|SMG1001:Math.Exp(v)|}); for (int i = 0; i < e.Rows; i++) { double s = 0; for (int j = 0; j < e.Cols; j++) s += e[i, j]; for (int j = 0; j < e.Cols; j++) e[i, j] /= s; } return e; }")]
    [InlineData("SMG1001", "static Mat M(Mat w, Mat x) { var e = (w * x).Each(v => {|SMG1001:Math.Exp(v)|}); double s = e.Data.Sum(); for (int i = 0; i < e.Rows; i++) e[i, 0] /= s; return e; }")]
    [InlineData("SMG1003", "static double M(Mat z, int y) { var e = z.LessRow(z.RowMaxima()).Each(Math.Exp); var p = e.OverRow(e.RowSums()); return -{|SMG1003:Math.Log(p[0, y])|}; }")]
    [InlineData("SMG1004", "static double M(Mat z) { var e = z.Each(Math.Exp); return {|SMG1004:Math.Log(e.RowSums()[0, 0])|}; }")]
    public void Fires(string id, string body) => Marks(id, body);

    /// <summary>Rows that are overwritten while other rows still wait: the position says which row it is.</summary>
    [Theory]
    [InlineData("static void M(double[] x, int n, int k) { for (int r = 0; r < n; r++) { double s = 0; for (int c = 0; c < k; c++) s += Math.Exp(x[r * k + c]); for (int c = 0; c < k; c++) x[r * k + c] = {|SMG1001:Math.Exp(x[r * k + c])|} / s; } }")]
    [InlineData("static void M(double[] x, int n, int k) { for (int c = 0; c < k; c++) { double s = 0; for (int r = 0; r < n; r++) s += Math.Exp(x[r * k + c]); for (int r = 0; r < n; r++) x[r * k + c] = {|SMG1001:Math.Exp(x[r * k + c])|} / s; } }")]
    [InlineData("static void M(double[] x, int h, int w, int k) { for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) { double s = 0; for (int c = 0; c < k; c++) s += Math.Exp(x[(c * h + i) * w + j]); for (int c = 0; c < k; c++) x[(c * h + i) * w + j] = {|SMG1001:Math.Exp(x[(c * h + i) * w + j])|} / s; } }")]
    public void FiresInPlace(string body) => new RuleRun("SMG1001").MarksMembers(body);

    [Theory]
    [InlineData("static void M(double[] x, int n, int k) { for (int r = 0; r < n; r++) { double m = x[r * k]; for (int c = 1; c < k; c++) if (x[r * k + c] > m) m = x[r * k + c]; for (int c = 0; c < k; c++) x[r * k + c] -= m; } for (int r = 0; r < n; r++) { double s = 0; for (int c = 0; c < k; c++) { x[r * k + c] = Math.Exp(x[r * k + c]); s += x[r * k + c]; } for (int c = 0; c < k; c++) x[r * k + c] /= s; } }")]
    [InlineData("static void M(double[] x, int h, int w, int k) { int area = h * w; for (int i = 0; i < area; i++) { double s = 0, m = x[i]; for (int c = 1; c < k; c++) m = Math.Max(m, x[c * area + i]); for (int c = 0; c < k; c++) { x[c * area + i] = Math.Exp(x[c * area + i] - m); s += x[c * area + i]; } for (int c = 0; c < k; c++) x[c * area + i] /= s; } }")]
    [InlineData("static double[] M(double[] x, double[] k) { var y = new double[x.Length]; for (int i = 0; i < x.Length - k.Length; i++) { double s = 0; for (int j = 0; j < k.Length; j++) s += x[i + j] * k[j]; for (int j = 0; j < k.Length; j++) x[i + j] = Math.Exp(Math.Min(0, s)); double t = 0; for (int j = 0; j < k.Length; j++) t += x[i + j]; y[i] = x[i] / t; } return y; }")]
    public void IsSilentInPlace(string body) => new RuleRun("SMG1001").MarksMembers(body);

    [Theory]
    [InlineData("SMG1001", "static Mat M(Mat z) { var e = z.LessRow(z.RowMaxima()).Each(Math.Exp); return e.OverRow(e.RowSums()); }")]
    [InlineData("SMG1001", "static Mat M(Mat w, Mat x) { var z = w * x; double m = z.Data.Max(); for (int i = 0; i < z.Data.Length; i++) z.Data[i] -= m; var e = z.Each(Math.Exp); double s = e.Data.Sum(); return e.Each(v => v / s); }")]
    [InlineData("SMG1001", "static Mat M(Mat w, Mat x) { var z = w * x; double m = z.Data.Max(); var e = new Mat(z.Rows, 1); for (int i = 0; i < z.Rows; i++) e[i, 0] = Math.Exp(z[i, 0] - m); double s = e.Data.Sum(); return e.Each(v => v / s); }")]
    [InlineData("SMG1004", "static double M(Mat z) { double m = z.Data.Max(); return m + Math.Log(z.Each(v => Math.Exp(v - m)).Data.Sum()); }")]
    public void IsSilent(string id, string body) => Marks(id, body);

    /// <summary>The whole numbers that a tensor is given are its shape, and none of its elements.</summary>
    [Theory]
    [InlineData("new Tensor(x.Shape)")]
    [InlineData("new Tensor(1, x.Shape[1])")]
    public void FiresBehindAShape(string made) => new RuleRun("SMG1003").Marks(
        $$"""
        class C { static float M(Tensor x, int y) { var o = {{made}}; float m = x.Data.Max(), s = 0; for (int i = 0; i < x.Data.Length; i++) { o.Data[i] = MathF.Exp(x.Data[i] - m); s += o.Data[i]; } for (int i = 0; i < x.Data.Length; i++) o.Data[i] /= s; return -{|SMG1003:MathF.Log(o[0, y])|}; } }
        class Tensor { public float[] Data; public int[] Shape; public Tensor(params int[] s) { Shape = s; int n = 1; foreach (var v in s) n *= v; Data = new float[n]; } public float this[int r, int c] { get => Data[r * Shape[1] + c]; set => Data[r * Shape[1] + c] = value; } }
        """);
}

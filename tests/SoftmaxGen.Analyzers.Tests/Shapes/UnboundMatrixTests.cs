namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Vectors, matrices and tensors of a library that is not referenced: built from functions, listed, indexed, paired with maxima.</summary>
public sealed class UnboundMatrixTests
{
    [Theory]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> h) { var e = DenseVector.Create(h.Count, i => Math.Exp(h[i])); return e.Multiply(1 / e.Sum()); }")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> h) { var e = Vector<double>.Build.Dense(h.Count, i => Math.Exp(h[i])); return e / e.Sum(); }")]
    [InlineData("SMG1001", "static Matrix<double> M(Matrix<double> z) { double s = z.Enumerate().Sum(v => Math.Exp(v)); return z.Map(v => Math.Exp(v) / s); }")]
    [InlineData("SMG1001", "static Matrix<double> M(Matrix<double> z) { var e = z.Map(v => Math.Exp(v)); var s = e.RowSums(); for (int i = 0; i < e.RowCount; i++) for (int j = 0; j < e.ColumnCount; j++) e[i, j] = e[i, j] / s[i]; return e; }")]
    [InlineData("SMG1001", "static Matrix<double> M(Matrix<double> z) { var e = z.PointwiseExp(); var s = e.RowSums(); for (int i = 0; i < e.RowCount; i++) for (int j = 0; j < e.ColumnCount; j++) e[i, j] = e[i, j] / s[i]; return e; }")]
    [InlineData("SMG1005", "static double M(Matrix<double> x, Matrix<double> w) { var a = (x * w).Map(v => 1 / (1 + Math.Exp(-v))); return -a.PointwiseLog().RowSums().Sum(); }")]
    [InlineData("SMG1001", "Missing.Layer layer; double[] M(double[] x) { var all = new List<double>(); all.AddRange(layer.Run(x)); double s = all.Sum(v => Math.Exp(v)); return all.Select(v => Math.Exp(v) / s).ToArray(); }")]
    [InlineData("SMG1018", "static double[] M(double[][] given, int[] y) { var p = given.Copy(); var t = y.ToDouble().Transpose().ToJagged(); var a = t.Multiply(p.Log()); var b = t.Multiply(-1).Add(1).Multiply(p.Multiply(-1).Add(1).Log()); return Measures.Mean(a.Add(b).Multiply(-1), dimension: 1); }")]
    [InlineData("SMG1018", "static double[] M(double[][] given, int[] y) { var p = given.Copy(); for (int i = 0; i < p.Rows(); i++) for (int j = 0; j < p.Columns(); j++) { if (p[i][j] == 1) Console.WriteLine(i); } var t = y.ToDouble().Transpose().ToJagged(); var a = t.Multiply(p.Log()); var b = t.Multiply(-1).Add(1).Multiply(p.Multiply(-1).Add(1).Log()); return Measures.Mean(a.Add(b).Multiply(-1), dimension: 1); }")]
    public void Fires(string id, string body) => ShapeCheck.Fires(id, $"class C {{ {body} }}");

    [Theory]
    [InlineData("static Vector<double> M(Vector<double> h) { double m = h.Maximum(); var e = DenseVector.Create(h.Count, i => Math.Exp(h[i] - m)); return e.Multiply(1 / e.Sum()); }")]
    [InlineData("static Matrix<double> M(Matrix<double> z) { double m = z.Enumerate().Max(), s = z.Enumerate().Sum(v => Math.Exp(v - m)); return z.Map(v => Math.Exp(v - m) / s); }")]
    [InlineData("static Tensor M(Tensor z) { var m = z.max(-1, keepdim: true).values; var e = (z - m).exp(); return e / e.sum(-1, keepdim: true); }")]
    [InlineData("static Tensor M(Tensor z) { var m = z.max(-1, true); var e = (z - m.Item1).exp(); return e / e.sum(-1, true); }")]
    [InlineData("static Tensor M(Tensor z) { var (m, at) = torch.max(z, 1, true); var e = torch.exp(z - m); return e / torch.sum(e, 1, true); }")]
    // Zeros are replaced before the logarithm of the whole is taken.
    [InlineData("static double[] M(double[][] given, int[] y) { var p = given.Copy(); for (int i = 0; i < p.Rows(); i++) for (int j = 0; j < p.Columns(); j++) { if (p[i][j] == 0) p[i][j] = 1e-7; } var t = y.ToDouble().Transpose().ToJagged(); var a = t.Multiply(p.Log()); var b = t.Multiply(-1).Add(1).Multiply(p.Multiply(-1).Add(1).Log()); return Measures.Mean(a.Add(b).Multiply(-1), dimension: 1); }")]
    // What a pointer has gone past is no vector that could be followed, and the maximum none of it.
    [InlineData("static unsafe void M(float* x, float* p, int n, int k) { float m = float.MinValue; float* at = x; for (int j = 0; j < n; j++) { m = math.max(m, at[0]); at += k; } float s = 0; at = x; for (int j = 0; j < n; j++) { s += math.exp(at[0] - m); at += k; } at = x; for (int j = 0; j < n; j++) { p[j] = math.exp(at[0] - m) / s; at += k; } }")]
    public void IsSilent(string body) => ShapeCheck.IsSilent($"class C {{ {body} }}");
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Vectors and matrices that a program has written itself, and neurons that keep their own exponential.</summary>
public sealed class OwnVectorTests
{
    private const string Types = """

        class Vec
        {
            private readonly double[] d;
            public Vec(double[] values) { d = values; }
            public double[] Values => d;
            public Vec Exp() { var r = new double[d.Length]; for (int i = 0; i < d.Length; i++) r[i] = Math.Exp(d[i]); return new Vec(r); }
            public double Sum() => d.Sum();
            public static Vec operator /(Vec a, double s) { var r = new double[a.d.Length]; for (int i = 0; i < r.Length; i++) r[i] = a.d[i] / s; return new Vec(r); }
        }

        class Mat
        {
            public readonly int Rows, Cols;
            public readonly double[,] Data;
            public Mat(int rows, int cols) { Rows = rows; Cols = cols; Data = new double[rows, cols]; }
            public double this[int i, int j] { get => Data[i, j]; set => Data[i, j] = value; }
            public static Mat operator *(Mat a, Mat b) { var r = new Mat(a.Rows, b.Cols); for (int i = 0; i < a.Rows; i++) for (int j = 0; j < b.Cols; j++) { double s = 0; for (int k = 0; k < a.Cols; k++) s += a[i, k] * b[k, j]; r[i, j] = s; } return r; }
            public static Mat operator /(Mat a, double s) { var r = new Mat(a.Rows, a.Cols); for (int i = 0; i < a.Rows; i++) for (int j = 0; j < a.Cols; j++) r.Data[i, j] = a.Data[i, j] / s; return r; }
            public static Mat Each(Mat m, Func<double, double> f) { var r = new Mat(m.Rows, m.Cols); for (int i = 0; i < m.Rows; i++) for (int j = 0; j < m.Cols; j++) r.Data[i, j] = f(m.Data[i, j]); return r; }
            public double Total() { double s = 0; foreach (double v in Data) s += v; return s; }
            public double Largest() { double m = double.MinValue; foreach (double v in Data) if (v > m) m = v; return m; }
            public void Divide(double s) { for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) Data[i, j] /= s; }
        }

        class Neuron
        {
            public double Sum, Value;
            public void Raise() { Value = Math.Exp(Sum); }
            public void RaiseFrom(double max) { Value = Math.Exp(Sum - max); }
            public void Share(double total) { Value = Math.Exp(Sum) / total; }
            public void Normalise(double total) { Value = Value / total; }
        }
        """;

    private static void Marks(string id, string member) => new RuleRun(id).Marks($$"""class C { Mat w = new Mat(2, 2); Neuron[] ns = new Neuron[3]; {{member}} }""" + Types);

    [Theory]
    [InlineData("Vec S(Vec z) { var e = z.Exp(); return {|SMG1001:e / e.Sum()|}; }")]
    [InlineData("double[] S(Vec z) { var e = z.Exp(); var s = e.Sum(); return e.Values.Select(v => {|SMG1001:v / s|}).ToArray(); }")]
    [InlineData("Mat S(Mat z) { var e = Mat.Each(z, Math.Exp); double s = e.Total(); return Mat.Each(e, v => {|SMG1001:v / s|}); }")]
    [InlineData("Mat S(Mat z) { var e = Mat.Each(z, v => Math.Exp(v)); return {|SMG1001:e / e.Total()|}; }")]
    [InlineData("Mat S(Mat z) { var e = Mat.Each(w * z, v => Math.Exp(v)); {|SMG1001:e.Divide(e.Total())|}; return e; }")]
    [InlineData("Mat S(Mat z) { double s = 0; foreach (double v in z.Data) s += Math.Exp(v); return Mat.Each(z, v => {|SMG1001:Math.Exp(v)|} / s); }")]
    [InlineData("void S() { foreach (var n in ns) n.Raise(); double t = ns.Sum(x => x.Value); foreach (var m in ns) {|SMG1001:m.Value /= t|}; }")]
    [InlineData("void S() { for (int i = 0; i < ns.Length; i++) ns[i].Raise(); double t = 0; for (int i = 0; i < ns.Length; i++) t += ns[i].Value; for (int i = 0; i < ns.Length; i++) {|SMG1001:ns[i].Value /= t|}; }")]
    [InlineData("void S() { double t = 0; foreach (var n in ns) t += Math.Exp(n.Sum); foreach (var n in ns) {|SMG1001:n.Share(t)|}; }")]
    [InlineData("void S() { double t = 0; foreach (var n in ns) { n.Value = Math.Exp(n.Sum); t += n.Value; } foreach (var n in ns) {|SMG1001:n.Normalise(t)|}; }")]
    public void FiresOnASoftmax(string member) => Marks("SMG1001", member);

    [Theory]
    [InlineData("double S(Mat z, int y) { double m = z.Largest(); var e = Mat.Each(z, v => Math.Exp(v - m)); var p = e / e.Total(); return -{|SMG1003:Math.Log(p[y, 0])|}; }")]
    [InlineData("double S(Mat z, int y) { double m = z.Largest(); var e = Mat.Each(w * z, v => Math.Exp((v - m) / 4)); e.Divide(e.Total()); return -{|SMG1003:Math.Log(e[y, 0])|}; }")]
    public void FiresOnALogarithm(string member) => Marks("SMG1003", member);

    [Theory]
    [InlineData("double S(Mat x, Mat y) { var p = Mat.Each(w * x, v => 1 / (1 + Math.Exp(-v))); double c = 0; for (int i = 0; i < p.Rows; i++) c -= y[i, 0] * {|SMG1005:Math.Log(p[i, 0])|}; return c; }")]
    public void FiresOnALogarithmOfASigmoid(string member) => Marks("SMG1005", member);

    // The same with the maximum taken away, or with nothing that can overflow.
    [Theory]
    [InlineData("Mat S(Mat z) { double m = z.Largest(); var e = Mat.Each(z, v => Math.Exp(v - m)); return e / e.Total(); }")]
    [InlineData("Mat S(Mat z) { double m = z.Largest(); var e = Mat.Each(z, v => Math.Exp(v - m)); e.Divide(e.Total()); return e; }")]
    [InlineData("Mat S(Mat z) { double m = z.Largest(); var d = Mat.Each(z, v => v - m); var e = Mat.Each(d, Math.Exp); double s = e.Total(); return Mat.Each(e, v => v / s); }")]
    [InlineData("void S() { double max = ns.Max(x => x.Sum); foreach (var n in ns) n.RaiseFrom(max); double t = ns.Sum(x => x.Value); foreach (var m in ns) m.Value /= t; }")]
    [InlineData("void S() { double max = ns.Max(x => x.Sum); foreach (var n in ns) n.Sum -= max; double t = 0; foreach (var n in ns) t += Math.Exp(n.Sum); foreach (var n in ns) n.Share(t); }")]
    // Two matrices that the same function has made are two.
    [InlineData("double S(Mat z) { var e = Mat.Each(z, Math.Exp); var q = Mat.Each(z, v => v * v); return q[0, 0] / q.Total(); }")]
    [InlineData("Mat S(Mat z) { var e = Mat.Each(z, v => Math.Exp(-v * v)); return Mat.Each(z, v => v / e.Total()); }")]
    [InlineData("static double[] Twin(double[] z) { var r = new double[z.Length]; for (int i = 0; i < r.Length; i++) r[i] = z[i]; return r; } double S(double[] z) { var a = Twin(z); var b = Twin(z); for (int i = 0; i < a.Length; i++) a[i] = Math.Exp(a[i]); return b[0] / a.Sum(); }")]
    public void IsSilent(string member) => Marks("SMG1001", member);
}

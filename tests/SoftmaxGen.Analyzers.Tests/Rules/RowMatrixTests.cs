namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Matrices that keep an array of rows: m[i, j], m[i][j] and what stands in the rows are one.</summary>
public sealed class RowMatrixTests
{
    private const string Types = """

        class Mat
        {
            public readonly int Rows, Cols;
            private readonly double[][] _d;
            public Mat(int rows, int cols) { Rows = rows; Cols = cols; _d = new double[rows][]; for (int i = 0; i < rows; i++) _d[i] = new double[cols]; }
            public double this[int i, int j] { get => _d[i][j]; set => _d[i][j] = value; }
            INDEXER
            public Mat Map(Func<double, double> f) { var m = new Mat(Rows, Cols); for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) m[i, j] = f(this[i, j]); return m; }
            public static Mat operator /(Mat a, double b) => a.Map(x => x / b);
            public double Sum() { double s = 0; for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) s += _d[i][j]; return s; }
            public double Max() { double s = double.MinValue; for (int i = 0; i < Rows; i++) for (int j = 0; j < Cols; j++) s = Math.Max(s, _d[i][j]); return s; }
            public static Mat Dot(Mat a, Mat b) { var m = new Mat(a.Rows, b.Cols); for (int i = 0; i < a.Rows; i++) for (int j = 0; j < b.Cols; j++) { double s = 0; for (int k = 0; k < a.Cols; k++) s += a[i, k] * b[k, j]; m[i, j] = s; } return m; }
        }
        """;

    private static void Marks(string id, string body, string indexer) => new RuleRun(id).Marks($$"""class C { Mat w = new Mat(2, 2); {{body}} }""" + Types.Replace("INDEXER", indexer));

    public static TheoryData<string, string> Wrong => new()
    {
        { "SMG1001", "static Mat M(Mat z) { var e = z.Map(v => {|SMG1001:Math.Exp(v)|}); double s = e.Sum(); return e.Map(v => v / s); }" },
        { "SMG1003", "double M(Mat x, int y) { var z = Mat.Dot(w, x); double m = z.Max(); var e = z.Map(v => Math.Exp(v - m)); var p = e / e.Sum(); return -{|SMG1003:Math.Log(p[y, 0])|}; }" },
    };

    public static TheoryData<string, string> Right => new()
    {
        { "SMG1001", "static Mat M(Mat z) { double m = z.Max(); var e = z.Map(v => Math.Exp(v - m)); double s = e.Sum(); return e.Map(v => v / s); }" },
        { "SMG1001", "Mat M(Mat x) { var z = Mat.Dot(w, x); double m = z.Max(); var e = z.Map(v => Math.Exp(v - m)); return e / e.Sum(); }" },
        { "SMG1004", "double M(Mat x) { var z = Mat.Dot(w, x); double m = z.Max(); return m + Math.Log(z.Map(v => Math.Exp(v - m)).Sum()); }" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Fires(string id, string body)
    {
        Marks(id, body, "");
        Marks(id, body, "public double[] this[int i] => _d[i];");
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void IsSilent(string id, string body)
    {
        Marks(id, body, "");
        Marks(id, body, "public double[] this[int i] => _d[i];");
    }
}

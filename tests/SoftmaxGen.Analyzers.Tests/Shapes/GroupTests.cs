namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>A softmax for each group of a flat array: what is subtracted stands at the group's number.</summary>
public sealed class GroupTests
{
    private const string Table = """
        class Table
        {
            public double[] Data;
            public Table(int n) { Data = new double[n]; }
            public static Table MaxOf(double[] x, int n) { var t = new Table(x.Length / n); for (int i = 0; i < x.Length; i++) t.Data[i / n] = Math.Max(t.Data[i / n], x[i]); return t; }
            public static Table SumOf(double[] x, int n) { var t = new Table(x.Length / n); for (int i = 0; i < x.Length; i++) t.Data[i / n] += x[i]; return t; }
        }
        """;

    [Theory]
    [InlineData("static double M(double[] x, int n) { Table m = Table.MaxOf(x, n); double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - m.Data[i / n]); return Math.Log(s); }")]
    [InlineData("static double M(double[] x, int[] of, double[] m) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - m[of[i]]); return Math.Log(s); }")]
    [InlineData("static double M(double[] x, double[,] m, int n) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - m[i / n, 0]); return Math.Log(s); }")]
    [InlineData("static void M(double[] x, double[] p, int n) { Table m = Table.MaxOf(x, n); for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m.Data[i / n]); Table s = Table.SumOf(p, n); for (int i = 0; i < x.Length; i++) p[i] /= s.Data[i / n]; }")]
    [InlineData("static void M(double[] x, double[] p, int n) { double m = int.MinValue; if (x.Length > 3) m = x.Max(); for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m); var s = new double[x.Length / n]; for (int i = 0; i < x.Length; i++) s[i / n] += p[i]; for (int i = 0; i < x.Length; i++) p[i] /= s[i / n]; }")]
    public void IsSilent(string body) => ShapeCheck.IsSilent($"{Table} class C {{ {body} }}");

    [Theory]
    [InlineData("SMG1004", "static double M(double[] x, double[] b) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - b[i]); return Math.Log(s); }")]
    [InlineData("SMG1004", "double[] bias; double M(double[] x, int n) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - bias[i % n]); return Math.Log(s); }")]
    [InlineData("SMG1016", "static void M(double[] x, double[] p, int n) { for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]); Table s = Table.SumOf(p, n); for (int i = 0; i < x.Length; i++) p[i] /= s.Data[i / n]; }")]
    public void Fires(string id, string body) => ShapeCheck.Fires(id, $"{Table} class C {{ {body} }}");
}

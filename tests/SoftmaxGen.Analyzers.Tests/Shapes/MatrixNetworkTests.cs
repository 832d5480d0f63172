namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>A network of the program's own matrices, layer after layer: what its last one is made of is more than a term can hold.</summary>
public sealed class MatrixNetworkTests
{
    private const string Types = """
        class Matrix
        {
            readonly double[,] _cells;
            public int Rows => _cells.GetLength(0);
            public int Columns => _cells.GetLength(1);
            public Matrix(int r, int c) { _cells = new double[r, c]; }
            public Matrix(double[,] from) { _cells = new double[from.GetLength(0), from.GetLength(1)]; for (int r = 0; r < Rows; r++) for (int c = 0; c < Columns; c++) this[r, c] = from[r, c]; }
            public double this[int r, int c] { get { return _cells[r, c]; } set { _cells[r, c] = value; } }
            public double Max() { double m = _cells[0, 0]; foreach (double v in _cells) m = Math.Max(m, v); return m; }
        }
        static class Ops
        {
            public static Matrix Add(Matrix a, Matrix b) { var s = new double[a.Rows, a.Columns]; for (int r = 0; r < a.Rows; r++) for (int c = 0; c < a.Columns; c++) s[r, c] = a[r, c] + b[r, c]; return new Matrix(s); }
            public static Matrix Multiply(Matrix a, Matrix b) { var p = new double[a.Rows, b.Columns]; for (int r = 0; r < a.Rows; r++) for (int c = 0; c < b.Columns; c++) { double v = 0; for (int i = 0; i < a.Columns; i++) v += a[r, i] * b[i, c]; p[r, c] = v; } return new Matrix(p); }
            public static double SumExp(Matrix a, double shift) { double s = 0; for (int r = 0; r < a.Rows; r++) for (int c = 0; c < a.Columns; c++) s += Math.Exp(a[r, c] - shift); return s; }
            public static Matrix Activate(Matrix a, string name)
            {
                var y = new Matrix(a.Rows, a.Columns);
                for (int r = 0; r < a.Rows; r++)
                    for (int c = 0; c < a.Columns; c++)
                    {
                        double z = a[r, c];
                        if (name == "sigmoid") y[r, c] = 1 / (1 + Math.Exp(-z));
                        else if (name == "tanh") y[r, c] = Math.Tanh(z);
                        else if (name == "gelu") y[r, c] = 0.5 * z * (1 + Math.Tanh(0.7978845608 * (z + 0.044715 * z * z * z)));
                        else y[r, c] = Math.Max(0, z);
                    }
                return y;
            }
        }
        """;

    private static string Forward(string shift) => $$"""
        class Net
        {
            static Matrix[] Z, A, W, B; static int L; static string[] functions;
            static void Forward()
            {
                for (int l = 0; l < L; l++)
                {
                    Z[l + 1] = Ops.Add(Ops.Multiply(W[l], A[l]), B[l]);
                    A[l + 1] = Ops.Activate(Z[l + 1], functions[l]);
                }
                Z[L + 1] = Ops.Add(Ops.Multiply(W[L], A[L]), B[L]);
                A[L + 1] = new Matrix(10, 1);
                double shift = {{shift}}, sum = Ops.SumExp(Z[L + 1], shift);
                for (int c = 0; c < Z[L + 1].Rows; c++)
                    A[L + 1][c, 0] = Math.Exp(Z[L + 1][c, 0] - shift) / sum;
            }
        }
        """;

    [Fact]
    public void Fires() => ShapeCheck.Fires("SMG1001", Types + Forward("0"));

    [Fact]
    public void IsSilent() => ShapeCheck.IsSilent(Types + Forward("Z[L + 1].Max()"));
}

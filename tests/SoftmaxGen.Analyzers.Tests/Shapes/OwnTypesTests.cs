namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Vectors, matrices, neurons and operations objects that people write themselves.</summary>
public sealed class OwnTypesTests
{
    private const string Vector = """
        interface IOps<T> { T Exp(T x); T Negate(T x); T Add(T a, T b); T Subtract(T a, T b); T Divide(T a, T b); T One { get; } T Zero { get; } bool GreaterThan(T a, T b); T Log(T x); T Multiply(T a, T b); }

        sealed class Row<T>
        {
            private readonly T[] _items;
            public Row(IEnumerable<T> items) { _items = items.ToArray(); }
            public int Length => _items.Length;
            public T this[int i] { get => _items[i]; set => _items[i] = value; }
            public Row<T> Transform(Func<T, T> f)
            {
                var result = new T[Length];
                for (int i = 0; i < result.Length; i++)
                    result[i] = f(_items[i]);
                return new Row<T>(result);
            }
            public void ForEach(Action<T, int> visit)
            {
                for (int i = 0; i < Length; i++)
                    visit(_items[i], i);
            }
        }

        """;

    private const string Matrix = """
        sealed class Grid
        {
            private readonly double[,] _cells;
            public Grid(int rows, int columns) { _cells = new double[rows, columns]; }
            public int Rows => _cells.GetLength(0);
            public int Columns => _cells.GetLength(1);
            public double this[int r, int c] { get => _cells[r, c]; set => _cells[r, c] = value; }
            public Grid Exp()
            {
                var result = new Grid(Rows, Columns);
                for (int r = 0; r < Rows; r++)
                    for (int c = 0; c < Columns; c++)
                        result[r, c] = Math.Exp(_cells[r, c]);
                return result;
            }
            public double Sum() { double sum = 0; foreach (double cell in _cells) sum += cell; return sum; }
            public double Max() { double max = double.NegativeInfinity; foreach (double cell in _cells) max = Math.Max(max, cell); return max; }
            public static Grid operator /(Grid a, double b)
            {
                var result = new Grid(a.Rows, a.Columns);
                for (int r = 0; r < a.Rows; r++)
                    for (int c = 0; c < a.Columns; c++)
                        result[r, c] = a[r, c] / b;
                return result;
            }
            public static Grid operator -(Grid a, double b)
            {
                var result = new Grid(a.Rows, a.Columns);
                for (int r = 0; r < a.Rows; r++)
                    for (int c = 0; c < a.Columns; c++)
                        result[r, c] = a[r, c] - b;
                return result;
            }
        }

        """;

    private const string Neurons = """
        sealed class Cell { public double Bias; public double Input { get; set; } public double Output { get; set; } }

        """;

    [Fact]
    public void MethodGroupsOfAnOperationsObject() => ShapeCheck.Fires("SMG1001", Vector + """
        sealed class Softmin<T>(IOps<T> ops)
        {
            public Row<T> Activate(Row<T> x)
            {
                Row<T> e = x.Transform(ops.Negate).Transform(ops.Exp);
                T sum = ops.Zero;
                for (int i = 0; i < e.Length; i++)
                    sum = ops.Add(sum, e[i]);
                return e.Transform(v => ops.Divide(v, sum));
            }
        }
        """);

    [Fact]
    public void ACapturedSumOfAnOwnForEach() => ShapeCheck.Fires("SMG1001", Vector + """
        static class A
        {
            static void Softmax(Row<double> x)
            {
                double sum = 0;
                x.ForEach((v, i) => { x[i] = Math.Exp(v); sum += x[i]; });
                x.ForEach((v, i) => x[i] = v / sum);
            }
        }
        """);

    [Fact]
    public void AShiftedOwnTransformIsFine() => ShapeCheck.IsSilent(Vector + """
        sealed class Softmax<T>(IOps<T> ops)
        {
            public Row<T> Activate(Row<T> x)
            {
                T max = x[0];
                for (int i = 1; i < x.Length; i++)
                    if (ops.GreaterThan(x[i], max))
                        max = x[i];
                Row<T> e = x.Transform(v => ops.Exp(ops.Subtract(v, max)));
                T sum = ops.Zero;
                for (int i = 0; i < e.Length; i++)
                    sum = ops.Add(sum, e[i]);
                return e.Transform(v => ops.Divide(v, sum));
            }
        }
        """);

    [Fact]
    public void AnIndicatorSaysNothingOfASign() => ShapeCheck.Fires("SMG1009", Vector + """
        sealed class Ordinal<T>(IOps<T> ops)
        {
            public T Loss(T[] scores, T[] labels)
            {
                T loss = ops.Zero;
                for (int i = 0; i < scores.Length; i++)
                {
                    T above = ops.GreaterThan(labels[i], ops.One) ? ops.One : ops.Zero;
                    T e = ops.Exp(ops.Negate(ops.Multiply(above, scores[i])));
                    loss = ops.Add(loss, ops.Log(ops.Add(ops.One, e)));
                }
                return loss;
            }
        }
        """);

    [Fact]
    public void AHelperThatCannotBeReadIsItsName() => ShapeCheck.Fires("SMG1001", """
        sealed class Numbers { private readonly float[] _v; public Numbers(IEnumerable<float> v) { _v = v.ToArray(); } public int Length => _v.Length; public float this[int i] => _v[i]; }

        static class Primitives
        {
            public static Numbers Exp(Numbers x) => Native.Unary(x, 7);
            public static float Sum(Numbers x) => Native.Reduce(x, 2);
            public static Numbers Divide(Numbers x, Numbers y) => Native.Binary(x, y, 3);
        }

        static class A
        {
            static Numbers Softmax(Numbers x)
            {
                Numbers e = Primitives.Exp(x);
                float sum = Primitives.Sum(e);
                return Primitives.Divide(e, new Numbers(Enumerable.Repeat(sum, e.Length).ToArray()));
            }
        }
        """);

    [Fact]
    public void AMatrixWithOperators() => ShapeCheck.Fires("SMG1001", Matrix + """
        static class A
        {
            static Grid Softmax(Grid x) { Grid e = x.Exp(); return e / e.Sum(); }
        }
        """);

    [Fact]
    public void AShiftedMatrixIsFine() => ShapeCheck.IsSilent(Matrix + """
        static class A
        {
            static Grid Softmax(Grid x) { Grid e = (x - x.Max()).Exp(); return e / e.Sum(); }
        }
        """);

    [Fact]
    public void NeuronsWithProperties() => ShapeCheck.Fires("SMG1001", Neurons + """
        sealed class Layer
        {
            public List<Cell> Cells { get; } = new();
            public void Forward()
            {
                double sum = 0;
                foreach (Cell cell in Cells)
                {
                    cell.Output = Math.Exp(cell.Input + cell.Bias);
                    sum += cell.Output;
                }
                foreach (Cell cell in Cells)
                    cell.Output /= sum;
            }
        }
        """);

    [Fact]
    public void NeuronsInForEach() => ShapeCheck.Fires("SMG1001", Neurons + """
        sealed class Layer
        {
            private readonly List<Cell> _cells = new();
            public void Forward()
            {
                double sum = 0;
                _cells.ForEach(cell => { cell.Output = Math.Exp(cell.Input); sum += cell.Output; });
                _cells.ForEach(cell => cell.Output /= sum);
            }
        }
        """);

    [Fact]
    public void ShiftedNeuronsAreFine() => ShapeCheck.IsSilent(Neurons + """
        sealed class Layer
        {
            private readonly List<Cell> _cells = new();
            public void Forward()
            {
                double max = _cells.Max(cell => cell.Input), sum = 0;
                _cells.ForEach(cell => { cell.Output = Math.Exp(cell.Input - max); sum += cell.Output; });
                _cells.ForEach(cell => cell.Output /= sum);
            }
        }
        """);

    [Fact]
    public void ARecordOfLogits() => ShapeCheck.Fires("SMG1008", """
        sealed record Logits(double A, double B, double C)
        {
            public (double, double, double) Softmax()
            {
                double a = Math.Exp(A), b = Math.Exp(B), c = Math.Exp(C), sum = a + b + c;
                return (a / sum, b / sum, c / sum);
            }
        }
        """);

    [Fact]
    public void ARecordShiftedByAField() => ShapeCheck.IsSilent("""
        sealed record Logits(double A, double B, double Best)
        {
            public double First() => Math.Exp(A - Best) / (Math.Exp(A - Best) + Math.Exp(B - Best));
        }
        """);

    [Fact]
    public void ALogSumExpMethodThatOverflows() => ShapeCheck.FireTogether(["SMG1001", "SMG1004"], Matrix + """
        static class A
        {
            static double LogTotal(Grid x, int r)
            {
                double sum = 0;
                for (int c = 0; c < x.Columns; c++)
                    sum += Math.Exp(x[r, c]);
                return Math.Log(sum);
            }

            static Grid Softmax(Grid x)
            {
                var p = new Grid(x.Rows, x.Columns);
                for (int r = 0; r < x.Rows; r++)
                {
                    double total = LogTotal(x, r);
                    for (int c = 0; c < x.Columns; c++)
                        p[r, c] = Math.Exp(x[r, c] - total);
                }
                return p;
            }
        }
        """);

    private const string Table = """
        sealed class Table
        {
            public double[,] Cells;
            public readonly int Rows, Columns;
            public Table(int rows, int columns) { Rows = rows; Columns = columns; Cells = new double[rows, columns]; }
            public double[] Column(int c) { var column = new double[Rows]; for (int r = 0; r < Rows; r++) column[r] = Cells[r, c]; return column; }
            public static Table Exp(Table x) { var y = new Table(x.Rows, x.Columns); for (int r = 0; r < x.Rows; r++) for (int c = 0; c < x.Columns; c++) y.Cells[r, c] = Math.Exp(x.Cells[r, c]); return y; }
            public static Table Sum(Table x, int axis, bool keep = true) => Engine.Reduce(x, axis, keep);
            public static Table Softmax(Table x) => Engine.Normalise(x);
            public static Table Max(Table x, int axis, bool keep = true) => Engine.Largest(x, axis, keep);
            public static Table Expand(Table x, int axis, int times) => Engine.Repeat(x, axis, times);
            public static Table operator /(Table x, Table y) { var z = new Table(x.Rows, x.Columns); for (int r = 0; r < x.Rows; r++) for (int c = 0; c < x.Columns; c++) z.Cells[r, c] = x.Cells[r, c] / y.Cells[r, c]; return z; }
            public static Table operator -(Table x, Table y) { var z = new Table(x.Rows, x.Columns); for (int r = 0; r < x.Rows; r++) for (int c = 0; c < x.Columns; c++) z.Cells[r, c] = x.Cells[r, c] - y.Cells[r, c]; return z; }
        }

        """;

    [Fact]
    public void SumsThatAreExpandedAgain() => ShapeCheck.Fires("SMG1001", Table + """
        static class A
        {
            static Table Shares(Table x)
            {
                Table e = Table.Exp(x);
                Table sums = Table.Sum(e, 1, true);
                sums = Table.Expand(sums, 1, x.Columns);
                return e / sums;
            }
        }
        """);

    [Fact]
    public void ShiftedSumsThatAreExpandedAgain() => ShapeCheck.IsSilent(Table + """
        static class A
        {
            static Table Shares(Table x)
            {
                Table e = Table.Exp(x - Table.Expand(Table.Max(x, 1, true), 1, x.Columns));
                Table sums = Table.Sum(e, 1, true);
                sums = Table.Expand(sums, 1, x.Columns);
                return e / sums;
            }
        }
        """);

    [Fact]
    public void AColumnOfProbabilities() => ShapeCheck.Fires("SMG1003", Table + """
        static class A
        {
            static double Loss(Table x, int label) => -Math.Log(Table.Softmax(x).Column(0)[label]);
        }
        """);

    [Fact]
    public void AColumnOfProbabilitiesWithAFloor() => ShapeCheck.Fires("SMG1013", Table + """
        static class A
        {
            static double Loss(Table x, int label) => -Math.Log(Math.Max(1e-12, Table.Softmax(x).Column(0)[label]));
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>What runs a function over the elements of MathNet's vectors and matrices, with the library referenced and without.</summary>
public sealed class MathNetTests
{
    private const string Library = """
        namespace MathNet.Numerics.LinearAlgebra
        {
            public enum Zeros { AllowSkip }
            public abstract class Vector<T> : IEnumerable<T>
            {
                public static VectorBuilder<T> Build => throw null!;
                public T this[int i] { get => throw null!; set => throw null!; }
                public int Count => throw null!;
                public Vector<T> Clone() => throw null!;
                public T Sum() => throw null!;
                public T Maximum() => throw null!;
                public int MaximumIndex() => throw null!;
                public Vector<T> PointwiseExp() => throw null!;
                public Vector<T> Subtract(Vector<T> other) => throw null!;
                public void SetValues(T[] values) => throw null!;
                public Vector<TU> Map<TU>(Func<T, TU> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void Map<TU>(Func<T, TU> f, Vector<TU> result, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void MapInplace(Func<T, T> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public Vector<TU> MapIndexed<TU>(Func<int, T, TU> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void MapIndexedInplace(Func<int, T, T> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public Vector<T> Map2(Func<T, T, T> f, Vector<T> other, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void Map2(Func<T, T, T> f, Vector<T> other, Vector<T> result, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public static Vector<T> operator -(Vector<T> a, T b) => throw null!;
                public static Vector<T> operator /(Vector<T> a, T b) => throw null!;
                public IEnumerator<T> GetEnumerator() => throw null!;
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!;
            }
            public abstract class Matrix<T>
            {
                public T this[int i, int j] { get => throw null!; set => throw null!; }
                public int RowCount => throw null!;
                public int ColumnCount => throw null!;
                public Vector<T> Row(int i) => throw null!;
                public Vector<T> RowSums() => throw null!;
                public Matrix<T> PointwiseLog() => throw null!;
                public Matrix<TU> Map<TU>(Func<T, TU> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void MapInplace(Func<T, T> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public void MapIndexedInplace(Func<int, int, T, T> f, Zeros zeros = Zeros.AllowSkip) => throw null!;
                public static Matrix<T> operator *(Matrix<T> a, Matrix<T> b) => throw null!;
            }
            public class VectorBuilder<T>
            {
                public Vector<T> Dense(int n) => throw null!;
                public Vector<T> Dense(int n, T value) => throw null!;
                public Vector<T> Dense(int n, Func<int, T> f) => throw null!;
            }
            public static class CreateVector
            {
                public static Vector<T> DenseOfArray<T>(T[] values) => throw null!;
            }
        }
        namespace MathNet.Numerics.LinearAlgebra.Double
        {
            public abstract class DenseVector : Vector<double>
            {
                public static DenseVector OfArray(double[] values) => throw null!;
                public static DenseVector OfEnumerable(IEnumerable<double> values) => throw null!;
            }
        }
        """;

    [Theory]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { var e = z.Map(v => Math.Exp(v)); return e / e.Sum(); }")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { var e = z.Map(Math.Exp); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("SMG1001", "Vector<double> y; void M(Vector<double> z) { Vector<double> e = Vector<double>.Build.Dense(z.Count); z.Map(Math.Exp, e); double s = e.Sum(); y = e / s; }")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { var e = z.Clone(); z.Map(v => Math.Exp(v), e); return e / e.Sum(); }")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { z.MapInplace(Math.Exp); return z / z.Sum(); }")]
    [InlineData("SMG1001", "static Matrix<double> M(Matrix<double> z) { var e = z.Map(v => Math.Exp(v)); var s = e.RowSums(); for (int i = 0; i < e.RowCount; i++) for (int j = 0; j < e.ColumnCount; j++) e[i, j] = e[i, j] / s[i]; return e; }")]
    [InlineData("SMG1001", "static Vector<double> M(double[] z) { var e = MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(z.Select(Math.Exp).ToArray()); return e / e.Sum(); }")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { var e = MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfEnumerable(z.Select(v => Math.Exp(v))); return e / e.Sum(); }")]
    [InlineData("SMG1001", "static Vector<double> M(double[] z) { var e = CreateVector.DenseOfArray(z.Select(Math.Exp).ToArray()); return e / e.Sum(); }")]
    [InlineData("SMG1005", "static double M(Matrix<double> x, Matrix<double> w) { var a = (x * w).Map(v => 1 / (1 + Math.Exp(-v))); return -a.PointwiseLog().RowSums().Sum(); }")]
    [InlineData("SMG1008", "static Vector<double> M(Vector<double> z) => z.Map(v => Math.Exp(v) / (1 + Math.Exp(v)));")]
    public void Fires(string id, string body)
    {
        Assert.Equal([id], Said(body, false));
        Assert.Equal([id], Said(body, true));
    }

    [Theory]
    [InlineData("SMG1009", "static Vector<double> M(Vector<double> z) => z.Map2((a, b) => Math.Log(1 + Math.Exp(a * b)), z);")]
    [InlineData("SMG1001", "static Vector<double> M(Vector<double> z) { z.MapIndexedInplace((i, v) => Math.Exp(v)); return z / z.Sum(); }")]
    public void FiresWhereReferenced(string id, string body) => Assert.Equal([id], Said(body, true));

    [Theory]
    [InlineData("static Vector<double> M(Vector<double> z) { double m = z.Maximum(); var e = z.Map(v => Math.Exp(v - m)); return e / e.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { double m = z.Maximum(); var e = z.Clone(); z.Map(v => Math.Exp(v - m), e); return e / e.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { var s = z - z.Maximum(); var e = s.Clone(); s.Map(Math.Exp, e); return e / e.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { z = z.Clone(); double m = z.Maximum(); z.MapInplace(v => v - m); z.MapInplace(Math.Exp); return z / z.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { var m = Vector<double>.Build.Dense(z.Count, z.Maximum()); var e = z.Subtract(m).Map(Math.Exp); return e / e.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { var s = z.MapIndexed((i, v) => v - z.Maximum()); s.MapInplace(Math.Exp); return s / s.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z, Vector<double> s) { s.SetValues(z.Select(v => v - z.Max()).ToArray()); s.MapInplace(Math.Exp); return s / s.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { var e = z.Map2((a, b) => Math.Exp(a - b), Vector<double>.Build.Dense(z.Count, z.Maximum())); return e / e.Sum(); }")]
    [InlineData("static Matrix<double> M(Matrix<double> z) { z.MapIndexedInplace((i, j, v) => v - z.Row(i).Maximum()); z.MapInplace(Math.Exp); var s = z.RowSums(); for (int i = 0; i < z.RowCount; i++) for (int j = 0; j < z.ColumnCount; j++) z[i, j] = z[i, j] / s[i]; return z; }")]
    [InlineData("static Vector<double> M(Vector<double> z) => z.Map(v => v > 0 ? 1 / (1 + Math.Exp(-v)) : Math.Exp(v) / (1 + Math.Exp(v)));")]
    [InlineData("static Vector<double> M(Vector<double> z) { var e = (z - z[z.MaximumIndex()]).PointwiseExp(); return e / e.Sum(); }")]
    [InlineData("static Vector<double> M(Vector<double> z) { int k = z.MaximumIndex(); double m = z[k]; var e = (z - m).PointwiseExp(); return e / e.Sum(); }")]
    public void IsSilent(string body)
    {
        Assert.Empty(Said(body, false));
        Assert.Empty(Said(body, true));
    }

    private static IEnumerable<string> Said(string body, bool isReferenced) =>
        ShapeCheck.Ids($"using MathNet.Numerics.LinearAlgebra;\nclass C {{ {body} }}", isReferenced ? ("MathNet.Numerics", Library) : null);
}

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>
/// Arrays of any rank of the user's own: an indexer that takes any number of indices, a store behind it, and functions that make a new
/// array element by element, by loops, by LINQ or by a delegate.
/// </summary>
public sealed class NdArrayTests
{
    private const string Operators = """
            public static Nd operator /(Nd x, Nd y) => Zip(x, y, (u, v) => u / v);
            public static Nd operator /(Nd x, double y) => x.Map(v => v / y);
            public static Nd operator +(Nd x, double y) => x.Map(v => v + y);
            public static Nd operator -(Nd x, double y) => x.Map(v => v - y);
            public Nd Exp() => Map(Math.Exp);
            public Nd Log() => Map(Math.Log);
        """;

    private const string Store = """
            public readonly double[] Store; public readonly int[] Shape;
            public Nd(params int[] shape) { Shape = shape; int n = 1; foreach (int s in shape) n *= s; Store = new double[n]; }
            public int Size => Store.Length;
            int At(int[] at) { int o = 0, step = 1; for (int k = at.Length - 1; k >= 0; k--) { o += at[k] * step; step *= Shape[k]; } return o; }
            public Nd Map(Func<double, double> f) { var r = new Nd(Shape); for (int i = 0; i < Size; i++) r[i] = f(this[i]); return r; }
            public static Nd Zip(Nd x, Nd y, Func<double, double, double> f) { var r = new Nd(x.Shape); for (int i = 0; i < x.Size; i++) r[i] = f(x[i], y[i]); return r; }
            public double Sum() { double s = 0; for (int i = 0; i < Size; i++) s += this[i]; return s; }
            public double Max() { double m = this[0]; for (int i = 1; i < Size; i++) m = Math.Max(m, this[i]); return m; }
        """;

    private static readonly Dictionary<string, string> Types = new()
    {
        ["indices"] = $$"""class Nd { public double this[params int[] at] { get => Store[At(at)]; set => Store[At(at)] = value; } {{Store}} {{Operators}} }""",
        ["reference"] = $$"""class Nd { public ref double this[params int[] at] => ref Store[At(at)]; {{Store}} {{Operators}} }""",
        ["checked"] = $$"""
            class Nd
            {
                public double this[params int[] at] { get { if (at.Length == 1) return Store[at[0]]; return Store[At(at)]; } set { Set(at, value); } }
                void Set(int[] at, double value) { if (at.Length > Shape.Length) throw new ArgumentException(nameof(at)); Store[At(at)] = value; }
                {{Store}} {{Operators}}
            }
            """,
        // The store is written by position, and read by row and column.
        ["both"] = $$"""class Nd { public double this[params int[] at] { get => Store[At(at)]; set => Store[At(at)] = value; } {{Store.Replace("r[i] = f(this[i])", "r.Store[i] = f(Store[i])", StringComparison.Ordinal)}} {{Operators}} }""",
        ["linq"] = $$"""
            class Nd
            {
                readonly double[] _d; readonly int[] _shape;
                public Nd(double[] d, int[] shape) { _d = d; _shape = shape; }
                public double this[int i] => _d[i];
                public Nd Map(Func<double, double> f) => new(_d.Select(f).ToArray(), _shape);
                public static Nd Zip(Nd x, Nd y, Func<double, double, double> f) => new(x._d.Zip(y._d, f).ToArray(), x._shape);
                public double Sum() => _d.Sum();
                public double Max() => _d.Max();
                {{Operators}}
            }
            """,
    };

    public static TheoryData<string> Names => [.. Types.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_softmax_of_operators_fires(string type)
    {
        ShapeCheck.Fires("SMG1001", $"{Types[type]} class C {{ Nd M(Nd x) {{ var e = x.Exp(); return e / e.Sum(); }} }}");
        ShapeCheck.Fires("SMG1008", $"{Types[type]} class C {{ Nd M(Nd x) => x.Exp() / (x.Exp() + 1); }}");
        ShapeCheck.Fires("SMG1003", $"{Types[type]} class C {{ double M(Nd x, int y) {{ var e = (x - x.Max()).Exp(); var p = e / e.Sum(); return -Math.Log(p[y]); }} }}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shifted_one_does_not(string type) =>
        ShapeCheck.IsSilent($"{Types[type]} class C {{ Nd M(Nd x) {{ var e = (x - x.Max()).Exp(); return e / e.Sum(); }} }}");

    [Theory]
    [InlineData("indices")]
    [InlineData("both")]
    public void Rows_are_told_by_their_indices(string type)
    {
        ShapeCheck.Fires("SMG1001", $"{Types[type]} class C {{ void M(Nd x, Nd y) {{ for (int r = 0; r < x.Shape[0]; r++) {{ double s = 0; for (int i = 0; i < x.Shape[1]; i++) {{ y[r, i] = Math.Exp(x[r, i]); s += y[r, i]; }} for (int i = 0; i < x.Shape[1]; i++) y[r, i] /= s; }} }} }}");
        ShapeCheck.IsSilent($"{Types[type]} class C {{ void M(Nd x, Nd y) {{ for (int r = 0; r < x.Shape[0]; r++) {{ double m = x[r, 0], s = 0; for (int i = 1; i < x.Shape[1]; i++) m = Math.Max(m, x[r, i]); for (int i = 0; i < x.Shape[1]; i++) {{ y[r, i] = Math.Exp(x[r, i] - m); s += y[r, i]; }} for (int i = 0; i < x.Shape[1]; i++) y[r, i] /= s; }} }} }}");
    }

    private const string Generic = """
        class Tensor<T>(T[] d) where T : struct, System.Numerics.IFloatingPointIeee754<T>
        {
            readonly T[] _d = d;
            public Tensor<T> Exp() { var r = new T[_d.Length]; for (int i = 0; i < r.Length; i++) r[i] = T.Exp(_d[i]); return new(r); }
            public T Sum() { T s = T.Zero; foreach (T v in _d) s += v; return s; }
            public T Max() { T m = _d[0]; foreach (T v in _d) m = T.Max(m, v); return m; }
            public static Tensor<T> operator +(Tensor<T> a, T b) { var r = new T[a._d.Length]; for (int i = 0; i < r.Length; i++) r[i] = a._d[i] + b; return new(r); }
            public static Tensor<T> operator -(Tensor<T> a, T b) { var r = new T[a._d.Length]; for (int i = 0; i < r.Length; i++) r[i] = a._d[i] - b; return new(r); }
            public static Tensor<T> operator /(Tensor<T> a, T b) { var r = new T[a._d.Length]; for (int i = 0; i < r.Length; i++) r[i] = a._d[i] / b; return new(r); }
        }
        """;

    [Fact]
    public void A_generic_tensor_without_an_indexer_is_known_by_its_functions()
    {
        ShapeCheck.Fires("SMG1001", $"{Generic} class C {{ Tensor<double> M(Tensor<double> x) {{ var e = x.Exp(); return e / e.Sum(); }} }}");
        ShapeCheck.IsSilent($"{Generic} class C {{ Tensor<double> M(Tensor<double> x) {{ var e = (x - x.Max()).Exp(); return e / e.Sum(); }} }}");
    }

    private const string Linear = "interface ILinear<T> : IEnumerable<double> { T Map(Func<double, double> f); }";

    [Fact]
    public void A_type_parameter_that_can_be_enumerated_has_elements()
    {
        ShapeCheck.Fires("SMG1001", $"{Linear} class C<T> where T : ILinear<T> {{ T M(T x) {{ double s = x.Select(v => Math.Exp(v)).Sum(); return x.Map(v => Math.Exp(v) / s); }} }}");
        ShapeCheck.IsSilent($"{Linear} class C<T> where T : ILinear<T> {{ T M(T x) {{ double m = x.Max(), s = x.Select(v => Math.Exp(v - m)).Sum(); return x.Map(v => Math.Exp(v - m) / s); }} }}");
    }
}

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Numbers of the user's own that carry a gradient: in lists and arrays, by operators and functions, and by the number in them.</summary>
public sealed class AutogradTests
{
    private const string Scalar = """
        class Scalar
        {
            public double Data, Grad; readonly Scalar[] _from;
            public Scalar(double data, params Scalar[] from) { Data = data; _from = from; }
            public static Scalar operator +(Scalar a, Scalar b) => new(a.Data + b.Data, a, b);
            public static Scalar operator *(Scalar a, Scalar b) => new(a.Data * b.Data, a, b);
            public static Scalar operator -(Scalar a) => a * new Scalar(-1);
            public static Scalar operator -(Scalar a, double b) => a + new Scalar(-b);
            public static Scalar operator /(Scalar a, Scalar b) => a * b.Pow(-1);
            public Scalar Pow(double p) => new(Math.Pow(Data, p), this);
            public Scalar Exp() => new(Math.Exp(Data), this);
            public Scalar Log() => new(Math.Log(Data), this);
        }
        static class Ops
        {
            public static List<Scalar> Softmax(List<Scalar> z)
            {
                double m = double.NegativeInfinity;
                foreach (Scalar v in z) m = Math.Max(m, v.Data);
                var e = new List<Scalar>(); var s = new Scalar(0);
                foreach (Scalar v in z) { Scalar t = (v - m).Exp(); e.Add(t); s = s + t; }
                var p = new List<Scalar>();
                foreach (Scalar t in e) p.Add(t / s);
                return p;
            }
        }
        """;

    [Theory]
    [InlineData("SMG1001", "List<Scalar> M(List<Scalar> z) { var e = new List<Scalar>(); var s = new Scalar(0); foreach (var v in z) { var t = v.Exp(); e.Add(t); s = s + t; } var r = new List<Scalar>(); foreach (var t in e) r.Add(t / s); return r; }")]
    [InlineData("SMG1001", "double[] M(List<Scalar> z) { var e = z.Select(v => v.Exp()).ToList(); double s = e.Sum(v => v.Data); return e.Select(v => v.Data / s).ToArray(); }")]
    [InlineData("SMG1003", "Scalar M(List<Scalar> z, int y) { var p = Ops.Softmax(z); return -p[y].Log(); }")]
    [InlineData("SMG1003", "double M(List<Scalar> z, int y) { var p = Ops.Softmax(z); return -Math.Log(p[y].Data); }")]
    public void Fires(string id, string body) => ShapeCheck.Fires(id, $"{Scalar} class C {{ {body} }}");

    [Theory]
    [InlineData("List<Scalar> M(List<Scalar> z) => Ops.Softmax(z);")]
    [InlineData("double[] M(List<Scalar> z) { double m = z.Max(v => v.Data); var e = z.Select(v => (v - m).Exp()).ToList(); double s = e.Sum(v => v.Data); return e.Select(v => v.Data / s).ToArray(); }")]
    // A number that is written out is as large as it is.
    [InlineData("Scalar M() { var x = new Scalar(0.5); var a = x.Exp(); var b = (-x).Exp(); return (a + -b) / (a + b); }")]
    // The gradient that a value carries is not the value.
    [InlineData("double M(List<Scalar> z, int y) { var p = Ops.Softmax(z); return Math.Log(p[y].Grad); }")]
    public void IsSilent(string body) => ShapeCheck.IsSilent($"{Scalar} class C {{ {body} }}");
}

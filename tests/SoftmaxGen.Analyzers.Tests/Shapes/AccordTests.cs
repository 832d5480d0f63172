namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Accord's Apply, which runs a function over an array, with the library referenced and without.</summary>
public sealed class AccordTests
{
    private const string Library = """
        namespace Accord.Math
        {
            public static class Elementwise
            {
                public static double[] Divide(this double[] a, double b) => throw null!;
                public static double[] Subtract(this double[] a, double b) => throw null!;
            }
            public static class Matrix
            {
                public static TResult[] Apply<TInput, TResult>(this TInput[] vector, Func<TInput, TResult> func) => throw null!;
                public static TResult[] Apply<TInput, TResult>(this TInput[] vector, Func<TInput, int, TResult> func) => throw null!;
                public static TResult[] Apply<TInput, TResult>(this TInput[] vector, Func<TInput, TResult> func, TResult[] result) => throw null!;
            }
        }
        """;

    [Theory]
    [InlineData("SMG1001", "static double[] M(double[] z) { var e = z.Apply(v => Math.Exp(v)); return e.Divide(e.Sum()); }")]
    [InlineData("SMG1001", "static double[] M(double[] z) { var e = new double[z.Length]; z.Apply(v => Math.Exp(v), e); return e.Divide(e.Sum()); }")]
    [InlineData("SMG1008", "static double[] M(double[] z) => z.Apply(v => Math.Exp(v) / (1 + Math.Exp(v)));")]
    public void Fires(string id, string body)
    {
        Assert.Equal([id], Said(body, false));
        Assert.Equal([id], Said(body, true));
    }

    [Theory]
    [InlineData("static double[] M(double[] z) { double m = z.Max(); var e = z.Apply(v => Math.Exp(v - m)); return e.Divide(e.Sum()); }")]
    [InlineData("static double[] M(double[] z) { var e = z.Subtract(z.Max()).Apply(v => Math.Exp(v)); return e.Divide(e.Sum()); }")]
    [InlineData("static double[] M(double[] z) { var s = z.Apply((v, i) => v - z.Max()); var e = new double[z.Length]; s.Apply(v => Math.Exp(v), e); return e.Divide(e.Sum()); }")]
    [InlineData("static double[] M(double[] z) { var s = new double[z.Length]; double m = z.Max(); z.Apply(v => v - m, s); s.Apply(v => Math.Exp(v), s); return s.Divide(s.Sum()); }")]
    public void IsSilent(string body)
    {
        Assert.Empty(Said(body, false));
        Assert.Empty(Said(body, true));
    }

    private static IEnumerable<string> Said(string body, bool isReferenced) =>
        ShapeCheck.Ids($"using Accord.Math;\nusing Math = System.Math;\nclass C {{ {body} }}", isReferenced ? ("Accord.Math", Library) : null);
}

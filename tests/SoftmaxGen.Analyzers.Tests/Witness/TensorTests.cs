using System.Numerics.Tensors;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>TensorPrimitives: the same as the library, but for its last bits.</summary>
public sealed class TensorTests
{
    private static readonly SideBySide Both = new("""
        using System.Numerics.Tensors;
        public static class T
        {
            static double[] Map(double[] x, Action<double[], double[]> f) { var r = new double[x.Length]; f(x, r); return r; }
            public static double[] Exp(double[] x) => Map(x, (a, r) => TensorPrimitives.Exp(a, r));
            public static double[] Log(double[] x) => Map(x, (a, r) => TensorPrimitives.Log(a, r));
            public static double[] Sigmoid(double[] x) => Map(x, (a, r) => TensorPrimitives.Sigmoid<double>(a, r));
            public static double[] SoftMax(double[] x) => Map(x, (a, r) => TensorPrimitives.SoftMax<double>(a, r));
            public static double[] Add(double[] x) => Map(x, (a, r) => TensorPrimitives.Add(a, a, r));
            public static double[] Shift(double[] x) => Map(x, (a, r) => TensorPrimitives.Subtract(a, TensorPrimitives.Max<double>(a), r));
            public static double[] Scale(double[] x) => Map(x, (a, r) => TensorPrimitives.Divide(a, 3.0, r));
            public static double[] Product(double[] x) => Map(x, (a, r) => TensorPrimitives.Multiply(a, a, r));
            public static double[] Negate(double[] x) => Map(x, (a, r) => TensorPrimitives.Negate<double>(a, r));
            public static double[] Scalars(double[] x) => [TensorPrimitives.Sum<double>(x), TensorPrimitives.Max<double>(x), TensorPrimitives.Min<double>(x), TensorPrimitives.Dot<double>(x, x), TensorPrimitives.Norm<double>(x), TensorPrimitives.SumOfSquares<double>(x), TensorPrimitives.Product<double>(x)];
            public static float[] Single(float[] x)
            {
                float[] r = new float[x.Length];
                TensorPrimitives.SoftMax(x, r);
                TensorPrimitives.Add(r, 1f, r);
                TensorPrimitives.Log(r, r);
                return r;
            }
        }
        """);

    [Theory]
    [InlineData("Exp")]
    [InlineData("Log")]
    [InlineData("Sigmoid")]
    [InlineData("SoftMax")]
    [InlineData("Add")]
    [InlineData("Shift")]
    [InlineData("Scale")]
    [InlineData("Product")]
    [InlineData("Negate")]
    [InlineData("Scalars")]
    public void As_the_library(string method)
    {
        foreach (double[] x in new double[][] { [1, 2, 3], [0.5, -4, 7, 1e-3, 12], [-800, -801], [1000, 0], [0, -800], [89, 0] })
        {
            Compare(method, x, (double[])typeof(TensorTests).GetMethod(method)!.Invoke(null, [x])!, 1e-12);
        }
    }

    [Fact]
    public void In_single_precision()
    {
        foreach (float[] x in new float[][] { [1, 2, 3], [89, 0], [88, 88, 88, 88], [-200, -201] })
        {
            float[] expected = new float[x.Length];
            TensorPrimitives.SoftMax(x, expected);
            TensorPrimitives.Add(expected, 1f, expected);
            TensorPrimitives.Log(expected, expected);
            Compare("Single", x, [.. expected.Select(v => (double)v)], 1e-5);
        }
    }

    [Fact]
    public void Too_short_a_destination_throws()
    {
        SideBySide both = new("public static class T { public static void F(float[] x, float[] r) => System.Numerics.Tensors.TensorPrimitives.Exp(x, r); }");
        Assert.Null(both.Difference("T", "F", InterpreterLimits.Default, new float[] { 1, 2 }, new float[1]));
    }

    public static double[] Exp(double[] x) => Map(x, r => TensorPrimitives.Exp<double>(x, r));

    public static double[] Log(double[] x) => Map(x, r => TensorPrimitives.Log<double>(x, r));

    public static double[] Sigmoid(double[] x) => Map(x, r => TensorPrimitives.Sigmoid<double>(x, r));

    public static double[] SoftMax(double[] x) => Map(x, r => TensorPrimitives.SoftMax<double>(x, r));

    public static double[] Add(double[] x) => Map(x, r => TensorPrimitives.Add<double>(x, x, r));

    public static double[] Shift(double[] x) => Map(x, r => TensorPrimitives.Subtract(x, TensorPrimitives.Max<double>(x), r));

    public static double[] Scale(double[] x) => Map(x, r => TensorPrimitives.Divide(x, 3.0, r));

    public static double[] Product(double[] x) => Map(x, r => TensorPrimitives.Multiply<double>(x, x, r));

    public static double[] Negate(double[] x) => Map(x, r => TensorPrimitives.Negate<double>(x, r));

    public static double[] Scalars(double[] x) =>
    [
        TensorPrimitives.Sum<double>(x), TensorPrimitives.Max<double>(x), TensorPrimitives.Min<double>(x),
        TensorPrimitives.Dot<double>(x, x), TensorPrimitives.Norm<double>(x), TensorPrimitives.SumOfSquares<double>(x),
        TensorPrimitives.Product<double>(x),
    ];

    private static double[] Map(double[] x, Action<double[]> fill)
    {
        double[] result = new double[x.Length];
        fill(result);
        return result;
    }

    private static void Compare(string method, object x, double[] expected, double tolerance)
    {
        RunOutcome outcome = Both.Interpret("T", method, InterpreterLimits.Default, x).Outcome;
        Assert.Equal(RunKind.Returned, outcome.Kind);
        double[] actual = Numbers.Of(outcome.Value);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            bool same = actual[i].Equals(expected[i]) || Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Abs(expected[i]) + 1e-300;
            Assert.True(same, $"{method}[{i}]: {actual[i]}, library {expected[i]}");
        }
    }
}

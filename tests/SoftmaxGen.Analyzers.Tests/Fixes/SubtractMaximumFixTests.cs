using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1001 and SMG1004: the maximum is subtracted, and added back to a logarithm.</summary>
public sealed class SubtractMaximumFixTests
{
    private static readonly double[] _benign = [0.5, -1.25, 3];
    private static readonly double[] _witness = [1000, 0, 999];
    private static readonly double[] _expected = [1 / (1 + Math.Exp(-1)), 0, 1 / (1 + Math.E)];

    private static FixRun Softmax { get; } = new(new SubtractMaximumFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1001", (node, _) => IsUnshifted(node) && node switch
        {
            BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.DivideExpression),
            AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.DivideAssignmentExpression),
            _ => false,
        }),
    };

    private static FixRun LogSumExp { get; } = new(new SubtractMaximumFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1004", (node, _) =>
            IsUnshifted(node) && node is InvocationExpressionSyntax call && call.Expression.ToString() == "Math.Log"),
    };

    private const string Row = " class Row { public double[] Values; public int Length => Values.Length; public ref double this[int i] => ref Values[i]; }";

    // Nobody divides: what is drawn is decided by a comparison of the share with the weights.
    [Fact]
    public void ADrawGetsALoop()
    {
        string Draw(string maximum, string exponent) => $$"""
            static class C
            {
                sealed class Fixed : Random { public override double NextDouble() => 0.5; }

                static int M(double[] scores, double temperature)
                {
                    Random random = new Fixed();
                    double[] w = new double[scores.Length];
                    double total = 0;
                    {{maximum}}for (int i = 0; i < w.Length; i++)
                    {
                        w[i] = Math.Exp({{exponent}});
                        total += w[i];
                    }

                    double share = random.NextDouble() * total;
                    for (int i = 0; i < w.Length; i++)
                    {
                        share -= w[i];
                        if (share < 0)
                            return i;
                    }

                    return -1;
                }
            }
            """;
        FixedSources result = new FixRun(new SubtractMaximumFix()).Fix(Draw("", "scores[i] / temperature")).Reads(Draw(
            """
            double max = double.NegativeInfinity;
                    for (int i = 0; i < w.Length; i++)
                        max = Math.Max(max, scores[i] / temperature);

            """ + "        ", "scores[i] / temperature - max"));
        result.Agrees("M", [_benign, 0.5], 0);
        result.IsRight("M", [_witness, 1.0], [0]);
    }

    [Fact]
    public void LoopsGetALoop() => Softmax.Fix(
        """
        static class C
        {
            static double[] M(double[] x)
            {
                double[] p = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    p[i] = Math.Exp(x[i]);
                    sum += p[i];
                }

                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """).Reads(
        """
        static class C
        {
            static double[] M(double[] x)
            {
                double[] p = new double[x.Length];
                double sum = 0;
                double max = double.NegativeInfinity;
                for (int i = 0; i < x.Length; i++)
                    max = Math.Max(max, x[i]);
                for (int i = 0; i < x.Length; i++)
                {
                    p[i] = Math.Exp(x[i] - max);
                    sum += p[i];
                }

                for (int i = 0; i < p.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """)
        .Agrees("M", [_benign]).IsRight("M", [_witness], _expected).IsRight("M", [new[] { -800.0, -801, -800 - 1 }], Softened(0, -1, -1))
        .Keeps("M", new[] { 1.0, double.NaN, 2 }).Keeps("M", Array.Empty<double>());

    [Fact]
    public void AQueryGetsALoopAndItsMethodABody() => Softmax.Fix(
        """
        static class C
        {
            static double[] M(double[] x) => x.Select(v => Math.Exp(v) / x.Sum(w => Math.Exp(w))).ToArray();
        }
        """).Reads(
        """
        static class C
        {
            static double[] M(double[] x)
            {
                double max = double.NegativeInfinity;
                foreach (var v in x)
                    max = Math.Max(max, v);
                return x.Select(v => Math.Exp(v - max) / x.Sum(w => Math.Exp(w - max))).ToArray();
            }
        }
        """).Agrees("M", [_benign]).IsRight("M", [_witness], _expected).Keeps("M", Array.Empty<double>());

    [Theory]
    [InlineData("var e = x.Select(Math.Exp).ToArray(); var sum = e.Sum(); return e.Select(v => v / sum).ToArray();")]
    [InlineData("var e = x.Select(v => Math.Exp(v)); double sum = e.Sum(); return e.Select(v => v / sum).ToArray();")]
    [InlineData("var e = Array.ConvertAll(x, v => Math.Exp(v)); double s = 0; foreach (var v in e) s += v; for (int i = 0; i < e.Length; i++) e[i] = e[i] / s; return e;")]
    [InlineData("var e = new List<double>(); foreach (double v in x) e.Add(Math.Exp(v)); double s = e.Sum(); return e.Select(v => v / s).ToArray();")]
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]) / s; return p;")]
    [InlineData("double s = 0; int n = x.Length; for (int i = 0; i < n; i++) s += x[i] = Math.Exp(x[i]); s = 1 / s; for (int i = 0; i < n; i++) x[i] *= s; return x;")]
    [InlineData("double s = 0; var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double v = x[i]; p[i] = Math.Exp(v); s += p[i]; } for (int i = 0; i < x.Length; i++) p[i] = p[i] / s; return p;")]
    [InlineData("var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double s = 0; for (int j = 0; j < x.Length; j++) s += Math.Exp(x[j]); p[i] = Math.Exp(x[i]) / s; } return p;")]
    [InlineData("double s = 0; Span<double> e = stackalloc double[x.Length]; for (int i = 0; i < x.Length; i++) { e[i] = Math.Pow(Math.E, x[i]); s += e[i]; } var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) p[i] = s > 0 ? e[i] / s : 0; return p;")]
    [InlineData("var e = new double[x.Length]; for (int k = 0; k < e.Length; k++) e[k] = Math.Exp(x[k]); double s = 0; for (int i = 0; i < e.Length; i++) s += e[i]; var p = new double[e.Length]; for (int i = 0; i < p.Length; i++) p[i] = e[i] / s; return p;")]
    [InlineData("var r = new Row { Values = x }; var q = new Row { Values = new double[x.Length] }; double s = 0; for (int i = 0; i < r.Length; i++) s += Math.Exp(r[i]); for (int i = 0; i < r.Length; i++) q[i] = Math.Exp(r[i]) / s; return q.Values;")]
    public void ShapesAreMended(string body) => Softmax.Fix($"static class C {{ static double[] M(double[] x) {{ {body} }} }}{(body.Contains("Row", StringComparison.Ordinal) ? Row : "")}")
        .Agrees("M", [_benign]).IsRight("M", [_witness], _expected).Keeps("M", new[] { 1.0, double.NaN, 2 });

    [Fact]
    public void FloatStaysFloatAndTemperatureIsInTheMaximum() => Softmax.Fix(
        """
        static class C
        {
            static float[] M(float[] x, float t)
            {
                float sum = 0;
                float[] p = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                    sum += p[i] = MathF.Exp(x[i] / t);
                for (int i = 0; i < x.Length; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """)
        .Agrees("M", [new[] { 1f, 2, 3 }, 2f], 1e-6).IsRight("M", [new[] { 1000f, 0, 999 }, 1f], _expected, 1e-6);

    [Fact]
    public void RowsOfAMatrixHaveTheirOwn()
    {
        FixedSources result = Softmax.Fix(
            """
            static class C
            {
                static double[,] M(double[,] x)
                {
                    int rows = x.GetLength(0), columns = 2;
                    double[,] p = new double[rows, columns];
                    double sum;
                    for (int r = 0; r < rows; r++)
                    {
                        sum = 0;
                        for (int c = 0; c < columns; c++)
                        {
                            p[r, c] = Math.Exp(x[r, c]);
                            sum += p[r, c];
                        }

                        for (int c = 0; c < columns; c++)
                            p[r, c] /= sum;
                    }

                    return p;
                }
            }
            """);

        double half = 1 / (1 + Math.E);
        result.Agrees("M", [new[,] { { 1.0, 2 }, { 3, 3.5 } }])
            .IsRight("M", [new[,] { { 1000.0, 999 }, { -900, -901 } }], [1 - half, half, 1 - half, half]);
    }

    [Fact]
    public void ALossThroughTheLogarithmOfTheSum() => LogSumExp.Fix(
        """
        static class C
        {
            static double M(double[] x, int label)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i]);
                return Math.Log(sum) - x[label];
            }
        }
        """).Reads(
        """
        static class C
        {
            static double M(double[] x, int label)
            {
                double sum = 0;
                double max = double.MinValue;
                for (int i = 0; i < x.Length; i++)
                    max = Math.Max(max, x[i]);
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - max);
                return Math.Log(sum) + max - x[label];
            }
        }
        """)
        .Agrees("M", [_benign, 1]).IsRight("M", [_witness, 2], [1 + Math.Log(1 + Math.Exp(-1))])
        .Keeps("M", new[] { double.NegativeInfinity, double.NegativeInfinity, 0 }, 2);

    [Fact]
    public void ALogSumExpInOneExpression() => LogSumExp.Fix(
        "static class C { static double M(double[] x) => 2 * Math.Log(x.Sum(v => Math.Exp(v))); }")
        .Agrees("M", [_benign]).IsRight("M", [_witness], [2 * (1000 + Math.Log(1 + Math.Exp(-1)))])
        .Keeps("M", new[] { double.NegativeInfinity, double.NegativeInfinity }).Keeps("M", Array.Empty<double>());

    [Theory]
    // The sum is seen.
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); Console.WriteLine(s); return x.Select(v => Math.Exp(v) / s).ToArray();")]
    // A class of its own in the sum.
    [InlineData("double s = 1; foreach (double v in x) s += Math.Exp(v); return x.Select(v => Math.Exp(v) / s).ToArray();")]
    // A constant beside the sum.
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); return x.Select(v => Math.Exp(v) / (s + 1e-9)).ToArray();")]
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); if (s < 0.5) s = 0.5; return x.Select(v => Math.Exp(v) / s).ToArray();")]
    // Only a part is divided.
    [InlineData("double s = 0; var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) s += p[i] = Math.Exp(x[i]); for (int i = 1; i < x.Length; i++) p[i] /= s; return p;")]
    [InlineData("double s = 0; var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) s += p[i] = Math.Exp(x[i]); for (int i = 0; i < x.Length; i++) if (x[i] > 0) p[i] /= s; return p;")]
    // Another row's sum.
    [InlineData("var y = new double[3]; double s = 0; foreach (double v in y) s += Math.Exp(v); return x.Select(v => Math.Exp(v) / s).ToArray();")]
    // A query that is run again.
    [InlineData("IEnumerable<double> q = x; return q.Select(v => Math.Exp(v) / q.Sum(w => Math.Exp(w))).ToArray();")]
    // Somebody holds on to it.
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); Func<double> f = () => s; return x.Select(v => Math.Exp(v) / s + 0 * f()).ToArray();")]
    // What stands before a label is jumped over.
    [InlineData("double s = 0; goto q; q: foreach (double v in x) s += Math.Exp(v); return x.Select(v => Math.Exp(v) / s).ToArray();")]
    // An energy is kept in a field.
    [InlineData("double s = 0; foreach (double v in x) s += Math.Exp(v); K = s; return x.Select(v => Math.Exp(v) / s).ToArray();")]
    public void WhatOthersSeeIsLeftAlone(string body) => Softmax.IsNotOffered(
        $"static class C {{ static double K; static double[] M(double[] x) {{ {body} }} }}");

    [Fact]
    public void ASumOverAllRowsIsLeftAlone() => Softmax.IsNotOffered(
        """
        static class C
        {
            static void M(double[][] x)
            {
                double sum = 0;
                for (int r = 0; r < x.Length; r++)
                {
                    for (int c = 0; c < x[r].Length; c++)
                        sum += Math.Exp(x[r][c]);
                    for (int c = 0; c < x[r].Length; c++)
                        x[r][c] = Math.Exp(x[r][c]) / sum;
                }
            }
        }
        """);

    /// <summary>Rows of a flat array, which are overwritten one after the other: each gets its own maximum, before it is.</summary>
    [Theory]
    [InlineData("for (int c = 0; c < k; c++) s += Math.Exp(x[r * k + c]); for (int c = 0; c < k; c++) x[r * k + c] = Math.Exp(x[r * k + c]) / s;")]
    [InlineData("for (int c = 0; c < k; c++) { x[r * k + c] = Math.Exp(x[r * k + c]); s += x[r * k + c]; } for (int c = 0; c < k; c++) x[r * k + c] /= s;")]
    public void FlatRowsAreShiftedByTheirOwnMaxima(string body) => Softmax.Fix(
        $"static class C {{ public static double[] M(double[] x, int n, int k) {{ for (int r = 0; r < n; r++) {{ double s = 0; {body} }} return x; }} }}")
        .Agrees("M", [new[] { 1.0, 2, 3, 3.5 }, 2, 2])
        .IsRight("M", [new[] { 1000.0, 999, -800, -801 }, 2, 2], [.. Softened(1, 0), .. Softened(1, 0)]);

    private static bool IsUnshifted(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && !method.ToString().Contains("- max", StringComparison.Ordinal);

    private static double[] Softened(params double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];
}

using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>«Use a generated kernel» where the logarithm of a softmax is written by hand: a log-softmax, and a cross-entropy.</summary>
public sealed class LogKernelFixTests
{
    private const string Shifted = "double max = x[0]; for (int i = 1; i < 4; i++) if (x[i] > max) max = x[i]; ";
    private const string Stored = Shifted + "double[] p = new double[4]; double s = 0; for (int i = 0; i < 4; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } for (int i = 0; i < 4; i++) p[i] /= s; ";

    private static readonly double[] _benign = [0.5, -1, 2, 0.25];
    private static readonly double[] _witness = [0, -800, -1, -2000];
    private static readonly double _sum = Math.Log(1 + Math.Exp(-1));
    private static readonly double[] _expected = [-_sum, -800 - _sum, -1 - _sum, -2000 - _sum];

    private static FixRun Log { get; } = new(new LogSoftmaxFix()) { Generator = true, Key = StabilityFix.KernelKey };

    [Fact]
    public void ALogSoftmaxBecomesACallAndNothingIsLeft() => Log.Fix(
        """
        static class C
        {
            static double[] M(double[] x)
            {
                double max = double.NegativeInfinity;
                for (int i = 0; i < 4; i++)
                    max = Math.Max(max, x[i]);
                double sum = 0;
                for (int i = 0; i < 4; i++)
                    sum += Math.Exp(x[i] - max);
                double[] y = new double[4];
                for (int i = 0; i < 4; i++)
                    y[i] = Math.Log(Math.Exp(x[i] - max) / sum);
                return y;
            }
        }
        """).Reads(
        """
        static partial class C
        {
            static double[] M(double[] x)
            {
                double[] y = new double[4];
                LogSoftmax(x.AsSpan(0, 4), y);
                return y;
            }

            [SoftmaxGen.LogSoftmax(Classes = 4)]
            private static partial void LogSoftmax(ReadOnlySpan<double> logits, Span<double> logProbabilities);
        }
        """)
        .Agrees("M", [_benign]).IsRight("M", [_witness], _expected);

    [Fact]
    public void ACrossEntropyBecomesACallAndNothingIsLeft() => Log.Fix(
        """
        static class C
        {
            static double M(double[] x, int label)
            {
                double max = x.Max();
                double[] p = new double[4];
                double sum = 0;
                for (int i = 0; i < 4; i++)
                {
                    p[i] = Math.Exp(x[i] - max);
                    sum += p[i];
                }

                for (int i = 0; i < 4; i++)
                    p[i] /= sum;
                return -Math.Log(p[label]);
            }
        }
        """).Reads(
        """
        static partial class C
        {
            static double M(double[] x, int label)
            {
                return SoftmaxLoss(x.AsSpan(0, 4), stackalloc int[] { label });
            }

            [SoftmaxGen.SoftmaxLoss(Classes = 4)]
            private static partial double SoftmaxLoss(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels);
        }
        """)
        .Agrees("M", [_benign, 1]).IsRight("M", [_witness, 1], [-_expected[1]]);

    [Theory]
    [InlineData(Stored + "double[] y = new double[4]; for (int i = 0; i < 4; i++) y[i] = Math.Log(p[i]); return y;")]
    [InlineData(Stored + "for (int i = 0; i < 4; i++) p[i] = Math.Log(p[i]); return p;")]
    [InlineData(Stored + "var y = new double[N]; for (int k = 0; k < y.Length; k++) { double q = p[k]; y[k] = Math.Log(q); } return y;")]
    [InlineData(Shifted + "double s = 0; for (int i = 0; i < 4; i++) s += Math.Exp(x[i] - max); double[] y = new double[4]; for (int i = 0; i < 4; i++) { double q = Math.Exp(x[i] - max) / s; y[i] = Math.Log(q); } return y;")]
    [InlineData(Shifted + "var p = new double[4]; double s = 0; for (int i = 0; i < 4; i++) s += p[i] = Math.Exp(x[i] - max); var y = new double[4]; for (int i = 0; i < 4; i++) { p[i] /= s; y[i] = Math.Log(p[i]); } return y;")]
    [InlineData(Shifted + "Span<double> e = stackalloc double[4]; double s = 0; for (int i = 0; i < N; i++) { e[i] = Math.Exp(x[i] - max); s += e[i]; } double[] y = new double[4]; for (int i = 0; i < N; i++) { y[i] = Math.Log(e[i] / s); } return y;")]
    [InlineData("double[] p = Softmax(x); double[] y = new double[4]; for (int i = 0; i < 4; i++) y[i] = Math.Log(p[i]); return y; } static double[] Softmax(double[] z) { " + "double m = z[0]; for (int i = 1; i < 4; i++) if (z[i] > m) m = z[i]; double s = 0; double[] r = new double[4]; for (int i = 0; i < 4; i++) { r[i] = Math.Exp(z[i] - m); s += r[i]; } for (int i = 0; i < 4; i++) r[i] /= s; return r;")]
    public void LogSoftmaxes(string body)
    {
        FixedSources result = Log.Fix($"class C {{ const int N = 4; static double[] M(double[] x) {{ {body} }} }}")
            .Agrees("M", [_benign]).IsRight("M", [_witness], _expected);
        Assert.Contains("[SoftmaxGen.LogSoftmax(Classes = 4)]", result.Text, StringComparison.Ordinal);
        string method = result.Text[..result.Text.IndexOf("LogSoftmax(x.AsSpan", StringComparison.Ordinal)];
        Assert.DoesNotContain("Exp", method, StringComparison.Ordinal);
        Assert.DoesNotContain("max", method, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stored + "double loss = -Math.Log(p[label]); return loss;")]
    [InlineData(Stored + "double loss = 0; loss -= Math.Log(p[label]); return loss;")]
    [InlineData(Stored + "double q = p[label]; return 0 - Math.Log(q);")]
    [InlineData("double max = x.Max(), s = 0; for (int i = 0; i < N; i++) s += Math.Exp(x[i] - max); return -Math.Log(Math.Exp(x[label] - max) / s);")]
    [InlineData("double[] z = new double[4]; for (int i = 0; i < 4; i++) z[i] = x[i]; double max = z.Max(); double[] e = z.Select(v => Math.Exp(v - max)).ToArray(); double q = e[label] / e.Sum(); return -Math.Log(q);")]
    [InlineData("double[] z = new double[4]; for (int i = 0; i < 4; i++) z[i] = x[i]; double max = z.Max(); double s = z.Sum(v => Math.Exp(v - max)); double[] p = z.Select(v => Math.Exp(v - max) / s).ToArray(); return -Math.Log(p[label]);")]
    [InlineData("double max = x.Max(), s = 0; var p = new double[4]; for (int i = 0; i < 4; i++) { double e = Math.Exp(x[i] - max); p[i] = e; s += e; } double inverse = 1 / s; for (int i = 0; i < 4; i++) p[i] *= inverse; return -Math.Log(p[label]);")]
    [InlineData("double[] z = new double[4]; for (int i = 0; i < 4; i++) z[i] = x[i]; double[] p = Softmax(z); return -Math.Log(p[label]); } static double[] Softmax(double[] z) { double m = z.Max(), s = 0; double[] r = new double[z.Length]; for (int i = 0; i < z.Length; i++) { r[i] = Math.Exp(z[i] - m); s += r[i]; } for (int i = 0; i < r.Length; i++) r[i] /= s; return r;")]
    [InlineData("double[] z = new double[4]; for (int i = 0; i < 4; i++) z[i] = x[i]; double max = z.Max(), s = z.Sum(v => Math.Exp(v - max)); double[] p = Array.ConvertAll(z, v => Math.Exp(v - max) / s); return -Math.Log(p[label]);")]
    [InlineData("int n = 4; double max = x.Max(), s = 0; double[] p = new double[n], q = new double[N]; for (int i = 0; i < n; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; q[i] = i; } for (int i = 0; i < N; i++) p[i] /= s; return -Math.Log(p[label]);")]
    [InlineData(Stored + "double loss = -Math.Log(p[label]); p[label] -= 1; Array.Clear(p); return loss;")]
    public void CrossEntropies(string body) => Assert.Contains(
        "[SoftmaxGen.SoftmaxLoss(Classes = 4)]",
        Log.Fix($"class C {{ const int N = 4; static double M(double[] x, int label) {{ {body} }} }}")
            .Agrees("M", [_benign, 2]).IsRight("M", [_witness, 1], [-_expected[1]]).Text,
        StringComparison.Ordinal);

    [Fact]
    public void WhatStandsBeforeTheLogarithmKeepsItsProbabilities()
    {
        FixedSources result = Log.Fix($"class C {{ static double M(double[] x, int label) {{ {Stored} return p[0] - Math.Log(p[label]); }} }}")
            .Agrees("M", [_benign, 2]);
        Assert.Contains("p[0] + SoftmaxLoss(x.AsSpan(0, 4), stackalloc int[] { label })", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ABatchReadsItsLabelsInPlace()
    {
        FixedSources result = Log.Fix(
            """
            static class C
            {
                static double M(double[][] rows, byte[] labels)
                {
                    double loss = 0;
                    for (int r = 0; r < rows.Length; r++)
                    {
                        double max = rows[r].Max(), sum = 0;
                        for (int i = 0; i < 3; i++)
                            sum += Math.Exp(rows[r][i] - max);
                        loss -= Math.Log(Math.Exp(rows[r][labels[r]] - max) / sum);
                    }

                    return loss / rows.Length;
                }
            }
            """).Reads(
            """
            static partial class C
            {
                static double M(double[][] rows, byte[] labels)
                {
                    double loss = 0;
                    for (int r = 0; r < rows.Length; r++)
                    {
                        loss += SoftmaxLoss(rows[r].AsSpan(0, 3), labels.AsSpan(r, 1));
                    }

                    return loss / rows.Length;
                }

                [SoftmaxGen.SoftmaxLoss(Classes = 3)]
                private static partial double SoftmaxLoss(ReadOnlySpan<double> logits, ReadOnlySpan<byte> labels);
            }
            """);
        double[][] benign = [[1, 2, 3], [0, -1, 4]];
        double[][] witness = [[0, -1000, -1000], [0, -800, -2000]];
        result.Agrees("M", [benign, new byte[] { 0, 2 }]).IsRight("M", [witness, new byte[] { 1, 2 }], [1500]);
    }

    [Fact]
    public void FloatHasItsOwnAndSeveralLossesShareIt()
    {
        FixedSources result = Log.Fix(
            """
            static class C
            {
                public static float M(float[] x, int a)
                {
                    float max = x.Max(), s = 0;
                    var p = new float[3];
                    for (int i = 0; i < 3; i++) { p[i] = MathF.Exp(x[i] - max); s += p[i]; }
                    for (int i = 0; i < 3; i++) p[i] /= s;
                    return -MathF.Log(p[a]) - MathF.Log(p[0]);
                }

                public static float O(float[] x, int a)
                {
                    float max = x.Max(), s = 0;
                    for (int i = 0; i < 3; i++) s += (float)Math.Exp(x[i] - max);
                    return (float)-Math.Log((float)Math.Exp(x[a] - max) / s);
                }
            }
            """);

        Assert.Single(System.Text.RegularExpressions.Regex.Matches(result.Text, "private static partial float SoftmaxLoss\\("));
        Assert.DoesNotContain("Exp", result.Text, StringComparison.Ordinal);
        result.Agrees("M", [new[] { 1f, 2, -1 }, 1], 1e-6).IsRight("M", [new[] { 0f, -200, -1 }, 1], [200 + 2 * (float)_sum], 1e-6)
            .Agrees("O", [new[] { 1f, 2, -1 }, 1], 1e-6).IsRight("O", [new[] { 0f, -200, -300 }, 1], [200], 1e-6);
    }

    [Fact]
    public void ProbabilitiesThatAreNeededStay()
    {
        FixedSources result = Log.Fix($"class C {{ static double[] M(double[] x) {{ {Stored} double loss = -Math.Log(p[1]); return p.Append(loss).ToArray(); }} }}");
        Assert.Contains("p[i] /= s", result.Text, StringComparison.Ordinal);
        result.Agrees("M", [_benign]).IsRight("M", [_witness], [.. _expected.Select(Math.Exp), -_expected[1]], 1e-11);
    }

    [Fact]
    public void ALibraryAndAKernelToo()
    {
        Log.Fix("using System.Numerics.Tensors; class C { static float M(float[] z, int k) { float[] x = new float[3]; for (int i = 0; i < 3; i++) x[i] = z[i]; float[] p = new float[3]; TensorPrimitives.SoftMax<float>(x, p); return -MathF.Log(p[k]); } }")
            .Agrees("M", [new[] { 1f, 2, -1 }, 2], 1e-6).IsRight("M", [new[] { 0f, -200, -300 }, 1], [200], 1e-6);
        FixedSources result = Log.Fix("partial class C { static double M(double[] x, int k) { double[] p = new double[4]; Softmax(x.AsSpan(0, 4), p); return -Math.Log(p[k]); } [SoftmaxGen.Softmax(Classes = 4)] private static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities); }");
        Assert.Contains("return SoftmaxLoss(x.AsSpan(0, 4), stackalloc int[] { k })", result.Text, StringComparison.Ordinal);
        result.Agrees("M", [_benign, 0]).IsRight("M", [_witness, 3], [-_expected[3]]);
    }

    [Theory]
    // The number of classes is not known, or the loops do not cover the same.
    [InlineData("double max = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - max); return -Math.Log(Math.Exp(x[label] - max) / s);")]
    [InlineData(Shifted + "double s = 0; for (int i = 0; i < 4; i++) s += Math.Exp(x[i] - max); var y = new double[3]; for (int i = 0; i < 3; i++) y[i] = Math.Log(Math.Exp(x[i] - max) / s); return y[0];")]
    // The logits are others when the loss is computed: they have been overwritten, or might have been.
    [InlineData("double max = x.Max(), s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i] - max); s += x[i]; } for (int i = 0; i < 4; i++) x[i] /= s; return -Math.Log(x[label]);")]
    [InlineData(Stored + "x[0] = 3; return -Math.Log(p[label]);")]
    // The loop has been to some of the probabilities.
    [InlineData(Shifted + "double s = 0, loss = 0; double[] p = new double[4]; for (int i = 0; i < 4; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } for (int i = 0; i < 4; i++) { loss -= Math.Log(p[label] / s); p[i] /= 2; } return loss;")]
    // They are no row of their own, or something is done to them.
    [InlineData("double max = x.Max(), s = 0; for (int i = 0; i < 4; i++) s += Math.Exp(2 * (x[i] - max)); return -Math.Log(Math.Exp(2 * (x[label] - max)) / s);")]
    [InlineData("double[,] z = new double[2, 4]; double max = 0, s = 0; for (int i = 0; i < 4; i++) { z[1, i] = x[i]; max = Math.Max(max, x[i]); } for (int i = 0; i < 4; i++) s += Math.Exp(z[1, i] - max); return -Math.Log(Math.Exp(z[1, label] - max) / s);")]
    // A logarithm of another base, or one that is not taken off.
    [InlineData(Stored + "return -Math.Log2(p[label]);")]
    [InlineData(Stored + "return Math.Log(p[label]);")]
    // All classes, one after the other.
    [InlineData(Stored + "double loss = 0; for (int i = 0; i < 4; i++) loss -= Math.Log(p[i]); return loss;")]
    public void OthersAreLeftAlone(string body) => Log.IsNotOffered($"class C {{ static double M(double[] x, int label) {{ {body} }} }}");

    [Theory]
    [InlineData("static class C { MEMBER }", false)]
    [InlineData("file static class C { MEMBER }", true)]
    [InlineData("interface C { MEMBER }", true)]
    public void WhereTheGeneratorCannotHelpNothingIsOffered(string type, bool generator) =>
        new FixRun(new LogSoftmaxFix()) { Generator = generator, Key = StabilityFix.KernelKey }.IsNotOffered(type.Replace(
            "MEMBER", $"static double M(double[] x, int label) {{ {Stored} return -Math.Log(p[label]); }}", StringComparison.Ordinal));
}

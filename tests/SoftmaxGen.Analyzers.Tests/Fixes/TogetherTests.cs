using Microsoft.CodeAnalysis.CodeFixes;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>The package's analyzer reports, a fix mends, and the analyzer is silent.</summary>
public sealed class TogetherTests
{
    /// <summary>A fix, what is wrong, and where it shows.</summary>
    public static TheoryData<string, string, double[], double[]> Cases => new()
    {
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { var e = x.Select(v => Math.Exp(v)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < x.Length; i++) x[i] /= s; return x; }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double M(double[] x) { double s = 0; foreach (double v in x) s += Math.Exp(v); return Math.Log(s); }", [1000, 0], [1000] },
        { nameof(RatioOfExponentialsFix), "static double M(double[] x) => Math.Exp(x[0]) / (1 + Math.Exp(x[0]));", [800], [1] },
        { nameof(RatioOfExponentialsFix), "static double M(double[] x) { double z = x[0]; return (Math.Exp(z) - Math.Exp(-z)) / (Math.Exp(z) + Math.Exp(-z)); }", [800], [1] },
        { nameof(SoftplusFix), "static double M(double[] x) { double z = x[0]; return Math.Log(1 + Math.Exp(z)); }", [800], [800] },
        { nameof(LogSigmoidFix), "static double M(double[] x) { double z = x[0]; double p = 1 / (1 + Math.Exp(-z)); return -Math.Log(1 - p); }", [800], [800] },
        { nameof(SmallArgumentFix), "static double M(double[] x) { double z = x[0]; return Math.Log(1 - Math.Exp(z)); }", [-1e-17], [-39.143946580898774] },
        { nameof(ExpRatioFix), "static double M(double[] x) { double a = x[0], b = x[1]; return Math.Exp(a) / Math.Exp(b); }", [1000, 1000], [1] },
        { nameof(MaximumSeedFix), "static double[] M(double[] x) { double max = 0; foreach (double v in x) if (v > max) max = v; double s = 0; for (int i = 0; i < x.Length; i++) { x[i] = Math.Exp(x[i] - max); s += x[i]; } for (int i = 0; i < x.Length; i++) x[i] /= s; return x; }", [-1000, -2000], [1, 0] },
        // The exponential in every place that it is pointed at: a group, an assignment inside, a local of the loop, a span, rows.
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { var e = x.Select(Math.Exp).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) => x.Select(v => Math.Exp(v) / x.Sum(w => Math.Exp(w))).ToArray();", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = Math.Exp(x[i]); s = 1 / s; for (int i = 0; i < x.Length; i++) x[i] *= s; return x; }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { double s = 0; var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double v = x[i]; double e = Math.Exp(v); p[i] = e; s += e; } for (int i = 0; i < x.Length; i++) p[i] /= s; return p; }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { double s = 0; foreach (double v in x) s += Math.Exp(v); var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]) / s; return p; }", [1000, 0], [1, 0] },
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { double s = 0; Span<double> e = stackalloc double[x.Length]; for (int i = 0; i < x.Length; i++) { e[i] = Math.Pow(Math.E, x[i]); s += e[i]; } var p = new double[x.Length]; for (int i = 0; i < x.Length; i++) p[i] = e[i] / s; return p; }", [1000, 0], [1, 0] },
        // Two rows in one body, each with a maximum of its own.
        { nameof(SubtractMaximumFix), "static double[] M(double[] x) { var y = x.Select(v => -v).ToArray(); double a = x.Sum(v => Math.Exp(v)), b = 0; for (int i = 0; i < y.Length; i++) b += Math.Exp(y[i]); var p = new double[x.Length + y.Length]; for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]) / a; for (int i = 0; i < y.Length; i++) p[x.Length + i] = Math.Exp(y[i]) / b; return p; }", [1000, 0], [1, 0, 0, 1] },
        { nameof(MaximumSeedFix), "static double[] M(double[] x) { double max = 0; for (int i = 0; i < x.Length; i++) max = Math.Max(max, x[i]); var e = x.Select(v => Math.Exp(v - max)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }", [-1000, -2000], [1, 0] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatIsReportedIsMended(string fix, string method, double[] witness, double[] expected) => new FixRun(Fix(fix))
        .Fix($"static class C {{ {method} }}").IsRight("M", [witness], expected);

    private static CodeFixProvider Fix(string name) => (CodeFixProvider)Activator.CreateInstance(
        typeof(SubtractMaximumFix).Assembly.GetType("SoftmaxGen.CodeFixes.Fixes." + name, throwOnError: true)!)!;
}

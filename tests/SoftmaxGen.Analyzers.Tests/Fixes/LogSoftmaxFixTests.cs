using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1003 where the probability comes through locals and arrays.</summary>
public sealed class LogSoftmaxFixTests
{
    private const string Max = "double max = double.NegativeInfinity, s = 0; foreach (double v in x) max = Math.Max(max, v); ";
    private const string Filled = Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } ";
    private const string Stored = Filled + "for (int i = 0; i < p.Length; i++) p[i] /= s; ";

    // Of nothing that a call could change.
    private const string OfNumbers = "double t = x[0], s = 2; double[] p = new double[3]; for (int i = 0; i < 3; i++) p[i] = Math.Exp(i * t); ";

    private static FixRun Reported { get; } = new(new LogSoftmaxFix());

    private static FixRun Every { get; } = new(new LogSoftmaxFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1003", (node, _) => node is InvocationExpressionSyntax call && call.Expression.ToString() is "Math.Log" or "MathF.Log"
            && call.ArgumentList.Arguments[0].ToString() is var argument && argument is not ("s" or "sum" or "e.Sum()" or "1 + e")),
    };

    [Theory]
    // Exponentials in an array, and their sum beside it.
    [InlineData(Filled + "return -Math.Log(p[k] / s);")]
    [InlineData(Filled + "double q = p[k] / s; return -Math.Log(q);")]
    [InlineData("double max = x.Max(); double[] e = x.Select(v => Math.Exp(v - max)).ToArray(); double q = e[k] / e.Sum(); return -Math.Log(q);")]
    [InlineData("double max = x.Max(); double[] e = Array.ConvertAll(x, v => Math.Exp(v - max)); return -Math.Log(e[k] / e.Sum());")]
    [InlineData("double max = x.Max(); var e = x.Select(v => Math.Exp(v - max)).ToList(); return -Math.Log(e[k] / e.Sum());")]
    [InlineData(Filled + "double[] q = new double[x.Length]; for (int j = 0; j < x.Length; j++) q[j] = p[j] / s; return -Math.Log(q[k]);")]
    // The probability, or the exponential, has a name of its own.
    [InlineData(Stored + "double q = p[k]; return -Math.Log(q);")]
    [InlineData(Max + "foreach (double v in x) s += Math.Exp(v - max); double e = Math.Exp(x[k] - max); double q = e / s; return -Math.Log(q);")]
    [InlineData(Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double e = Math.Exp(x[i] - max); p[i] = e; s += e; } for (int i = 0; i < p.Length; i++) p[i] /= s; return -Math.Log(p[k]);")]
    // Written inside of the sum, divided by way of the inverse, and both in one loop.
    [InlineData(Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) s += p[i] = Math.Exp(x[i] - max); for (int i = 0; i < p.Length; i++) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData(Filled + "double inverse = 1 / s; for (int i = 0; i < p.Length; i++) p[i] *= inverse; return -Math.Log(p[k]);")]
    [InlineData(Filled + "for (int i = 0; i < p.Length; i++) p[i] *= 1.0 / s; return -Math.Log(p[k]);")]
    [InlineData(Max + "foreach (double v in x) s += Math.Exp(v - max); double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); p[i] /= s; } return -Math.Log(p[k]);")]
    // On the stack; and of a length that is written in two ways.
    [InlineData(Max + "Span<double> p = stackalloc double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } for (int i = 0; i < x.Length; i++) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData(Max + "const int N = 2; double[] p = new double[N]; for (int i = 0; i < 2; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } for (int i = 0; i < N; i++) p[i] /= s; return -Math.Log(p[k]);")]
    // At the element's own turn, and in a loop over as many.
    [InlineData(Filled + "double loss = 0; for (int i = 0; i < p.Length; i++) { p[i] /= s; if (i == k) loss -= Math.Log(p[i]); } return loss;")]
    [InlineData(Max + "int n = x.Length; double[] p = new double[100]; for (int i = 0; i < n; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } double loss = 0; for (int j = 0; j < n; j++) if (j == k) loss -= Math.Log(p[j] / s); return loss;")]
    // What is done to the array afterwards is of no account, nor what is to other new ones.
    [InlineData(Max + "double[] p = new double[x.Length], q = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; q[i] = i; } return -Math.Log(p[k] / s);")]
    [InlineData(Stored + "double loss = -Math.Log(p[k]); p[k] -= 1; Array.Clear(p); return loss;")]
    public void ThroughLocalsAndArrays(string body)
    {
        FixedSources result = Reported.Fix($"static class C {{ static double M(double[] x, int k) {{ {body} }} }}")
            .Agrees("M", [new[] { 1.0, 2.5 }, 0]).IsRight("M", [new[] { 0.0, -800 }, 1], [800]);
        Assert.DoesNotContain("double q = ", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLastUserTakesTheLocalsAlong() => Reported.Fix(
        """
        static class C
        {
            static double M(double[] x, int k)
            {
                double max = x.Max();
                double[] e = x.Select(v => Math.Exp((v - max) / 2)).ToArray();
                double top = e[k];
                double p = top / e.Sum();
                return -Math.Log(p);
            }
        }
        """).Reads(
        """
        static class C
        {
            static double M(double[] x, int k)
            {
                double max = x.Max();
                double[] e = x.Select(v => Math.Exp((v - max) / 2)).ToArray();
                return -((x[k] - max) / 2 - Math.Log(e.Sum()));
            }
        }
        """)
        .Agrees("M", [new[] { 1.0, 2.5, -3 }, 0]).IsRight("M", [new[] { 0.0, -2000 }, 1], [1000]);

    [Fact]
    public void TheSumKeepsItsLocal() => Assert.Contains(
        "double e = Math.Exp(x);",
        Every.Fix("static class C { static double M(double x) { double e = Math.Exp(x); return Math.Log(e / (1 + e)); } }")
            .Agrees("M", [0.5]).IsRight("M", [-800.0], [-800]).Text,
        StringComparison.Ordinal);

    [Theory]
    // Written elsewhere: alone, by a local function, in one turn out of two, or only if.
    [InlineData(Stored + "p[0] = 0.5; return -Math.Log(p[k]);")]
    [InlineData(OfNumbers + "Halve(); return -Math.Log(p[k] / s); void Halve() { p[k] /= 2; }")]
    [InlineData(Filled + "for (int i = 0; i < p.Length; i++) { p[i] /= s; i++; } return -Math.Log(p[k]);")]
    [InlineData(Filled + "if (k > 0) for (int i = 0; i < p.Length; i++) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData(Filled + "if (k > 0) { for (int i = 0; i < p.Length; i++) p[i] /= s; } return -Math.Log(p[k]);")]
    [InlineData(Filled + "for (int i = 0; i < p.Length; i++) if (i != k) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(); double[] e = x.Select(v => Math.Exp(v - max)).ToArray(); e[0] = 0; return -Math.Log(e[k] / e.Sum());")]
    // In a loop that has been to some of them, or goes round again.
    [InlineData(Filled + "double loss = 0; for (int i = 0; i < p.Length; i++) { p[i] /= s; loss -= Math.Log(p[k]); } return loss;")]
    [InlineData(Filled + "double loss = 0; for (int i = 0; i < p.Length; i++) { loss -= Math.Log(p[k] / s); p[i] = 0; } return loss;")]
    [InlineData(Stored + "double loss = 0; for (int t = 0; t < 2; t++) { loss -= Math.Log(p[k]); p[k] -= 1; } return loss;")]
    // Given to somebody, or under another name.
    [InlineData(OfNumbers + "Array.Reverse(p); return -Math.Log(p[k] / s);")]
    [InlineData(OfNumbers + "Span<double> view = p.AsSpan(); view[0] = 2; return -Math.Log(p[k] / s);")]
    [InlineData(Stored + "Array.Reverse(p); return -Math.Log(p[k]);")]
    [InlineData(Stored + "double[] other = p; other[0] = 1; return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(); double[] e = x.Select(v => Math.Exp(v - max)).ToArray(); Array.Reverse(e); return -Math.Log(e[k] / e.Sum());")]
    [InlineData("double max = x.Max(); double s = x.Sum(v => Math.Exp(v - max)); double[] p = x.Select(v => Math.Exp(v - max) / s).ToArray(); Array.Reverse(p); return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(); var e = x.Select(v => Math.Exp(v - max)).ToList(); e.Reverse(); return -Math.Log(e[k] / e.Sum());")]
    // Only a part of the row is divided, or filled.
    [InlineData(Filled + "for (int i = 1; i < p.Length; i++) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData(Filled + "for (int i = 0; i < 2; i++) p[i] /= s; return -Math.Log(p[k]);")]
    [InlineData(Max + "double[] p = new double[9]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; } return -Math.Log(p[k] / s);")]
    // Another element each time, or another one by now.
    [InlineData(Stored + "return -Math.Log(p[k++]);")]
    [InlineData(Stored + "double q = p[k]; k = 0; return -Math.Log(q);")]
    [InlineData(Filled + "double[] q = new double[x.Length]; for (int j = 0; j < x.Length; j++) q[j] = p[x.Length - 1 - j] / s; return -Math.Log(q[k]);")]
    // The logits or the sum are others when the loop goes on, or when the logarithm is taken.
    [InlineData(Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); s += p[i]; x[i] = 0; } return -Math.Log(p[k] / s);")]
    [InlineData(Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double e = Math.Exp(x[i] - max); s += e; p[i] = e / s; } return -Math.Log(p[k]);")]
    [InlineData(Filled + "double inverse = 1 / s; s = 0; for (int i = 0; i < p.Length; i++) p[i] *= inverse; return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(); double[] e = x.Select(v => Math.Exp(v - max)).ToArray(); x[0] = 1; return -Math.Log(e[k] / e.Sum());")]
    // A name that only the loop knows; the inverse of a whole number, which is 0; and a divisor that does not fit the logarithm.
    [InlineData(Max + "double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { double z = x[i] - max; p[i] = Math.Exp(z); s += p[i]; } return -Math.Log(p[k] / s);")]
    [InlineData("int n = 2; double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i]); for (int i = 0; i < x.Length; i++) p[i] *= 1 / n; return -Math.Log(p[k]);")]
    [InlineData("double s = 3; return -MathF.Log((float)(MathF.Exp((float)x[k]) / s));")]
    public void WhatIsNotTheSameIsLeftAlone(string body) => Every.IsNotOffered(
        $"static class C {{ static double M(double[] x, int k) {{ {body} }} }}");
}

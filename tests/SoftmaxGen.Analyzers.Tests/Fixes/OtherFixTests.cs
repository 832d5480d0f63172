using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1002, SMG1005, SMG1006, SMG1007 and SMG3002.</summary>
public sealed class OtherFixTests
{
    private static FixRun LogSigmoid { get; } = new(new LogSigmoidFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1005", (node, _) => node is InvocationExpressionSyntax call
            && call.Expression.ToString() is "Math.Log" && call.ArgumentList.Arguments[0].ToString() is var argument
            && (argument is "p" or "1 - p" || argument.Contains("Math.Exp", StringComparison.Ordinal)
                || argument.Contains("Sigmoid", StringComparison.Ordinal))),
    };

    private static FixRun Seed { get; } = new(new MaximumSeedFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1006", (node, _) => node is InvocationExpressionSyntax call
            && call.Expression.ToString() is "Math.Exp" or "MathF.Exp"
            && node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.ToString().Contains("max = 0", StringComparison.Ordinal)),
    };

    private static FixRun Hoist(string id) => new(new HoistMaximumFix())
    {
        Analyzer = new ShapeAnalyzer(id, (node, _) => node.ToString() == "x.Max()"
            && node.Ancestors().Any(ancestor => ancestor is ForStatementSyntax or LambdaExpressionSyntax)),
    };

    private static FixRun LogSoftmax { get; } = new(new LogSoftmaxFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1003", (node, _) => node is InvocationExpressionSyntax call
            && call.Expression.ToString() is "Math.Log" && call.ArgumentList.Arguments[0].ToString() is var argument
            && (argument is "p" or "p[k]" || argument.Contains("/", StringComparison.Ordinal))),
    };

    private static FixRun Library { get; } = new(new LibrarySoftmaxFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1002", (node, _) => node is InvocationExpressionSyntax call
            && call.Expression.ToString().Contains(".SoftMax", StringComparison.Ordinal)
            && !node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.ToString().Contains("Subtract", StringComparison.Ordinal)),
    };

    [Fact]
    public void ABinaryCrossEntropyIsTakenFromTheLogit()
    {
        FixedSources result = LogSigmoid.Fix(
            """
            static class C
            {
                static double M(double z, double y)
                {
                    double p = 1 / (1 + Math.Exp(-z));
                    return -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));
                }
            }
            """);

        Assert.Contains(
            "return -(y * z - Math.Max(z, 0) - Log1P(Math.Exp(-Math.Abs(z))));",
            result.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("double p", result.Text, StringComparison.Ordinal);
        result.Agrees("M", [0.5, 1.0]).Agrees("M", [-2.0, 0.25]).Agrees("M", [3.0, 0.0])
            .IsRight("M", [40.0, 0.0], [40]).IsRight("M", [-800.0, 1.0], [800]).Keeps("M", double.NaN, 1.0);
    }

    [Theory]
    [InlineData("double p = 1 / (1 + Math.Exp(-z)); return -((1 - y) * Math.Log(1 - p) + y * Math.Log(p));")]
    [InlineData("double p = 1 / (1 + Math.Exp(-z)); return -(Math.Log(p) * y + Math.Log(1 - p) * (1 - y));")]
    [InlineData("double p = 1 / (1 + Math.Exp(-z)); double loss = 0; loss -= y * Math.Log(p) + (1.0 - y) * Math.Log(1.0 - p); return loss;")]
    public void TheLossOfBothIsOneExpression(string body) => Assert.Contains(
        "y * z - Math.Max(z, 0) - Log1P(", LogSigmoid.Fix($"static class C {{ static double M(double z, double y) {{ {body} }} }}")
            .Agrees("M", [0.5, 1.0]).Agrees("M", [-2.0, 0.25]).IsRight("M", [40.0, 0.0], [40]).IsRight("M", [-800.0, 1.0], [800]).Text,
        StringComparison.Ordinal);

    // Weights of its own: each logarithm by itself.
    [Fact]
    public void AWeightedLossIsTakenApart() => Assert.DoesNotContain("y * z -", LogSigmoid.Fix(
        "static class C { static double M(double z, double y) { double p = 1 / (1 + Math.Exp(-z)); return -(2 * y * Math.Log(p) + (1 - y) * Math.Log(1 - p)); } }")
        .Agrees("M", [0.5, 1.0]).IsRight("M", [40.0, 0.0], [40]).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("static double M(double z) => Math.Log(1 / (1 + Math.Exp(-z)));", -800, -800)]
    [InlineData("static double M(double z) => 3 - Math.Log(1 - 1 / (1 + Math.Exp(-2 * z)));", 400, 803)]
    [InlineData("static double Sigmoid(double v) => 1.0 / (1.0 + Math.Exp(-v)); static double M(double z) => Math.Log(Sigmoid(z));", -750, -750)]
    [InlineData("static double Sigmoid(double v) { return 1.0 / (1.0 + Math.Exp(-v)); } static double M(double z) { double p = Sigmoid(z); return Math.Log(1 - p) + p; }", 50, -49)]
    public void ASingleLogarithmToo(string members, double witness, double expected) => LogSigmoid
        .Fix($"static class C {{ {members} }}")
        .Agrees("M", [0.75]).Agrees("M", [-3.0]).IsRight("M", [witness], [expected]);

    [Theory]
    [InlineData("static double M(double p) => Math.Log(p);")]
    [InlineData("static double M(double z) { double p = 1 / (1 + Math.Exp(-z)); z++; return Math.Log(p); }")]
    [InlineData("static double M(double z) { double p = 1 / (1 + Math.Exp(-z)); p = Math.Max(p, 1e-9); return Math.Log(p); }")]
    [InlineData("static double Sigmoid(double v) => 1.0 / (1.0 + Math.Exp(-2 * v)); static double M(double z) => Math.Log(Sigmoid(z));")]
    [InlineData("static double Sigmoid(double v) => 1.0 / (1.0 + Math.Exp(-v)); static double N() => 1; static double M(double z) => Math.Log(Sigmoid(N()));")]
    public void ProbabilitiesFromElsewhereAreLeftAlone(string members) => LogSigmoid.IsNotOffered($"static class C {{ {members} }}");

    [Theory]
    [InlineData("double max = 0; foreach (double v in x) if (v > max) max = v;")]
    [InlineData("double max = 0.0; for (int i = 0; i < x.Length; i++) max = Math.Max(x[i], max);")]
    [InlineData("double max; max = 0; foreach (double v in x) { if (max < v) { max = v; } }")]
    public void AMaximumStartsBelowEverything(string maximum) => Seed.Fix(
        $"static class C {{ static double[] M(double[] x) {{ {maximum} double s = x.Sum(v => Math.Exp(v - max)); return x.Select(v => Math.Exp(v - max) / s).ToArray(); }} }}")
        .Agrees("M", [new[] { 1.0, -2, 3 }]).Agrees("M", [new[] { -1.0, -2 }])
        .IsRight("M", [new[] { -1000.0, -1001 }], [1 / (1 + Math.Exp(-1)), 1 / (1 + Math.E)]);

    [Fact]
    public void AMaximumThatIsAddedBackStaysFinite() => Seed.Fix(
        "static class C { static double M(double[] x) { double max = 0; foreach (double v in x) if (v > max) max = v; double s = 0; foreach (double v in x) s += Math.Exp(v - max); return Math.Log(s) + max; } }")
        .Agrees("M", [new[] { 1.0, -2, 3 }]).IsRight("M", [new[] { -1000.0 }], [-1000])
        .Keeps("M", new[] { double.NegativeInfinity });

    [Theory]
    // A class of its own at 0.
    [InlineData("double max = 0; foreach (double v in x) if (v > max) max = v; double s = Math.Exp(-max); foreach (double v in x) s += Math.Exp(v - max); return s;")]
    // No maximum.
    [InlineData("double max = 0; foreach (double v in x) max += v; return Math.Exp(x[0] - max);")]
    [InlineData("double max = 0; foreach (double v in x) if (v > max) max = v + 1; return Math.Exp(x[0] - max);")]
    [InlineData("double max = 0; foreach (double v in x) if (v > max) max = v; Console.WriteLine(max); return Math.Exp(x[0] - max);")]
    public void OtherMaximaAreLeftAlone(string body) => Seed.IsNotOffered(
        $"static class C {{ static double M(double[] x) {{ {body} }} }}");

    [Fact]
    public void AMaximumIsTakenBeforeItsRowIsOverwritten() => Hoist("SMG1007").Fix(
        """
        static class C
        {
            static void M(double[] x)
            {
                for (int i = 0; i < x.Length; i++)
                    x[i] = Math.Exp(x[i] - x.Max());
            }
        }
        """).Reads(
        """
        static class C
        {
            static void M(double[] x)
            {
                double max = x.Length > 0 ? x.Max() : 0;
                for (int i = 0; i < x.Length; i++)
                    x[i] = Math.Exp(x[i] - max);
            }
        }
        """)
        .IsRight("M", [new[] { 3.0, 1, 2 }], [1, Math.Exp(-2), Math.Exp(-1)]).Agrees("M", [new[] { 1.0, 3.0 }])
        .Keeps("M", Array.Empty<double>());

    [Theory]
    [InlineData("return x.Select(v => v - x.Max()).ToArray();")]
    [InlineData("var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) { y[i] = x[i] - x.Max(); y[i] += x.Max(); } return y;")]
    public void AMaximumIsTakenOnce(string body) => Hoist("SMG3002")
        .Fix($"static class C {{ static double[] M(double[] x) {{ {body} }} }}")
        .Agrees("M", [new[] { 3.0, 1, 2 }]).Keeps("M", Array.Empty<double>()).Keeps("M", new[] { double.NaN, 1 });

    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) x[i] = x[i] - x.Max(); return x;")]
    [InlineData("return new[] { x }.Select(y => y).SelectMany(x => x.Select(v => v - 1).Append(x.Max())).ToArray();", "double[] z")]
    [InlineData("Func<double> f = () => x.Max(); return new[] { f() };")]
    public void OthersAreTakenWhereTheyAre(string body, string parameter = "double[] x") => Hoist("SMG3002").IsNotOffered(
        $"static class C {{ static double[] x = []; static double[] M({parameter}) {{ {body} }} }}".Replace(
            parameter == "double[] z" ? "new[] { x }" : "\0", "new[] { z }", StringComparison.Ordinal));

    [Theory]
    [InlineData("return -Math.Log(Math.Exp(x[k] - max) / s);")]
    [InlineData("double p = Math.Exp(x[k] - max) / s; return -Math.Log(p);")]
    [InlineData("double p = Math.Exp(x[k] - max) / s; if (p < 0) throw new Exception(); return -Math.Log(p);")]
    [InlineData("return 0 - Math.Log(Math.Exp(x[k] - max) / x.Sum(v => Math.Exp(v - max)));")]
    public void ALogarithmOfASoftmaxBecomesALogSoftmax(string loss) => LogSoftmax.Fix(
        $"static class C {{ static double M(double[] x, int k) {{ double max = x.Max(); double s = x.Sum(v => Math.Exp(v - max)); {loss} }} }}")
        .Agrees("M", [new[] { 1.0, 2.5, -3 }, 0]).IsRight("M", [new[] { 0.0, -800 }, 1], [800]);

    [Theory]
    [InlineData("double p = Math.Exp(x[k]) / s; s = 2; return Math.Log(p);")]
    [InlineData("double[] p = [0.5, 0.5]; return Math.Log(p[k]);")]
    [InlineData("return Math.Log(s / Math.Exp(x[k]));")]
    public void OtherLogarithmsAreLeftAlone(string body) => LogSoftmax.IsNotOffered(
        $"static class C {{ static double M(double[] x, int k) {{ double s = 1; {body} }} }}");

    [Theory]
    [InlineData("float[]", "float[]", "x, y")]
    [InlineData("float[]", "float[]", "x.AsSpan(), y.AsSpan()")]
    public void TheLibraryGetsShiftedLogits(string input, string output, string arguments) => Library.Fix(
        $$"""
        using System.Numerics.Tensors;
        static class C
        {
            static void M({{input}} x, {{output}} y)
            {
                TensorPrimitives.SoftMax<float>({{arguments}});
            }
            static float[] N(float[] x) { var y = new float[x.Length + 1]; M(x, y); return y; }
        }
        """)
        .Agrees("N", [new[] { 1f, 2, -1 }], 1e-6).IsRight("N", [new[] { 89f, 0 }], [1, (float)Math.Exp(-89), 0], 1e-6)
        .Keeps("N", new[] { 1f, float.NaN });

    [Fact]
    public void ACallWhoseOutputIsNotAtHandIsLeftAlone() => Library.IsNotOffered(
        """
        using System.Numerics.Tensors;
        static class C
        {
            static float[] Y() => new float[3];
            static void M(float[] x) { TensorPrimitives.SoftMax<float>(x, Y()); }
        }
        """);
}

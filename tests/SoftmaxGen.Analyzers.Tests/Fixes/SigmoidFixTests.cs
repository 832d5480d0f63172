using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1008: sigmoid and tanh.</summary>
public sealed class SigmoidFixTests
{
    // Divisions whose dividend holds an exponential, or a local e.
    private static readonly ShapeAnalyzer _ratios = new("SMG1008", (node, _) =>
        node.IsKind(SyntaxKind.DivideExpression) && node.ToString().Split('/')[0] is var top
        && (top.Contains("Exp(", StringComparison.Ordinal) || top.Contains("Pow(", StringComparison.Ordinal) || top.Trim() is "e" or "(a - b)"));

    private static FixRun Sigmoid { get; } = new(new RatioOfExponentialsFix()) { Analyzer = _ratios };

    private static FixRun Tanh { get; } = new(new RatioOfExponentialsFix()) { Analyzer = _ratios };

    [Theory]
    [InlineData("double", "Math.Exp(x) / (1 + Math.Exp(x))", "1 / (1 + Math.Exp(-x))")]
    [InlineData("double", "Math.Exp(x) / (Math.Exp(x) + 1.0)", "1.0 / (Math.Exp(-x) + 1.0)")]
    [InlineData("double", "Math.Exp(-x) / (1 + Math.Exp(-x))", "1 / (1 + Math.Exp(x))")]
    [InlineData("double", "2 * (Math.Exp(x / 3) / (1 + Math.Exp(x / 3)))", "2 * (1 / (1 + Math.Exp(-(x / 3))))")]
    [InlineData("float", "MathF.Exp(x) / (1f + MathF.Exp(x))", "1f / (1f + MathF.Exp(-x))")]
    [InlineData("float", "(float)Math.Exp(x) / (1 + (float)Math.Exp(x))", "1 / (1 + (float)Math.Exp(-x))")]
    [InlineData("double", "double.Exp(x) / (1 + double.Exp(x))", "1 / (1 + double.Exp(-x))")]
    [InlineData("Half", "Half.Exp(x) / (Half.One + Half.Exp(x))", "Half.One / (Half.One + Half.Exp(-x))")]
    [InlineData("double", "Math.Pow(Math.E, x) / (1 + Math.Pow(Math.E, x))", "1 / (1 + Math.Pow(Math.E, -x))")]
    public void IsMended(string type, string before, string after)
    {
        FixedSources result = Sigmoid.Fix(Method(type, before)).Reads(Method(type, after));

        double tolerance = type switch { "double" => 1e-12, "float" => 1e-6, _ => 5e-3 };
        foreach (double x in new[] { -8, -1, -0.25, 0, 0.5, 2, 7 })
            result.Agrees("M", [Of(type, x)], tolerance);
        double witness = before.Contains("-x", StringComparison.Ordinal) ? -4000 : 4000;
        result.IsRight("M", [Of(type, witness)], [before[0] == '2' ? 2 : 1]);
    }

    [Fact]
    public void AnExponentialInALocalIsNegatedThere()
    {
        Sigmoid.Fix(
            """
            static class C
            {
                static double M(double x)
                {
                    double e = Math.Exp(2 * x);
                    return e / (1 + e);
                }
            }
            """).Reads(
            """
            static class C
            {
                static double M(double x)
                {
                    double e = Math.Exp(-(2 * x));
                    return 1 / (1 + e);
                }
            }
            """).Agrees("M", [1.5]).Agrees("M", [-3.0]).IsRight("M", [900.0], [1]);
    }

    [Fact]
    public void GenericMathStaysGeneric() => Sigmoid.Fix(
        """
        using System.Numerics;
        static class C
        {
            static T S<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x) / (T.One + T.Exp(x));
            static double M(double x) => S(x);
        }
        """).Reads(
        """
        using System.Numerics;
        static class C
        {
            static T S<T>(T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));
            static double M(double x) => S(x);
        }
        """).Agrees("M", [1.5]).IsRight("M", [900.0], [1]);

    [Fact]
    public void AnIntDoesNotOverflow() => Sigmoid
        .Fix("static class C { static double M(int x) => Math.Exp(x) / (1 + Math.Exp(x)); }")
        .Reads("static class C { static double M(int x) => 1 / (1 + Math.Exp(-(double)x)); }")
        .Agrees("M", [3]).Agrees("M", [int.MinValue]).IsRight("M", [int.MaxValue], [1]);

    [Theory]
    [InlineData("static double M(double x) { double e = Math.Exp(x); e *= 2; return e / (1 + e); }")]
    [InlineData("static double N() => 1; static double M(double x) => Math.Exp(N()) / (1 + Math.Exp(N()));")]
    [InlineData("static double M(double x) => Math.Exp(x++) / (1 + Math.Exp(x++));")]
    [InlineData("static double M(double x) => Math.Exp(x) / (2 + Math.Exp(x));")]
    [InlineData("static class Math { public static double Exp(double x) => x; } static double M(double x) => Math.Exp(x) / (1 + Math.Exp(x));")]
    public void IsLeftAlone(string members) => Sigmoid.IsNotOffered($"class C {{ {members} }}");

    [Theory]
    [InlineData("double", "(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))", "Math.Tanh(x)")]
    [InlineData("double", "(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(-x) + Math.Exp(x))", "Math.Tanh(x)")]
    [InlineData("double", "(Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1)", "Math.Tanh(x)")]
    [InlineData("double", "(1 - Math.Exp(-2 * x)) / (1 + Math.Exp(-2 * x))", "Math.Tanh(x)")]
    [InlineData("double", "(Math.Exp(x + x) - 1) / (1 + Math.Exp(x + x))", "Math.Tanh(x)")]
    [InlineData("double", "(Math.Exp(x) - 1) / (Math.Exp(x) + 1)", "Math.Tanh(x / 2)")]
    [InlineData("float", "(MathF.Exp(x) - MathF.Exp(-x)) / (MathF.Exp(x) + MathF.Exp(-x))", "MathF.Tanh(x)")]
    public void TanhIsMended(string type, string before, string after)
    {
        FixedSources result = Tanh.Fix(Method(type, before)).Reads(Method(type, after));
        double tolerance = type == "double" ? 1e-12 : 1e-5;
        foreach (double x in new[] { -4, -1, 0.5, 2, 7 })
            result.Agrees("M", [Of(type, x)], tolerance);
        bool falling = before.Contains("(1 - ", StringComparison.Ordinal);
        result.IsRight("M", [Of(type, falling ? -4000 : 4000)], [falling ? -1 : 1]);
    }

    [Fact]
    public void LocalsOfTanhGo() => Tanh.Fix(
        """
        static class C
        {
            static double M(double x)
            {
                double a = Math.Exp(x);
                double b = Math.Exp(-x);
                return (a - b) / (a + b);
            }
        }
        """).Reads(
        """
        static class C
        {
            static double M(double x)
            {
                return Math.Tanh(x);
            }
        }
        """).Agrees("M", [0.75]).IsRight("M", [-4000.0], [-1]);

    [Theory]
    [InlineData("double a = Math.Exp(x); x = 3; double b = Math.Exp(-x); return (a - b) / (a + b);")]
    [InlineData("return (Math.Exp(x) - Math.Exp(x)) / (Math.Exp(x) + Math.Exp(x));")]
    public void TanhIsLeftAlone(string body) => Tanh.IsNotOffered($"class C {{ static double M(double x) {{ {body} }} }}");

    [Fact]
    public void AllOfSeveralAreMended() => Sigmoid.Fix(
        """
        static class C
        {
            static double M(double x) => Math.Exp(x) / (1 + Math.Exp(x));
            static double N(double x) => Math.Exp(x) / (1 + Math.Exp(x)) + Math.Exp(-x) / (1 + Math.Exp(-x));
        }
        """,
        "static class D { static float M(float x) => MathF.Exp(x) / (1 + MathF.Exp(x)); }").Reads(
        """
        static class C
        {
            static double M(double x) => 1 / (1 + Math.Exp(-x));
            static double N(double x) => 1 / (1 + Math.Exp(-x)) + 1 / (1 + Math.Exp(x));
        }
        """);

    private static string Method(string type, string body) => $"static class C {{ static {type} M({type} x) => {body}; }}";

    private static object Of(string type, double value) => type switch
    {
        "float" => (object)(float)value,
        "Half" => (Half)value,
        _ => value,
    };
}

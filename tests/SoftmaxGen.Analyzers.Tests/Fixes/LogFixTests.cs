using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1009, SMG1010, SMG1016, SMG1019: logarithms and quotients of exponentials.</summary>
public sealed class LogFixTests
{
    private static FixRun Softplus { get; } = new(new SoftplusFix())
    {
        Analyzer = Reports("SMG1009", text => !text.Contains(") - ", StringComparison.Ordinal)
            && (text.StartsWith("Math.Log(1 + ", StringComparison.Ordinal) || text.StartsWith("Math.Log(Math", StringComparison.Ordinal) || text.StartsWith("MathF.Log(1", StringComparison.Ordinal))),
    };

    private static FixRun Small { get; } = new(new SmallArgumentFix())
    {
        Analyzer = Reports("SMG1019", text => text is "Math.Log(1 + x)" or "Math.Log(1 - Math.Exp(x))" or "Math.Log(1 - x)"
            or "double.LogP1(x)" or "double.ExpM1(x)" or "MathF.Log(1 + x)" or "Math.Log(1 - e)"
            || text.EndsWith("xp(x) - 1", StringComparison.Ordinal)),
    };

    private static FixRun Ratio { get; } = new(new ExpRatioFix())
    {
        Analyzer = Reports("SMG1016", text => text.Contains(" / Math", StringComparison.Ordinal)),
    };

    [Theory]
    [InlineData("Math.Log(1 + Math.Exp(x))")]
    [InlineData("Math.Log(Math.Exp(x) + 1.0)")]
    public void SoftplusIsMended(string before) => Softplus.Fix(
        $$"""
        static class C
        {
            static double M(double x) => {{before}};
        }
        """).Reads(
        """
        static class C
        {
            static double M(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

            /// <summary>log(1 + x), exact where x is small.</summary>
            private static double Log1P(double x)
            {
                double u = 1 + x;
                return u == 1 || u == double.PositiveInfinity ? x : Math.Log(u) * x / (u - 1);
            }
        }
        """)
        .Agrees("M", [0.0]).Agrees("M", [-2.5]).Agrees("M", [30.0]).Agrees("M", [600.0])
        .IsRight("M", [710.0], [710]).IsRight("M", [-50.0], [1.9287498479639178e-22]).Keeps("M", double.NaN)
        .Keeps("M", double.PositiveInfinity).Keeps("M", double.NegativeInfinity);

    [Fact]
    public void TwoTypesAndTwoUsesShareWhatTheyCan()
    {
        FixedSources result = Softplus.Fix(
            """
            static class C
            {
                static double M(double x) => Math.Log(1 + Math.Exp(x)) - Math.Log(1 + Math.Exp(-x));
                static float F(float x) => MathF.Log(1 + MathF.Exp(x));
            }
            """);

        Assert.Equal(2, result.Text.Split("private static").Length - 1);
        result.Agrees("M", [1.25]).IsRight("M", [2000.0], [2000])
            .Agrees("F", [1.25f], 1e-6).IsRight("F", [100f], [100]);
    }

    [Fact]
    public void PartsOfOneTypeShareTheHelper()
    {
        FixedSources result = Softplus.Fix(
            "static partial class C { static double M(double x) => Math.Log(1 + Math.Exp(x)); }",
            "static partial class C { static double N(double x) => Math.Log(1 + Math.Exp(x)); }");

        result.IsRight("M", [800.0], [800]).IsRight("N", [800.0], [800]);
    }

    [Fact]
    public void ALocalThatOnlyTheLogarithmNeedsGoes() => Assert.DoesNotContain("double e", Softplus.Fix(
        "class C { static double M(double x) { double e = Math.Exp(x); return Math.Log(1 + e); } }")
        .IsRight("M", [800.0], [800]).Text, StringComparison.Ordinal);

    [Fact]
    public void ALocalThatOthersNeedStays() => Assert.Contains("double e", Softplus.Fix(
        "class C { static double M(double x) { double e = Math.Exp(x); return Math.Log(1 + e) + 1 / e; } }")
        .Agrees("M", [2.0]).IsRight("M", [800.0], [800]).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("double e = Math.Exp(x); x = 2; return Math.Log(1 + e);")]
    [InlineData("return Math.Log(1 + Math.Exp(x++));")]
    [InlineData("return Math.Log(1 + x);")]
    [InlineData("return Math.Log(1 + Math.Exp(double.Parse(\"1\")));")]
    public void SoftplusIsLeftAlone(string body) => Softplus.IsNotOffered($"class C {{ static double M(double x) {{ {body} }} }}");

    [Fact]
    public void AnotherLog1PIsNotTakenForOurs()
    {
        FixedSources result = Softplus.Fix(
            "class C { static double Log1P(double x) => 0; static double M(double x) => Math.Log(1 + Math.Exp(x)); }");

        Assert.Contains("StableLog1P(", result.Text, StringComparison.Ordinal);
        result.IsRight("M", [800.0], [800]).Agrees("M", [1.0]);
    }

    [Theory]
    [InlineData("Math.Log(1 + x)", "Log1P(x)", 1e-17, 1e-17, 0.5)]
    [InlineData("double.LogP1(x)", "Log1P(x)", 1e-17, 1e-17, 0.5)]
    [InlineData("Math.Log(1 - x)", "Log1P(-x)", 1e-17, -1e-17, 0.5)]
    [InlineData("Math.Exp(x) - 1", "ExpM1(x)", 1e-17, 1e-17, -0.5)]
    [InlineData("double.ExpM1(x)", "ExpM1(x)", 1e-17, 1e-17, -0.5)]
    [InlineData("Math.Log(1 - Math.Exp(x))", "Log1MExp(x)", -1e-17, -39.143946580898774, -0.5)]
    public void DigitsAreKept(string before, string after, double witness, double expected, double benign) => Assert.Contains(
        $"x) => {after};",
        Small.Fix($"static class C {{ static double M(double x) => {before}; }}")
            .Agrees("M", [benign]).Agrees("M", [2 * benign - 0.125]).IsRight("M", [witness], [expected]).Keeps("M", double.NaN).Text,
        StringComparison.Ordinal);

    [Fact]
    public void FloatHasItsOwn() => Small.Fix("static class C { static float M(float x) => MathF.Log(1 + x); }")
        .Agrees("M", [0.5f], 1e-6).IsRight("M", [1e-9f], [1e-9f], 1e-6);

    [Theory]
    [InlineData("static double M(float x) => Math.Log(1 + x);")] // 1 + x is rounded to float already.
    [InlineData("static double M(int x) => Math.Log(1 - x);")]
    public void SmallIsLeftAlone(string members) => new FixRun(new SmallArgumentFix())
    {
        Analyzer = Reports("SMG1019", text => text.StartsWith("Math.Log(1", StringComparison.Ordinal)),
    }.IsNotOffered($"class C {{ {members} }}");

    [Theory]
    [InlineData("double", "Math.Exp(a) / Math.Exp(b)", "Math.Exp(a - b)")]
    [InlineData("double", "Math.Exp(a + 1) / Math.Exp(b - 2)", "Math.Exp(a + 1 - (b - 2))")]
    [InlineData("float", "Math.Exp(a) / Math.Exp(b)", "Math.Exp((double)a - (double)b)")]
    [InlineData("int", "Math.Exp(a) / Math.Exp(b)", "Math.Exp((double)a - (double)b)")]
    public void QuotientsAreMended(string type, string before, string after)
    {
        FixedSources result = Ratio.Fix($"static class C {{ static double M({type} a, {type} b) => {before}; }}")
            .Reads($"static class C {{ static double M({type} a, {type} b) => {after}; }}");
        double shift = before.Contains("1)", StringComparison.Ordinal) ? 3 : 0;
        result.Agrees("M", [Of(2), Of(1)]).IsRight("M", [Of(1000), Of(999)], [Math.Exp(1 + shift)]);

        object Of(int value) => type switch { "float" => (object)(float)value, "int" => value, _ => (double)value };
    }

    [Fact]
    public void OtherQuotientsAreLeftAlone() => Ratio.IsNotOffered(
        "class C { static double M(double a, double b) => Math.Exp(a) / Math.Cosh(b); }");

    private static ShapeAnalyzer Reports(string id, Func<string, bool> isBad) => new(
        id, (node, _) => node.Kind() is SyntaxKind.InvocationExpression or SyntaxKind.SubtractExpression
            or SyntaxKind.DivideExpression && isBad(node.ToString()));
}

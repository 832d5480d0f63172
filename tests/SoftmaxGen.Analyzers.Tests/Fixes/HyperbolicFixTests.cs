using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1008 beyond the plain forms: factors, slopes, locals that others use, and the kin of tanh.</summary>
public sealed class HyperbolicFixTests
{
    private static FixRun Ratio { get; } = new(new RatioOfExponentialsFix());

    [Theory]
    [InlineData("x * Math.Exp(x) / (1 + Math.Exp(x))", "x / (1 + Math.Exp(-x))", 4000, 4000)]
    [InlineData("(x - 1) * Math.Exp(x) * 0.5 / (Math.Exp(x) + 1)", "(x - 1) * 0.5 / (Math.Exp(-x) + 1)", 4001, 2000)]
    [InlineData("Math.Exp(x) / Math.Pow(1 + Math.Exp(x), 2)", "1 / ((1 + Math.Exp(x)) * (1 + Math.Exp(-x)))", 4000, 0)]
    [InlineData("Math.Exp(-x) / ((1 + Math.Exp(-x)) * (1 + Math.Exp(-x)))", "1 / ((1 + Math.Exp(-x)) * (1 + Math.Exp(x)))", -4000, 0)]
    [InlineData("4 * Math.Exp(2 * x) / Math.Pow(Math.Exp(2 * x) + 1, 2)", "4 / ((Math.Exp(2 * x) + 1) * (Math.Exp(-(2 * x)) + 1))", 4000, 0)]
    [InlineData("3 * (Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1)", "3 * Math.Tanh(x)", 4000, 3)]
    [InlineData("(Math.Exp(x) + Math.Exp(-x)) / (Math.Exp(x) - Math.Exp(-x))", "1 / Math.Tanh(x)", 4000, 1)]
    [InlineData("(Math.Exp(2 * x) + 1) / (Math.Exp(2 * x) - 1)", "1 / Math.Tanh(x)", 4000, 1)]
    [InlineData("2 * Math.Exp(x) / (Math.Exp(2 * x) + 1)", "1 / Math.Cosh(x)", 4000, 0)]
    [InlineData("2 * Math.Exp(x) / (Math.Exp(2 * x) - 1)", "1 / Math.Sinh(x)", 4000, 0)]
    [InlineData("x * Math.Exp(x) / (1 + Math.Exp(2 * x))", "x / (2 * Math.Cosh(x))", 4000, 0)]
    [InlineData("Math.Exp(x) * (1 + Math.Exp(x) + x) / Math.Pow(1 + Math.Exp(x), 2)", "(1 + x / (1 + Math.Exp(x))) / (1 + Math.Exp(-x))", 4000, 1)]
    [InlineData("x * Math.Exp(x) * (x + (Math.Exp(x) + 1)) * 0.5 / ((Math.Exp(x) + 1) * (Math.Exp(x) + 1))", "x * (1 + x / (Math.Exp(x) + 1)) * 0.5 / (Math.Exp(-x) + 1)", 4000, 2000)]
    public void IsMended(string before, string after, double witness, double right)
    {
        FixedSources result = Ratio.Fix(Method(before)).Reads(Method(after));
        foreach (double x in new[] { -6, -1, -0.25, 0.5, 2, 7 })
            result.Agrees("M", [x], 1e-12);
        result.IsRight("M", [witness], [right]);
    }

    [Fact]
    public void InFloat()
    {
        FixedSources result = Ratio.Fix("static class C { static float M(float x) => 2f * MathF.Exp(x) / (MathF.Exp(2f * x) + 1f) + MathF.Exp(x) / MathF.Pow(1f + MathF.Exp(x), 2f); }")
            .Reads("static class C { static float M(float x) => 1 / MathF.Cosh(x) + 1f / ((1f + MathF.Exp(x)) * (1f + MathF.Exp(-x))); }");
        foreach (float x in new[] { -6f, -0.25f, 0.5f, 7f })
            result.Agrees("M", [x], 1e-5);
        result.IsRight("M", [400f], [0]);
    }

    // A call of Math that is rounded to float stays one.
    [Theory]
    [InlineData("float a = (float)Math.Exp(x), b = (float)Math.Exp(-x); return (a - b) / (a + b);", "float a = (float)Math.Exp(x), b = (float)Math.Exp(-x); return (float)Math.Tanh(x);", 1)]
    [InlineData("float e = (float)Math.Exp(2 * x); return (e - 1) / (e + 1);", "return (float)Math.Tanh(x);", 1)]
    [InlineData("var e = (float)Math.Exp(x); return 3 * (e - 1) / (e + 1);", "return 3 * (float)Math.Tanh(x / 2);", 3)]
    [InlineData("float e = (float)Math.Exp(x); Console.WriteLine(e); return e / (1 + e);", "float e = (float)Math.Exp(x); Console.WriteLine(e); return 1 / (1 + (float)Math.Exp(-x));", 1)]
    [InlineData("float e = (float)Math.Exp(x), f = (float)Math.Exp(2 * x); return 2 * e / (f + 1);", "float e = (float)Math.Exp(x), f = (float)Math.Exp(2 * x); return 1 / (float)Math.Cosh(x);", 0)]
    [InlineData("return (float)Math.Sinh(x) / (float)Math.Cosh(x);", "return (float)Math.Tanh(x);", 1)]
    [InlineData("return x * MathF.Cosh(x) / MathF.Sinh(x);", "return x / MathF.Tanh(x);", 400)]
    public void InDoubleAndRounded(string before, string after, float right)
    {
        FixedSources result = Ratio.Fix($"static class C {{ static float M(float x) {{ {before} }} }}").Reads($"static class C {{ static float M(float x) {{ {after} }} }}");
        foreach (float x in new[] { -6f, -0.25f, 0.5f, 7f })
            result.Agrees("M", [x], 1e-5);
        result.IsRight("M", [400f], [right]);
    }

    [Theory]
    [InlineData("double e = Math.Exp(x); Console.WriteLine(e); return e / (1 + e);", "double e = Math.Exp(x); Console.WriteLine(e); return 1 / (1 + Math.Exp(-x));", 1)]
    [InlineData("double e = Math.Exp(x); return e / Math.Pow(1 + e, 2);", "double e = Math.Exp(x); return 1 / ((1 + e) * (1 + Math.Exp(-x)));", 0)]
    [InlineData("double e = Math.Exp(x), b = Math.Exp(-x); return e * b * (e - b) / (e + b);", "double e = Math.Exp(x), b = Math.Exp(-x); return e * b * Math.Tanh(x);", double.NaN)]
    [InlineData("double e; e = Math.Exp(2 * x); return (e - 1) / (e + 1);", "double e; e = Math.Exp(2 * x); return Math.Tanh(x);", 1)]
    [InlineData("double e = 3; Console.WriteLine(e); e = Math.Exp(x); return e / (1 + e);", "double e = 3; Console.WriteLine(e); e = Math.Exp(x); return 1 / (1 + Math.Exp(-x));", 1)]
    public void WhatALocalHoldsIsTakenAgain(string before, string after, double right)
    {
        FixedSources result = Ratio.Fix($"static class C {{ static double M(double x) {{ {before} }} }}").Reads($"static class C {{ static double M(double x) {{ {after} }} }}");
        foreach (double x in new[] { -6, 0.5, 7 })
            result.Agrees("M", [x], 1e-12);
        if (!double.IsNaN(right))
            result.IsRight("M", [4000.0], [right]);
    }

    // What would be another value, or overflow where it did not.
    [Theory]
    [InlineData("static double M(double x, int a, int b) => a * Math.Exp(x) * b / (1 + Math.Exp(x));")]
    [InlineData("static double M(double x) => Math.Exp(x) / Math.Pow(1 + Math.Exp(x), 3);")]
    [InlineData("static double M(double x) => Math.Exp(x) * (2 + Math.Exp(x) + x) / Math.Pow(1 + Math.Exp(x), 2);")]
    [InlineData("static double M(double x) => Math.Exp(x) * (x + Math.Exp(x)) / (1 + Math.Exp(x));")]
    [InlineData("static double M(double x) => 2 * Math.Exp(x) / (Math.Exp(3 * x) + 1);")]
    [InlineData("static double M(double x, int y) => Math.Sinh(x) / Math.Cosh(x - 1);")]
    [InlineData("static float M(float x) { float e = (float)Math.Exp(x), f = MathF.Exp(-x); return (e - f) / (e + f); }")]
    [InlineData("static double M(float x) { double e = (float)Math.Exp(x); return (e - 1) / (e + 1); }")]
    [InlineData("static double M(int x) { double e = Math.Exp(x); return (e - 1) / (e + 1); }")]
    [InlineData("static double M(double x) { double e; e = Math.Exp(x); x = 3; return e / (1 + e); }")]
    [InlineData("static double M(double x) { double e; e = Math.Exp(x); e *= 2; return e / (1 + e); }")]
    [InlineData("static double M(double x) { double e; e = Math.Exp(x); Action f = () => e = 2; f(); return e / (1 + e); }")]
    public void IsLeftAlone(string members) => Ratio.IsNotOffered($"class C {{ {members} static double N(double x) => (1 + x * Math.Exp(x)) / (1 + Math.Exp(x)); }}");

    private const string Row = """

        sealed class Row
        {
            double[] _data = { 4000, 0.5 };
            double _scale = 1;
            public double this[int i] => _data[i];
            public double Scaled { get { return _scale * _data[0]; } }
            public double Counted => _data[0] + Counter++;
            public int Counter;
            public double Half(bool grown)
            {
                double e = Math.Exp(Scaled);
                if (grown)
                    {|#|};
                return e / (1 + e) + e;
            }
        }
        """;

    [Theory]
    [InlineData("r[0]", true)]
    [InlineData("r.Scaled", true)]
    [InlineData("r.Counted", false)]
    public void APropertyThatOnlyGivesOutIsReadAgain(string logit, bool isOffered)
    {
        string Code(string value) => $"static class C {{ static double F(Row r) => {value}; static double M() => F(new Row()); }}" + Row.Replace("{|#|}", "Counter++").Replace("e / (1 + e) + e", "e");
        if (isOffered)
            Ratio.Fix(Code($"Math.Exp({logit}) / (1 + Math.Exp({logit}))")).Reads(Code($"1 / (1 + Math.Exp(-{logit}))")).IsRight("M", [], [1]);
        else
            Ratio.IsNotOffered(Code($"Math.Exp({logit}) / (1 + Math.Exp({logit}))") + "static class D { static double N(double x) => (1 + x * Math.Exp(x)) / (1 + Math.Exp(x)); }");
    }

    [Theory]
    [InlineData("Console.WriteLine(1)")]
    [InlineData("_scale = 2")]
    [InlineData("_data[0] = 2")]
    public void ButNotWhereItMayHaveChanged(string between) => Ratio.IsNotOffered(Row.Replace("{|#|}", between));

    [Fact]
    public void AndIsWhereItHasNot() => Ratio.Fix(Row.Replace("{|#|}", "{ }"))
        .Reads(Row.Replace("{|#|}", "{ }").Replace("e / (1 + e) + e", "1 / (1 + Math.Exp(-Scaled)) + e"));

    private static string Method(string body) => $"static class C {{ static double M(double x) => {body}; }}";
}

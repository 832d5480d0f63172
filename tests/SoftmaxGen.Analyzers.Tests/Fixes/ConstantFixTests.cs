using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>SMG1011, SMG1012, SMG1017 and SMG1018, and SMG1003 through an array: the package's analyzer reports, the fix mends, and it is silent.</summary>
public sealed class ConstantFixTests
{
    private static FixRun Epsilon { get; } = new(new EpsilonConstantFix());

    private static FixRun Bound { get; } = new(new ClampBoundFix());

    private static FixRun Entropy { get; } = new(new EntropyTermFix());

    private static FixRun Product { get; } = new(new LogOfProductFix());

    private static FixRun LogSoftmax { get; } = new(new LogSoftmaxFix());

    [Theory]
    [InlineData("static double M(double p) => -Math.Log(p + double.Epsilon);", "-Math.Log(p + 1e-12)", 0.0, 27.631021115928547)]
    [InlineData("static double M(double p) => -Math.Log(Math.Max(p, double.Epsilon));", "-Math.Log(Math.Max(p, 1e-12))", 0.0, 27.631021115928547)]
    [InlineData("static double M(double s) => 1 / (Math.Exp(s) + double.Epsilon);", "1 / (Math.Exp(s) + 1e-12)", -800.0, 1e12)]
    [InlineData("static double M(double s) { double n = 1 / (Double.Epsilon + Math.Exp(s)); return n; }", "1 / (1e-12 + Math.Exp(s))", -800.0, 1e12)]
    public void EpsilonBecomesAConstant(string member, string after, double witness, double expected)
    {
        FixedSources result = Epsilon.Fix($"static class C {{ {member} }}");
        Assert.Contains(after, result.Text, StringComparison.Ordinal);
        result.Agrees("M", [0.5], 1e-11).Agrees("M", [3.0], 1e-11).IsRight("M", [witness], [expected]);
    }

    [Fact]
    public void FloatGetsALargerOne() => Epsilon.Fix("static class C { static float M(float s) => 1 / (MathF.Exp(s) + float.Epsilon); }")
        .Agrees("M", [0.5f], 1e-6).IsRight("M", [-200f], [1e7f], 1e-6);

    [Theory]
    [InlineData("-T.Log(p + T.Epsilon)", "-T.Log(p + (T.BitIncrement(T.One) - T.One))")]
    [InlineData("-T.Log(T.Epsilon + p)", "-T.Log(T.BitIncrement(T.One) - T.One + p)")]
    [InlineData("-T.Log(T.Max(p, T.Epsilon))", "-T.Log(T.Max(p, T.BitIncrement(T.One) - T.One))")]
    public void GenericCodeGetsTheDistanceToTheNextNumber(string before, string after)
    {
        FixedSources result = Epsilon.Fix(
            $"using System.Numerics; static class C {{ static T L<T>(T p) where T : IFloatingPointIeee754<T> => {before}; static double M(double p) => L(p); static float S(float p) => L(p); }}");
        Assert.Contains(after, result.Text, StringComparison.Ordinal);
        result.Agrees("M", [0.5], 1e-11).Agrees("M", [3.0], 1e-11).IsRight("M", [0.0], [36.04365338911715]).IsRight("S", [0f], [15.942385f], 1e-6);
    }

    [Theory]
    [InlineData("const double Tiny = double.Epsilon; static double M(double s) => -Math.Log(s + Tiny);")]
    [InlineData("interface IBound<T> { static abstract T Epsilon { get; } } static T M<T>(T s) where T : System.Numerics.IFloatingPointIeee754<T> { T tiny = T.Epsilon; return -T.Log(s + tiny); }")]
    public void WhatHasANameIsLeftAlone(string members) => Epsilon.IsNotOffered($"static class C {{ {members} }}");

    [Theory]
    [InlineData("static float M(float p) { p = Math.Clamp(p, 1e-8f, 1f - 1e-8f); return -MathF.Log(1 - p); }")]
    [InlineData("const float Eps = 1e-8f; static float M(float p) { float q = MathF.Min(p, 1 - Eps); return -MathF.Log(1 - q); }")]
    [InlineData("const float Most = 1 - 1e-8f; static float M(float p) { float q = MathF.Min(p, Most); return -MathF.Log(1 - q); }")]
    public void ABoundFitsItsType(string members) => Bound.Fix($"static class C {{ {members} }}")
        .Agrees("M", [0.5f], 1e-6).Agrees("M", [0.999f], 1e-6).IsRight("M", [1f], [15.942385f], 1e-6);

    [Fact]
    public void ABoundOfDoubleToo() => Bound.Fix(
        "static class C { static double M(double p) { double q = Math.Min(p, 1 - 1e-17); return -Math.Log(1 - q); } }")
        .Agrees("M", [0.5]).IsRight("M", [1.0], [34.539575992340879], 1e-2);

    [Theory]
    [InlineData("double h = 0; for (int i = 0; i < p.Length; i++) h -= p[i] * Math.Log(p[i]); return h;")]
    [InlineData("double h = 0; foreach (double v in p) h += v * Math.Log(v); return -h;")]
    [InlineData("double h = 0; for (int i = 0; i < p.Length; i++) h += -p[i] * Math.Log(p[i]); return h;")]
    [InlineData("double h = 0; for (int i = 0; i < p.Length; i++) h -= Math.Log(p[i]) * p[i]; return h;")]
    [InlineData("return -p.Sum(v => v * Math.Log(v));")]
    public void AnEntropyTakesItsLimit(string body) => Entropy.Fix($"static class C {{ static double M(double[] p) {{ {body} }} }}")
        .Agrees("M", [new[] { 0.25, 0.75 }]).IsRight("M", [new[] { 1.0, 0 }], [0]).IsRight("M", [new[] { 0.5, 0, 0.5 }], [Math.Log(2)]);

    [Theory]
    [InlineData("p[i] * Math.Log(p[i] / q[i])")]
    [InlineData("p[i] * (Math.Log(p[i]) - Math.Log(q[i]))")]
    public void ADivergenceToo(string share) => Assert.Contains("p[i] == 0 ? 0 : " + share, Entropy.Fix(
        $"static class C {{ static double M(double[] p, double[] q) {{ double d = 0; for (int i = 0; i < p.Length; i++) d += {share}; return d; }} }}")
        .Agrees("M", [new[] { 0.25, 0.75 }, new[] { 0.5, 0.5 }]).IsRight("M", [new[] { 1.0, 0 }, new[] { 0.5, 0.5 }], [Math.Log(2)]).Text,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("double d = 0; for (int i = 0; i < t.Length; i++) d -= t[i] * Math.Log(p[i]); return d;", "t[i] == 0 ? 0 : t[i] * Math.Log(p[i])")]
    [InlineData("return -t.Zip(p, (a, b) => Math.Log(b) * a).Sum();", "a == 0 ? 0 : Math.Log(b) * a")]
    [InlineData("double d = 0; for (int i = 0; i < t.Length; i++) d -= t[i] * Math.Log(p[i]) + (1 - t[i]) * Math.Log(1 - p[i]); return d;", "t[i] == 1 ? 0 : (1 - t[i]) * Math.Log(1 - p[i])")]
    [InlineData("double d = 0; for (int i = 0; i < t.Length; i++) d += -t[i] * Math.Log(p[i]) - (1.0 - t[i]) * Math.Log(1 - p[i]); return d;", "t[i] == 1 ? 0 : (1.0 - t[i]) * Math.Log(1 - p[i])")]
    [InlineData("double d = 0; for (int i = 0; i < t.Length; i++) d += One(t[i], p[i]); return d; } static double One(double t, double p) { return -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p));", "t == 0 ? 0 : t * Math.Log(p)")]
    public void ACrossEntropyToo(string body, string after)
    {
        FixedSources result = Entropy.Fix($"static class C {{ static double M(double[] t, double[] p) {{ {body} }} }}");
        Assert.Contains(after, result.Text, StringComparison.Ordinal);
        result.Agrees("M", [new[] { 0.25, 0.75 }, new[] { 0.5, 0.25 }])
            .IsRight("M", [new[] { 1.0, 0, 0 }, new[] { 0.5, 0, 0 }], [Math.Log(2)])
            .Keeps("M", [new[] { 1.0, 0 }, new[] { 0, 0.5 }]);
    }

    [Theory]
    // The other half stands in a statement of its own; and what is read again may be another value then.
    [InlineData("static double M(double t, double p) { double loss = -t * Math.Log(p); loss -= (1 - t) * Math.Log(1 - p); return loss; }")]
    [InlineData("static double M(IList<double> t, double[] p) { double d = 0; for (int i = 0; i < p.Length; i++) d -= t[i] * Math.Log(p[i]); return d; }")]
    public void ACrossEntropyInPartsIsLeftAlone(string members) => Entropy.IsNotOffered($"static class C {{ {members} }}");

    [Theory]
    [InlineData("double likelihood = 1; foreach (double z in x) likelihood *= 1 / (1 + Math.Exp(-z)); return -Math.Log(likelihood);")]
    [InlineData("double likelihood = 1.0; for (int i = 0; i < x.Length; i++) { double p = 1 / (1 + Math.Exp(-x[i])); likelihood *= p; } return -Math.Log(likelihood);")]
    public void AProductOfProbabilitiesBecomesASum(string body) => Assert.Contains(
        "logLikelihood += Math.Log(", Product.Fix($"static class C {{ static double M(double[] x) {{ {body} }} }}")
            .Agrees("M", [new[] { 1.0, -2, 0 }]).IsRight("M", [new double[2000]], [2000 * Math.Log(2)], 1e-11).Text,
        StringComparison.Ordinal);

    [Theory]
    // Two negative factors have a positive product.
    [InlineData("double q = 1; foreach (double v in x) q *= v; return Math.Log(q);")]
    // The product is used as well, or begins at something else.
    [InlineData("double q = 1; foreach (double v in x) q *= Math.Exp(v); return q > 1 ? 0 : Math.Log(q);")]
    [InlineData("double q = 2; foreach (double v in x) q *= Math.Abs(v); return Math.Log(q);")]
    public void OtherProductsAreLeftAlone(string body) => Product.IsNotOffered(
        $"static class C {{ static double M(double[] x) {{ {body} }} }}");

    [Theory]
    [InlineData("double max = x.Max(), sum = 0; double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); sum += p[i]; } for (int i = 0; i < p.Length; i++) p[i] /= sum; return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(), sum = 0; double[] p = new double[x.Length]; foreach (double v in x) sum += Math.Exp(v - max); for (int i = 0; i < p.Length; i++) p[i] = Math.Exp(x[i] - max) / sum; double loss = 0; for (int j = 0; j < p.Length; j++) if (j == k) loss -= Math.Log(p[j]); return loss;")]
    [InlineData("double max = x.Max(); var e = x.Select(v => Math.Exp(v - max)).ToArray(); double sum = e.Sum(); var p = e.Select(v => v / sum).ToArray(); return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(); double sum = x.Sum(v => Math.Exp(v - max)); var p = x.Select(v => Math.Exp(v - max) / sum).ToArray(); return 0 - Math.Log(p[k]);")]
    public void ALogarithmOfAStoredSoftmaxBecomesALogSoftmax(string body) => LogSoftmax
        .Fix($"static class C {{ static double M(double[] x, int k) {{ {body} }} }}")
        .Agrees("M", [new[] { 1.0, 2.5, -3 }, 0]).IsRight("M", [new[] { 0.0, -800 }, 1], [800]);

    [Theory]
    // Somebody else may write to it, or to what it was made of, or only a part of it is divided.
    [InlineData("double max = x.Max(), sum = 0; double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); sum += p[i]; } for (int i = 0; i < p.Length; i++) p[i] /= sum; x[k] = 0; return -Math.Log(p[k]);")]
    [InlineData("double max = x.Max(), sum = 0; double[] p = new double[x.Length]; for (int i = 0; i < x.Length; i++) { p[i] = Math.Exp(x[i] - max); sum += p[i]; } for (int i = 0; i < p.Length; i++) p[i] /= sum; sum = 2; return -Math.Log(p[k]);")]
    public void WhatHasChangedIsLeftAlone(string body) => LogSoftmax.IsNotOffered(
        $"static class C {{ static double M(double[] x, int k) {{ {body} }} }}");
}

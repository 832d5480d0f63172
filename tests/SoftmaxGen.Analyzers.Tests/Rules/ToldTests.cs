namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Helpers that are told what to do: an activation by its name, a derivative by a flag.</summary>
public sealed class ToldTests
{
    private const string Types = """

        enum Kind { Linear, Relu, Softmax }

        static class Act
        {
            static double[] Soft(double[] z) { double m = z.Max(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }
            public static double[] Switched(Kind kind, double[] z) { switch (kind) { case Kind.Relu: return z.Select(v => Math.Max(0, v)).ToArray(); case Kind.Softmax: return Soft(z); default: return z; } }
            public static double[] Arms(Kind kind, double[] z) => kind switch { Kind.Relu => z.Select(v => Math.Max(0, v)).ToArray(), Kind.Softmax => Soft(z), _ => z };
            public static double[] Asked(double[] z, bool normalise) { if (normalise) return Soft(z); return z; }
            public static double[] AskedNot(double[] z, bool raw) { if (!raw) return Soft(z); return z.Select(v => v + 1).ToArray(); }
        }
        """;

    private static void Marks(string member) => new RuleRun("SMG1003").Marks($$"""static class C { {{member}} }""" + Types);

    [Theory]
    [InlineData("static double M(double[] z, int y) => -{|SMG1003:Math.Log(Act.Switched(Kind.Softmax, z)[y])|};")]
    [InlineData("static double M(double[] z, int y) { var p = Act.Arms(Kind.Softmax, z); return -{|SMG1003:Math.Log(p[y])|}; }")]
    [InlineData("static double M(double[] z, int y) => -{|SMG1003:Math.Log(Act.Asked(z, true)[y])|};")]
    [InlineData("static double M(double[] z, int y) => -{|SMG1003:Math.Log(Act.AskedNot(z, false)[y])|};")]
    // Which of the two it is, the caller leaves open: it may be the softmax.
    [InlineData("static double M(double[] z, int y, bool raw) => -{|SMG1003:Math.Log(Act.AskedNot(z, raw)[y])|};")]
    public void FiresOnWhatItIsToldToBe(string member) => Marks(member);

    [Theory]
    [InlineData("static double M(double[] z, int y) => -Math.Log(Act.Switched(Kind.Relu, z)[y]);")]
    [InlineData("static double M(double[] z, int y) => -Math.Log(Act.Switched(Kind.Linear, z)[y]);")]
    [InlineData("static double M(double[] z, int y) => -Math.Log(Act.Arms(Kind.Relu, z)[y]);")]
    [InlineData("static double M(double[] z, int y) => -Math.Log(Act.Asked(z, false)[y]);")]
    [InlineData("static double M(double[] z, int y) => -Math.Log(Act.AskedNot(z, true)[y]);")]
    public void IsSilentAboutWhatItIsToldNotToBe(string member) => Marks(member);
}

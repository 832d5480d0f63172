namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Functions that are not what they are called.</summary>
public sealed class SMG2006Tests
{
    private static readonly RuleRun Rule = new("SMG2006");

    [Theory]
    // Never divided, or divided in the loop that still sums.
    [InlineData("static double[] [|Softmax|](double[] x) { double m = x.Max(); return x.Select(v => Math.Exp(v - m)).ToArray(); }")]
    [InlineData("static void [|Softmax|](float[] x, float[] y) { float s = 0; for (int i = 0; i < x.Length; i++) { s += MathF.Exp(x[i]); y[i] = MathF.Exp(x[i]) / s; } }")]
    [InlineData("static void [|SoftmaxInPlace|](Span<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) { x[i] = Math.Exp(x[i]); s += Math.Exp(x[i]); } for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    // One element too few in the sum.
    [InlineData("static float[] [|ComputeSoftmax|](float[] x, int length) { float s = 0; for (int i = 1; i < length; i++) s += MathF.Exp(x[i]); var y = new float[length]; for (int i = 0; i < length; i++) y[i] = MathF.Exp(x[i]) / s; return y; }")]
    // A helper that is not what it should be.
    [InlineData("static double[] [|StableSoftmax|](double[] x) { var e = x.Select(v => Math.Exp(v - x.Max())).ToArray(); return e.Select(v => v / Length(e)).ToArray(); } static double Length(double[] x) => Math.Sqrt(x.Sum(v => v * v));")]
    // The logarithm is that of the unnormalised numbers.
    [InlineData("static double[] [|LogSoftmax|](double[] x) { double m = x.Max(); return x.Select(v => Math.Log(Math.Exp(v - m))).ToArray(); }")]
    [InlineData("static double[] [|log_softmax|](double[] x) { double m = x.Max(), s = x.Sum(v => Math.Exp(v - m)); return x.Select(v => v - Math.Log(s)).ToArray(); }")]
    // The maximum is never added back.
    [InlineData("static double [|LogSumExp|](double[] x) { double m = x.Max(); return Math.Log(x.Sum(v => Math.Exp(v - m))); }")]
    [InlineData("static double [|LogSumExp|](IEnumerable<double> x) { double m = x.Max(); return Math.Log(x.Sum(v => Math.Exp(v - m))) - m; }")]
    [InlineData("static double [|Sigmoid|](double x) => 1 / (1 + Math.Exp(x));")]
    [InlineData("static T [|Sigmoid|]<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(x));")]
    [InlineData("static double[] [|Sigmoid|](double[] x) => x.Select(v => Math.Exp(-v) / (1 + Math.Exp(-v))).ToArray();")]
    [InlineData("static double [|Softplus|](double x) => 1 / (1 + Math.Exp(-x));")]
    [InlineData("static double [|SoftPlus|](double x) => Math.Log(1 + Math.Exp(-Math.Abs(x))) - Math.Max(x, 0);")]
    // Of one number: e^x is no probability, and that it is a numerator only is not in its name.
    [InlineData("static double [|Softmax|](double x) => Math.Exp(x);")]
    [InlineData("/// <summary>The numerator of a softmax.</summary>\nstatic float [|Softmax|](float x) => (float)Math.Exp(x);")]
    public void FiresOnWhatIsNotItsName(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData("static double[] Softmax(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("static void Softmax(float[] x, float[] y) { float s = 0; for (int i = 0; i < x.Length; i++) s += y[i] = MathF.Exp(x[i]); for (int i = 0; i < x.Length; i++) y[i] /= s; }")]
    // Sharper, in another base, with a temperature, with a class of its own.
    [InlineData("static double[] Softmax(double[] x) { double s = x.Sum(v => Math.Pow(2, v)); return x.Select(v => Math.Pow(2, v) / s + 0 * Math.Exp(0)).ToArray(); }")]
    [InlineData("static double[] Softmax(double[] x, double temperature = 0.5) { double s = x.Sum(v => Math.Exp(v / temperature)); return x.Select(v => Math.Exp(v / temperature) / s).ToArray(); }")]
    [InlineData("static double[] Softmax(double[] x) { double s = 1 + x.Sum(v => Math.Exp(v)); return x.Select(v => Math.Exp(v) / s).ToArray(); }")]
    // Nobody knows what the other number means, or the field holds.
    [InlineData("static double[] Softmax(double[] x, double k) => x.Select(v => Math.Exp(v) * k).ToArray();")]
    [InlineData("static double[] Softmax(double[] x, int index) => x.Select(v => Math.Exp(v) * index).ToArray();")]
    [InlineData("static double Scale = 3; static double[] Softmax(double[] x) => x.Select(v => Math.Exp(v) * Scale).ToArray();")]
    [InlineData("static double[] Softmax(double[] x) => x.Select(v => Math.Exp(v) * Random.Shared.NextDouble()).ToArray();")]
    // Shifted in the sum alone: SMG2005 says so, and where.
    [InlineData("static double[] Softmax(double[] x) { double m = x.Max(), s = x.Sum(v => Math.Exp(v - m)); return x.Select(v => Math.Exp(v) / s).ToArray(); }")]
    // Another thing by the same name: the smooth maximum, a sigmoid, one class's exponential beside its sum.
    [InlineData("static double Softmax(double[] x) => Math.Log(x.Sum(v => Math.Exp(v)));")]
    [InlineData("static double Softmax(double x) => 1 / (1 + Math.Exp(-x));")]
    [InlineData("static double Softmax(double x, double sum) => Math.Exp(x) / sum;")]
    // It says so itself.
    [InlineData("/// <summary>The numerators of a softmax.</summary>\nstatic double[] Softmax(double[] x) => x.Select(v => Math.Exp(v)).ToArray();")]
    [InlineData("/// <summary>The unnormalised softmax.</summary>\nstatic double[] Softmax(double[] x) => x.Select(v => Math.Exp(v)).ToArray();")]
    // A derivative has a name of its own, and another contract.
    [InlineData("static double[] SoftmaxBackward(double[] x) => x.Select(v => Math.Exp(v)).ToArray();")]
    [InlineData("static double SigmoidPrime(double x) => Math.Exp(x) / ((1 + Math.Exp(x)) * (1 + Math.Exp(x)));")]
    [InlineData("static double SigmoidDerivative(double x) => 1 / (1 + Math.Exp(x));")]
    [InlineData("static class Derivative { public static double[] Softmax(double[] x) => x.Select(v => Math.Exp(v)).ToArray(); }")]
    [InlineData("static class ActivationGradients { public static class OfLayers { public static double Softplus(double x) => 1 / (1 + Math.Exp(-x)); } }")]
    // Sigmoids of every kind rise.
    [InlineData("static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));")]
    [InlineData("static double Sigmoid(double x) => 1 / (1 + Math.Exp(-4.9 * x));")]
    [InlineData("static double Sigmoid(double x) => 2 / (1 + Math.Exp(-2 * x)) - 1;")]
    [InlineData("static double Softplus(double x) => Math.Log(1 + Math.Exp(3 * x)) / 3;")]
    [InlineData("static double Softplus(double x) => Math.Log(1 + Math.Exp(0.5 * x)) / 0.5;")]
    [InlineData("static double LogSumExp(double[] x) { double m = x.Max(); return m + Math.Log(x.Sum(v => Math.Exp(v - m))); }")]
    [InlineData("static double LogSumExp(double[] x) { double m = x.Max(); return m + Math.Log(x.Average(v => Math.Exp(v - m))); }")]
    [InlineData("static double[] LogSoftmax(double[] x) { double m = x.Max(), s = Math.Log(x.Sum(v => Math.Exp(v - m))); return x.Select(v => v - m - s).ToArray(); }")]
    public void IsSilentOnWhatMayBe(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData(
        "static double[] [|Softmax|](double[] x) { double m = x.Max(); return x.Select(v => Math.Exp(v - m)).ToArray(); }",
        "Softmax([0.5, -1, 0.25, 1.5]) gives [0.3679, 0.08208, 0.2865, 1], which sums to 1.74")]
    [InlineData(
        "static double [|LogSumExp|](double[] x) { double m = x.Max(); return Math.Log(x.Sum(v => Math.Exp(v - m))); }",
        "LogSumExp([0.5, -1, 0.25, 1.5]) gives 0.5519, where log Σ exp(x) is 2.05")]
    [InlineData(
        "static double [|Sigmoid|](double x) => 1 / (1 + Math.Exp(x));",
        "Sigmoid(-1) gives 0.7311, which is the sigmoid of the negated input")]
    public void TheMessageShowsWhatComesOut(string member, string message) =>
        Assert.Equal(message, Rule.Message($"static class C {{ {member} }}"));
}

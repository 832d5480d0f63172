namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A library's softmax on logits that nobody has shifted.</summary>
public sealed class SMG1002Tests
{
    private const string Usings = "using System.Numerics.Tensors; ";

    private static readonly RuleRun Rule = new("SMG1002");

    [Theory]
    [InlineData("static void M(float[] x, float[] p) => [|TensorPrimitives.SoftMax(x, p)|];")]
    [InlineData("static void M(ReadOnlySpan<float> x, Span<float> p) { [|TensorPrimitives.SoftMax(x, p)|]; }")]
    [InlineData("static void M(ReadOnlySpan<double> x, Span<double> p) { [|TensorPrimitives.SoftMax(x, p)|]; }")]
    [InlineData("static void M(Span<Half> x) { [|TensorPrimitives.SoftMax<Half>(x, x)|]; }")]
    // A scale is no shift, and neither is a bias.
    [InlineData("static void M(float[] x, float t) { for (int i = 0; i < x.Length; i++) x[i] /= t; [|TensorPrimitives.SoftMax(x, x)|]; }")]
    [InlineData("static float[] M(float[] x, float[] b) { var z = new float[x.Length]; TensorPrimitives.Add(x, b, z); [|TensorPrimitives.SoftMax(z, z)|]; return z; }")]
    // One row after the other.
    [InlineData("static void M(float[] x, float[] p, int n, int c) { for (int i = 0; i < n; i++) [|TensorPrimitives.SoftMax(x.AsSpan(i * c, c), p.AsSpan(i * c, c))|]; }")]
    // The maximum was computed and not used.
    [InlineData("static float M(float[] x, float[] p) { float m = TensorPrimitives.Max(x); [|TensorPrimitives.SoftMax(x, p)|]; return m; }")]
    // Bounded, but not enough for float.
    [InlineData("static void M(float[] x, float[] p) { for (int i = 0; i < x.Length; i++) x[i] = Math.Clamp(x[i], -100f, 100f); [|TensorPrimitives.SoftMax(x, p)|]; }")]
    [InlineData("static Tensor<float> M(Tensor<float> x) => [|Tensor.SoftMax<float>(x)|];")]
    public void Fires(string member) => Rule.Marks(Usings + "static class C { " + member + " }");

    [Theory]
    [InlineData("static void M(float[] x, float[] p) { TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), p); TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] x, float[] p) { float m = x.Max(); for (int i = 0; i < x.Length; i++) p[i] = x[i] - m; TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] x, float[] p) { float m = float.NegativeInfinity; foreach (float v in x) if (v > m) m = v; for (int i = 0; i < x.Length; i++) p[i] = x[i] - m; TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] x, float[] p, float m) { TensorPrimitives.Subtract(x, m, p); TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] x, float[] p) { for (int i = 0; i < x.Length; i++) p[i] = Math.Clamp(x[i], -30f, 30f); TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] d, float[] p) { for (int i = 0; i < d.Length; i++) p[i] = -d[i] * d[i]; TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(float[] x, float[] p) { TensorPrimitives.Tanh(x, p); TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(double[] x, double[] p) { for (int i = 0; i < x.Length; i++) p[i] = Math.Clamp(x[i], -100, 100); TensorPrimitives.SoftMax<double>(p, p); }")]
    [InlineData("static void M(Span<float> p) { float[] x = { 1, 2, 3 }; TensorPrimitives.SoftMax(x, p); }")]
    [InlineData("static void M(float[] x, float[] p) => TensorPrimitives.Sigmoid(x, p);")]
    [InlineData("static void M(float[] x, float[] p) => SoftMax(x, p); static void SoftMax(float[] x, float[] p) { float m = x.Max(); float s = 0; for (int i = 0; i < x.Length; i++) s += p[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) p[i] /= s; }")]
    public void IsSilent(string member) => Rule.Marks(Usings + "static class C { " + member + " }");

    [Fact]
    public void IsSilentWhereLogitsAreAssumedSmall() => new RuleRun("SMG1002")
    {
        Options = new Dictionary<string, string> { ["softmaxgen.assumed_logit_bound"] = "30" },
    }.Marks(Usings + "static class C { static void M(float[] x, float[] p) => TensorPrimitives.SoftMax(x, p); }");

    [Fact]
    public void FiresByItsName() => Assert.StartsWith(
        "TensorPrimitives.SoftMax does not subtract the maximum of its input",
        Rule.Message(Usings + "static class C { static void M(float[] x, float[] p) => [|TensorPrimitives.SoftMax(x, p)|]; }"),
        StringComparison.Ordinal);
}

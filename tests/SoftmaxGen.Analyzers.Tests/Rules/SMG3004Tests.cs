namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The arg max of a softmax whose probabilities nobody wants.</summary>
public sealed class SMG3004Tests
{
    private const string Usings = "using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    private const string Helpers =
        "static double[] Soft(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } ";

    private static readonly RuleRun Rule = new("SMG3004", Stubs.Kernels, Stubs.Torch);

    [Theory]
    [InlineData("static Tensor M(Tensor x) => [|functional.softmax(x, 1).argmax(1)|];")]
    [InlineData("static Tensor M(Tensor x) { var p = x.softmax(1); return [|p.argmax(1)|]; }")]
    [InlineData("static Tensor M(Tensor x) => [|functional.log_softmax(x, 1).argmax(1)|];")]
    [InlineData("static int M(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); return [|TensorPrimitives.IndexOfMax<float>(p)|]; }")]
    [InlineData("static int M(float[] x) { Span<float> p = stackalloc float[10]; TensorPrimitives.SoftMax(x, p); return [|TensorPrimitives.IndexOfMax<float>(p)|]; }")]
    [InlineData("static void M(double[] x, int[] y) { var p = new double[3]; K.Normalise(x, p); [|K.Best(p, y)|]; }")]
    [InlineData("static int M(double[] x) => [|TensorPrimitives.IndexOfMax<double>(Soft(x))|]; " + Helpers)]
    [InlineData("static int M(double[] x) { var p = Soft(x); return [|Array.IndexOf(p, p.Max())|]; } " + Helpers)]
    [InlineData("static int M(double[] x) { var p = Soft(x).ToList(); return [|p.IndexOf(p.Max())|]; } " + Helpers)]
    public void Fires(string members) => Rule.Marks(Usings + "static class C { " + members + " }");

    [Theory]
    // The probabilities are wanted as well.
    [InlineData("static (Tensor, Tensor) M(Tensor x) { var p = x.softmax(1); return (p.argmax(1), p); }")]
    [InlineData("static (int, float) M(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); int k = TensorPrimitives.IndexOfMax<float>(p); return (k, p[k]); }")]
    [InlineData("static (int, double) M(double[] x) { var p = Soft(x); int k = Array.IndexOf(p, p.Max()); return (k, p.Max()); } " + Helpers)]
    [InlineData("static int M(double[] x) { var p = Soft(x); Console.WriteLine(string.Join(',', p)); return Array.IndexOf(p, p.Max()); } " + Helpers)]
    // They belong to somebody else.
    [InlineData("static int M(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); return TensorPrimitives.IndexOfMax<float>(p); }")]
    [InlineData("static float[] P = new float[10]; static int M(float[] x) { TensorPrimitives.SoftMax(x, P); return TensorPrimitives.IndexOfMax<float>(P); }")]
    // No softmax.
    [InlineData("static int M(float[] x) => TensorPrimitives.IndexOfMax<float>(x);")]
    [InlineData("static int M(double[] x) { var e = x.Select(Math.Abs).ToArray(); return Array.IndexOf(e, e.Max()); }")]
    // The largest probability itself.
    [InlineData("static double M(double[] x) => Soft(x).Max(); " + Helpers)]
    // A draw from the distribution.
    [InlineData("static int M(double[] x, double u) { var p = Soft(x); int k = 0; double c = p[0]; while (c < u) c += p[++k]; return k; } " + Helpers)]
    public void IsSilent(string members) => Rule.Marks(Usings + "static class C { " + members + " }");
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A shift before what shifts by itself.</summary>
public sealed class SMG3001Tests
{
    private const string Usings = "using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    private static readonly RuleRun Rule = new("SMG3001", Stubs.Kernels, Stubs.Torch);

    [Theory]
    [InlineData("static void M(double[] x, double[] p) { double m = x.Max(); for (int i = 0; i < x.Length; i++) x[i] -= m; [|K.Normalise(x, p)|]; }")]
    [InlineData("static void M(double[] x, double[] p) { double m = double.NegativeInfinity; foreach (double v in x) m = Math.Max(m, v); for (int i = 0; i < x.Length; i++) p[i] = x[i] - m; [|K.Logs(p, p)|]; }")]
    [InlineData("static double M(double[] x, int[] y) { var z = x.Select(v => v - x.Max()).ToArray(); return [|K.Cost(z, y)|]; }")]
    [InlineData("static void M(double[] x, double[] p) { TensorPrimitives.Subtract(x, TensorPrimitives.Max<double>(x), p); [|K.Normalise(p, p)|]; }")]
    [InlineData("static void M(double[] x, double[] p, double t) { double m = x.Max(); for (int i = 0; i < x.Length; i++) p[i] = (x[i] - m) / t; [|K.Normalise(p, p)|]; }")]
    [InlineData("static Tensor M(Tensor x) => [|functional.softmax(x - x.amax(new long[] { 1 }, true), 1)|];")]
    // A log-softmax is a shift by the log-sum-exp.
    [InlineData("static double M(double[] x, double[] l, int[] y) { K.Logs(x, l); return [|K.Cost(l, y)|]; }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.cross_entropy(functional.log_softmax(x, 1), y)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor y) { var loss = CrossEntropyLoss(); return [|loss.call(x.log_softmax(1), y)|]; }")]
    public void Fires(string members) => Rule.Marks(Usings + "static class C { " + members + " }");

    [Theory]
    // TensorPrimitives does not shift.
    [InlineData("static void M(float[] x, float[] p) { TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), p); TensorPrimitives.SoftMax(p, p); }")]
    [InlineData("static void M(double[] x, double[] p) => K.Normalise(x, p);")]
    // No shift at all: a bias, a temperature, another row's maximum that is a mask by design.
    [InlineData("static void M(double[] x, double[] b, double[] p) { for (int i = 0; i < x.Length; i++) p[i] = x[i] - b[i]; K.Normalise(p, p); }")]
    [InlineData("static void M(double[] x, double[] p, double t) { for (int i = 0; i < x.Length; i++) p[i] = x[i] / t; K.Normalise(p, p); }")]
    [InlineData("static void M(double[] x, double[] p) { double m = x.Max(); for (int i = 0; i < x.Length; i++) p[i] = Math.Exp(x[i] - m); }")]
    [InlineData("static void M(double[] x, double[] p, double m) { for (int i = 0; i < x.Length; i++) p[i] = x[i] - m; K.Normalise(p, p); }")]
    // Shifted on one path only.
    [InlineData("static void M(double[] x, double[] p, bool b) { double m = b ? x.Max() : 0; for (int i = 0; i < x.Length; i++) p[i] = x[i] - m; K.Normalise(p, p); }")]
    [InlineData("static double M(double[] x, double[] l, int[] y) { K.Logs(x, l); return K.Nll(l, y); }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.cross_entropy(x, y);")]
    public void IsSilent(string members) => Rule.Marks(Usings + "static class C { " + members + " }");
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Probabilities where logits belong.</summary>
public sealed class SMG2001Tests
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    private static readonly RuleRun Rule = new("SMG2001", Stubs.Kernels, Stubs.Torch);

    [Theory]
    // Our own kernels.
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); return [|K.Cost(p, y)|]; }")]
    [InlineData("static double M(double[] x, int[] y) { Span<double> p = stackalloc double[3]; K.Normalise(x, p); return [|K.Cost(p, y)|]; }")]
    [InlineData("static double M(double[] x, double[] p, int[] y, double[] g) { K.CostAndMore(x, y, g, p); return [|K.Cost(p, y)|]; }")]
    [InlineData("static void M(double[] x) { K.Normalise(x, x); [|K.Normalise(x, x)|]; }")]
    [InlineData("static double M(double[] x, int[] y) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); var p = e.Select(v => v / s).ToArray(); return [|K.Cost(p, y)|]; }")]
    [InlineData("static double M(double[] x, double[] z, int[] y) { for (int i = 0; i < x.Length; i++) z[i] = 1 / (1 + Math.Exp(-x[i])); return [|K.Cost(z, y)|]; }")]
    // Twice by hand, and through a helper.
    [InlineData("static double[] M(double[] x) => Twice(Twice(x)); static double[] Twice(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }", false)]
    // A library.
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.cross_entropy(functional.softmax(x, 1), y)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor y) { var loss = CrossEntropyLoss(); var p = x.softmax(1); return [|loss.forward(p, y)|]; }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) { var loss = CrossEntropyLoss(); return [|loss.call(Softmax(1).call(x), y)|]; }")]
    [InlineData("static readonly Module<Tensor, Tensor, Tensor> Loss = CrossEntropyLoss(); static Tensor M(Tensor x, Tensor y) => [|Loss.forward(x.softmax(1).detach(), y)|];")]
    [InlineData("static Tensor M(Tensor x) => [|functional.log_softmax(x.softmax(1), 1)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.binary_cross_entropy_with_logits(x.softmax(1), y)|];")]
    public void Fires(string members, bool isHere = true)
    {
        if (isHere)
            Rule.Marks(Usings + "static class C { " + members + " }");
        else
            // The outer call is at fault, and what is divided there.
            Assert.Contains("normalised twice", Rule.Message(Usings + "static class C { " + members + " }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x, double[] l, int[] y) { K.Logs(x, l); return K.Nll(l, y); }")]
    // The buffer holds other things by then.
    [InlineData("static double M(double[] x, double[] z, double[] p, int[] y) { K.Normalise(x, p); for (int i = 0; i < p.Length; i++) p[i] = z[i]; return K.Cost(p, y); }")]
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); Refill(p); return K.Cost(p, y); } public static Action<double[]> Refill = _ => { };")]
    // Log-probabilities are their own log-softmax.
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.cross_entropy(functional.log_softmax(x, 1), y);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.cross_entropy(x.softmax(1).log(), y);")]
    // Scores made from probabilities, and a sharpened distribution, are meant.
    [InlineData("static Tensor M(Tensor q, Tensor v) => functional.softmax(q.softmax(1) * v, 1);")]
    [InlineData("static Tensor M(Tensor x) => functional.softmax(x.softmax(1) / 0.1, 1);")]
    [InlineData("static Tensor M(Tensor x, Tensor y, bool b) { var p = b ? x.softmax(1) : x; return functional.cross_entropy(p, y); }")]
    // What the sigmoid gates is a score like any other.
    [InlineData("static Tensor M(Tensor x) => functional.softmax(x.sigmoid(), 1);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.binary_cross_entropy(x.softmax(1), y);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.cross_entropy(x.softmax(1).gather(1, y), y);")]
    public void IsSilent(string members) => Rule.Marks(Usings + "static class C { " + members + " }");

    [Fact]
    public void FiresOnWhatTheGeneratorMakes()
    {
        Compilation compilation = TestCompilation.Create(
        [
            """
            partial class Net
            {
                [SoftmaxGen.Softmax(Classes = 3)]
                public static partial void Probabilities(ReadOnlySpan<float> logits, Span<float> probabilities);

                [SoftmaxGen.SoftmaxLoss(Classes = 3)]
                public static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);

                float Train(float[] x, float[] p, int[] y)
                {
                    Probabilities(x, p);
                    return Loss(p, y);
                }
            }
            """,
        ]);
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        TestCompilation.AssertCompiles(compilation);

        Diagnostic found = Assert.Single(new AnalyzerRun().Diagnose(compilation), d => d.Id == "SMG2001");
        Assert.Equal("Loss(p, y)", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }
}

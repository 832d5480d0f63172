using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Generator;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The generator and the analyzers together: what the rules know of the kernels that the package writes.</summary>
public sealed class OwnKernelTests
{
    private const string Kernels = """
        using SoftmaxGen;

        static partial class K
        {
            [Softmax(Classes = 3)]
            public static partial void Normalise(ReadOnlySpan<float> logits, Span<float> probabilities);

            [LogSoftmax(Classes = 3)]
            public static partial void Logs(ReadOnlySpan<float> logits, Span<float> logProbabilities);

            [LogSumExp(Classes = 3)]
            public static partial float Free(ReadOnlySpan<float> logits);

            [ArgMax(Classes = 3)]
            public static partial void Best(ReadOnlySpan<float> logits, Span<int> labels);

            [SoftmaxLoss(Classes = 3)]
            public static partial float Cost(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels);

            [SoftmaxLoss(Classes = 3)]
            public static partial float Train(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient, Span<float> probabilities);

            [SoftmaxLoss(Classes = 3, Target = Target.Soft)]
            public static partial float Match(Span<float> gradient, ReadOnlySpan<float> target, ReadOnlySpan<float> logits);

            [NllLoss(Classes = 3)]
            public static partial float Nll(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<int> labels);
        }
        """;

    [Theory]
    // A softmax's result where logits belong, whichever kernel made it and however it got there.
    [InlineData("SMG2001", "K.Cost(p, y)", "static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); return K.Cost(p, y); }")]
    [InlineData("SMG2001", "K.Cost(p, y)", "static float M(float[] x, int[] y) { Span<float> p = stackalloc float[3]; K.Normalise(x, p); return K.Cost(p, y); }")]
    [InlineData("SMG2001", "K.Cost(p, y)", "static float M(float[] x, float[] p, int[] y) { K.Normalise(probabilities: p, logits: x); return K.Cost(p, y); }")]
    [InlineData("SMG2001", "K.Cost(p, y)", "static float M(float[] x, float[] p, int[] y, float[] g) { K.Train(x, y, g, p); return K.Cost(p, y); }")]
    [InlineData("SMG2001", "K.Match(g, t, p)", "static float M(float[] x, float[] p, float[] t, float[] g) { K.Normalise(x, p); return K.Match(g, t, p); }")]
    [InlineData("SMG2001", "K.Logs(p, l)", "static void M(float[] x, float[] p, float[] l) { K.Normalise(x, p); K.Logs(p, l); }")]
    [InlineData("SMG2001", "K.Normalise(x, x)", "static void M(float[] x) { K.Normalise(x, x); K.Normalise(x, x); }")]
    [InlineData("SMG2001", "K.Cost(net.P, y)", "static float M(Net net, float[] x, int[] y) { K.Normalise(x, net.P); return K.Cost(net.P, y); } sealed class Net { public float[] P = new float[3]; }")]
    [InlineData("SMG2001", "K.Cost(p, y)", "static float M(float[] x, int[] y) { float[] p = Of(x); return K.Cost(p, y); } static float[] Of(float[] x) { float[] p = new float[3]; K.Normalise(x, p); return p; }")]
    [InlineData("SMG2001", "K.Cost(q, y)", "static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); var q = new float[3]; Array.Copy(p, q, 3); return K.Cost(q, y); }")]
    // Logarithms taken of what was normalised.
    [InlineData("SMG1003", "MathF.Log(p[k])", "static float M(float[] x, float[] p, int k) { K.Normalise(x, p); return -MathF.Log(p[k]); }")]
    [InlineData("SMG1003", "MathF.Log(p[i])", "static float M(float[] x, float[] t) { float[] p = new float[3]; K.Normalise(x, p); float l = 0; for (int i = 0; i < 3; i++) l -= t[i] * MathF.Log(p[i]); return l; }")]
    [InlineData("SMG1003", "MathF.Log(v)", "static float[] M(float[] x, float[] p) { K.Normalise(x, p); return p.Select(v => MathF.Log(v)).ToArray(); }")]
    // The wrong loss.
    [InlineData("SMG2002", "K.Nll(p, y)", "static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); return K.Nll(p, y); }")]
    [InlineData("SMG2002", "K.Nll(x, y)", "static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); return K.Nll(x, y) + p[0]; }")]
    // Work for nothing.
    [InlineData("SMG3001", "K.Cost(l, y)", "static float M(float[] x, float[] l, int[] y) { K.Logs(x, l); return K.Cost(l, y); }")]
    [InlineData("SMG3004", "K.Best(p, y)", "static int M(float[] x, int[] y) { float[] p = new float[3]; K.Normalise(x, p); K.Best(p, y); return y[0]; }")]
    [InlineData("SMG3004", "Array.IndexOf(p, p.Max())", "static int M(float[] x) { float[] p = new float[3]; K.Normalise(x, p); return Array.IndexOf(p, p.Max()); }")]
    public void IsReported(string id, string at, string members)
    {
        Diagnostic found = Assert.Single(Run(members), found => found.Id == id);
        Assert.Equal(at, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); return K.Cost(x, y) + p[0]; }")]
    [InlineData("static float M(float[] x, float[] l, int[] y) { K.Logs(x, l); return K.Nll(l, y); }")]
    [InlineData("static float M(float[] x, float[] p, int[] y, float[] g) { float loss = K.Train(x, y, g, p); return loss + p[0]; }")]
    // The gradient and the labels are no probabilities; nor is the target's role the logits'.
    [InlineData("static float M(float[] x, int[] y, float[] g, float[] p) { K.Train(x, y, g, p); return K.Cost(g, y); }")]
    [InlineData("static float M(float[] x, float[] z, float[] p, float[] g) { K.Normalise(z, p); return K.Match(g, p, x); }")]
    [InlineData("static int M(float[] x, int[] y) { K.Best(x, y); return y[0]; }")]
    [InlineData("static (int, float) M(float[] x, int[] y) { float[] p = new float[3]; K.Normalise(x, p); K.Best(p, y); return (y[0], p[y[0]]); }")]
    [InlineData("static float M(float[] x) => K.Free(x);")]
    [InlineData("static float M(float[] x, int k) => x[k] - K.Free(x);")]
    // The buffer is filled anew in between.
    [InlineData("static float M(float[] x, float[] z, float[] p, int[] y) { K.Normalise(x, p); Array.Copy(z, p, 3); return K.Cost(p, y); }")]
    [InlineData("static float M(float[] x, float[] z, float[] p, int[] y) { K.Normalise(x, p); z.CopyTo(p, 0); return K.Cost(p, y); }")]
    [InlineData("static float M(float[] x, float[] z, float[] p, int[] y) { K.Normalise(x, p); z.AsSpan().CopyTo(p); return K.Cost(p, y); }")]
    [InlineData("static float M(float[] x, float[] z, float[] p, int[] y) { K.Normalise(x, p); Array.Copy(z, 0, p, 1, 2); return K.Cost(p, y); }")]
    [InlineData("static float M(float[] x, float[] p, int[] y) { K.Normalise(x, p); Array.Clear(p); return K.Cost(p, y); }")]
    public void IsSilent(string members) => Assert.Empty(Run(members).Select(found => $"{found.Id} {found.GetMessage(null)}"));

    [Fact]
    public void AnAttributeOfTheSameNameElsewhereIsNoKernel()
    {
        string source = """
            class SoftmaxAttribute : Attribute;
            class SoftmaxLossAttribute : Attribute;
            static class C
            {
                [Softmax] static extern void Normalise(float[] logits, float[] probabilities);
                [SoftmaxLoss] static extern float Cost(float[] logits, int[] labels);
                static float M(float[] x, float[] p, int[] y) { Normalise(x, p); return Cost(p, y); }
            }
            """;

        Assert.DoesNotContain(new AnalyzerRun().Diagnose(source), found => found.Id == "SMG2001");
    }

    private static IEnumerable<Diagnostic> Run(string members)
    {
        Compilation compilation = TestCompilation.Create([Kernels, $"static class C {{ {members} }}"]);
        CSharpGeneratorDriver.Create([new SoftmaxKernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        TestCompilation.AssertCompiles(compilation);
        return new AnalyzerRun().Diagnose(compilation);
    }
}

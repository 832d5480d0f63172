using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes;
using SoftmaxGen.CodeFixes.Fixes;

namespace SoftmaxGen.Analyzers.Tests.Fixes;

/// <summary>«Use a generated kernel»: the package's analyzer, its generator and the fix together.</summary>
public sealed class KernelFixTests
{
    private static readonly double[] _benign = [0.5, -1, 2, 0.25];
    private static readonly double[] _witness = [1000, 0, 999, -1000];
    private static readonly double[] _expected = [1 / (1 + Math.Exp(-1)), 0, 1 / (1 + Math.E), 0];

    private static FixRun Loops { get; } = new(new SubtractMaximumFix()) { Generator = true, Key = StabilityFix.KernelKey };

    private static FixRun Library { get; } = new(new LibrarySoftmaxFix()) { Generator = true, Key = StabilityFix.KernelKey };

    [Fact]
    public void TwoLoopsBecomeACall() => Loops.Fix(
        """
        static class C
        {
            static double[] M(double[] x)
            {
                double[] p = new double[4];
                double sum = 0;
                for (int i = 0; i < 4; i++)
                {
                    p[i] = Math.Exp(x[i]);
                    sum += p[i];
                }

                for (int i = 0; i < 4; i++)
                    p[i] /= sum;
                return p;
            }
        }
        """).Reads(
        """
        static partial class C
        {
            static double[] M(double[] x)
            {
                double[] p = new double[4];
                Softmax(x.AsSpan(0, 4), p);
                return p;
            }

            [SoftmaxGen.Softmax(Classes = 4)]
            private static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities);
        }
        """)
        .Agrees("M", [_benign]).IsRight("M", [_witness], _expected);

    [Theory]
    [InlineData("double[] p = new double[x.Length]; double s = 0; for (int i = 0; i < 4; i++) s += p[i] = Math.Exp(x[i]); for (int j = 0; j < 4; j++) { p[j] = p[j] / s; } return p;")]
    [InlineData("double s = 0; for (int i = 0; i < N; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < N; i++) x[i] /= s; return x;")]
    [InlineData("Span<double> p = stackalloc double[4]; double s = 0.0; for (int i = 0; i < N; ++i) { p[i] = Math.Exp(x[i]); s += p[i]; } for (int i = 0; i < N; ++i) p[i] /= s; return p.ToArray();")]
    [InlineData("double[][] rows = [new double[4], x]; double s = 0; for (int i = 0; i < 4; i++) { rows[0][i] = Math.Exp(rows[1][i]); s += rows[0][i]; } for (int i = 0; i < 4; i++) rows[0][i] /= s; return rows[0];")]
    [InlineData("double[] p = new double[N]; double s = 0; for (int i = 0; i < p.Length; i++) { p[i] = Math.Exp(x[i]); s += p[i]; } for (int i = 0; i < 4; i++) p[i] *= 1 / s; return p;")]
    public void Shapes(string body) => Assert.Contains(
        "Classes = 4",
        Loops.Fix($"class C {{ const int N = 4; static double[] M(double[] x) {{ {body} }} }}")
            .Agrees("M", [_benign]).IsRight("M", [_witness], _expected).Text,
        StringComparison.Ordinal);

    [Fact]
    public void FloatHasItsOwnAndTypesAroundArePartialToo()
    {
        FixedSources result = Loops.Fix(
            """
            namespace N
            {
                public class Outer
                {
                    internal sealed class Softmax
                    {
                        public float[] M(float[] x) { float[] p = new float[3]; float s = 0; for (int i = 0; i < 3; i++) { p[i] = (float)Math.Exp(x[i]); s += p[i]; } for (int i = 0; i < 3; i++) p[i] /= s; return p; }
                        public float[] O(float[] x) { float[] p = new float[3]; float s = 0; for (int i = 0; i < 3; i++) { p[i] = MathF.Exp(x[i]); s += p[i]; } for (int i = 0; i < 3; i++) p[i] /= s; return p; }
                    }
                }
            }
            """);

        Assert.Contains("public partial class Outer", result.Text, StringComparison.Ordinal);
        Assert.Contains("internal sealed partial class Softmax", result.Text, StringComparison.Ordinal);
        // The class is called so already, and both methods share a kernel.
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(result.Text, "private static partial void SoftmaxKernel\\("));
        result.Agrees("M", [new[] { 1f, 2, -1 }], 1e-6).IsRight("M", [new[] { 100f, 0, -100 }], [1, (float)Math.Exp(-100), 0], 1e-5)
            .Agrees("O", [new[] { 1f, 2, -1 }], 1e-6);
    }

    [Theory]
    // The number of classes is not known, too small, or the loops do not cover the same.
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < x.Length; i++) x[i] /= s; return x;")]
    [InlineData("double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < 3; i++) x[i] /= s; return x;")]
    // The sum is needed, or begins at something.
    [InlineData("double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < 4; i++) x[i] /= s; x[0] += s; return x;")]
    [InlineData("double s = 1; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < 4; i++) x[i] /= s; return x;")]
    [InlineData("double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; i++; } for (int i = 0; i < 4; i++) x[i] /= s; return x;")]
    // Something else is done in between, or to the logits.
    [InlineData("double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } Console.WriteLine(x[0]); for (int i = 0; i < 4; i++) x[i] /= s; return x;")]
    [InlineData("double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(2 * x[i]); s += x[i]; } for (int i = 0; i < 4; i++) x[i] /= s; return x;")]
    [InlineData("var p = new float[4]; double s = 0; for (int i = 0; i < 4; i++) { p[i] = (float)Math.Exp(x[i]); s += p[i]; } for (int i = 0; i < 4; i++) p[i] /= (float)s; return x;")]
    public void OtherLoopsAreLeftAlone(string body) => Loops.IsNotOffered($"class C {{ static double[] M(double[] x) {{ {body} }} }}");

    // No rule reports that: it is infinite.
    [Fact]
    public void AnInverseFromBeforeIsNoneOfTheSum() => new FixRun(new SubtractMaximumFix())
    {
        Analyzer = new ShapeAnalyzer("SMG1001", (node, _) => node.ToString() == "Math.Exp(x[i])"),
        Generator = true,
        Key = StabilityFix.KernelKey,
    }.IsNotOffered("class C { static double[] M(double[] x) { double s = 0; double r = 1 / s; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < 4; i++) x[i] *= r; return x; } }");

    [Theory]
    [InlineData("static class C { MEMBER }", false)]
    [InlineData("file static class C { MEMBER }", true)]
    [InlineData("interface C { MEMBER }", true)]
    public void WhereTheGeneratorCannotHelpNothingIsOffered(string type, bool generator) =>
        new FixRun(new SubtractMaximumFix()) { Generator = generator, Key = StabilityFix.KernelKey }.IsNotOffered(type.Replace(
            "MEMBER",
            "static double[] M(double[] x) { double s = 0; for (int i = 0; i < 4; i++) { x[i] = Math.Exp(x[i]); s += x[i]; } for (int i = 0; i < 4; i++) x[i] /= s; return x; }",
            StringComparison.Ordinal));

    [Theory]
    [InlineData("float[] x = new float[3]; z.CopyTo(x, 0); float[] y = new float[5]; TensorPrimitives.SoftMax<float>(x, y); return y;", "Softmax(x, y.AsSpan(0, 3));")]
    [InlineData("float[] x = new float[] { z[0], z[1], z[2] }; float[] y = new float[3]; TensorPrimitives.SoftMax<float>(x.AsSpan(), y.AsSpan()); return y;", "Softmax(x, y);")]
    [InlineData("Span<float> x = stackalloc float[3]; z.CopyTo(x); Span<float> y = stackalloc float[4]; y.Clear(); TensorPrimitives.SoftMax<float>(x, y); return y.ToArray();", "Softmax(x, y.Slice(0, 3));")]
    public void TheLibraryIsReplaced(string body, string call)
    {
        FixedSources result = Library.Fix($"using System.Numerics.Tensors; static class C {{ static float[] M(float[] z) {{ {body} }} }}");
        Assert.Contains(call, result.Text, StringComparison.Ordinal);
        float[] padding = body.Contains("float[5]", StringComparison.Ordinal) ? [0, 0] : body.Contains("float[4]", StringComparison.Ordinal) ? [0] : [];
        result.Agrees("M", [new[] { 1f, 2, -1 }], 1e-6)
            .IsRight("M", [new[] { 200f, 0, 0 }], [1, 0, 0, .. padding], 1e-6);
    }

    [Theory]
    [InlineData("float[] y = new float[z.Length]; TensorPrimitives.SoftMax<float>(z, y); return y;")]
    [InlineData("float[] x = new float[3]; x = z; float[] y = new float[3]; TensorPrimitives.SoftMax<float>(x, y); return y;")]
    [InlineData("float[] x = new float[z.Length]; z.CopyTo(x, 0); float[] y = new float[3]; TensorPrimitives.SoftMax<float>(x, y); return y;")]
    public void CallsOfUnknownLengthAreLeftAlone(string body) => Library.IsNotOffered(
        $"using System.Numerics.Tensors; static class C {{ static float[] M(float[] z) {{ {body} }} }}");
}

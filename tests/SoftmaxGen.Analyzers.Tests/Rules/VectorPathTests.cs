namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Functions over spans of the program's own that do most of the work on vectors, so that they are long: what they say stands in the loop over the rest.</summary>
public sealed class VectorPathTests
{
    private const string Library = """

        static class Spans
        {
            public static Span<float> Exp(Span<float> x, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++)
                    y[i] = MathF.Exp(x[i]);
                return y;
            }

            public static Span<float> AddTo(Span<float> x, float c, Span<float> y)
            {
                int i = 0;
                if (System.Numerics.Vector.IsHardwareAccelerated)
                {
                    Span<System.Numerics.Vector<float>> from = System.Runtime.InteropServices.MemoryMarshal.Cast<float, System.Numerics.Vector<float>>(x);
                    Span<System.Numerics.Vector<float>> to = System.Runtime.InteropServices.MemoryMarshal.Cast<float, System.Numerics.Vector<float>>(y);
                    var all = new System.Numerics.Vector<float>(c);
                    int k = 0;
                    while (i < (x.Length & ~31))
                    {
                        to[k] = System.Numerics.Vector.Add(from[k], all);
                        to[k + 1] = System.Numerics.Vector.Add(from[k + 1], all);
                        to[k + 2] = System.Numerics.Vector.Add(from[k + 2], all);
                        to[k + 3] = System.Numerics.Vector.Add(from[k + 3], all);
                        k += 4;
                        i += 32;
                    }
                }
                while (i < (x.Length & ~3))
                {
                    y[i] = x[i] + c;
                    y[i + 1] = x[i + 1] + c;
                    y[i + 2] = x[i + 2] + c;
                    y[i + 3] = x[i + 3] + c;
                    i += 4;
                }
                while (i < x.Length)
                {
                    y[i] = x[i] + c;
                    i++;
                }
                return y;
            }
        }
        """;

    private static void Marks(string id, string body) => new RuleRun(id).Marks($$"""static class C { {{body}} }""" + Library);

    [Theory]
    [InlineData("static void M(Span<float> x, Span<float> y) { Spans.Exp(x, y); Spans.AddTo(y, 1f, y); for (int i = 0; i < y.Length; i++) y[i] = {|SMG1009:MathF.Log(y[i])|}; }")]
    [InlineData("static float[] M(float[] x) { var y = new float[x.Length]; Spans.Exp(x, y); Spans.AddTo(y, 1f, y); return y.Select(v => {|SMG1009:MathF.Log(v)|}).ToArray(); }")]
    public void Fires(string body) => Marks("SMG1009", body);

    [Theory]
    [InlineData("static void M(Span<float> x, Span<float> y) { for (int i = 0; i < x.Length; i++) x[i] = -MathF.Abs(x[i]); Spans.Exp(x, y); Spans.AddTo(y, 1f, y); for (int i = 0; i < y.Length; i++) y[i] = MathF.Log(y[i]); }")]
    [InlineData("static void M(Span<float> x, Span<float> y) { Spans.Exp(x, y); Spans.AddTo(y, 1f, y); for (int i = 0; i < y.Length; i++) y[i] = x[i] > 80 ? x[i] : MathF.Log(y[i]); }")]
    public void IsSilent(string body) => Marks("SMG1009", body);

    // A shift that is done on vectors: the maximum is taken off before.
    [Fact]
    public void IsSilentOnAShiftedSoftmax() => Marks("SMG1001", """
        static void M(Span<float> x, Span<float> y)
        {
            float most = float.NegativeInfinity;
            foreach (float v in x)
                most = MathF.Max(most, v);
            Spans.AddTo(x, -most, y);
            Spans.Exp(y, y);
            float sum = 0;
            foreach (float v in y)
                sum += v;
            for (int i = 0; i < y.Length; i++)
                y[i] /= sum;
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>What the network does is more than can be followed from its training loop; what its calls are named is not.</summary>
public sealed class TrainingLoopTests
{
    private static readonly string s_layers = string.Concat(Enumerable.Range(0, 400).Select(i => $"for (int i = 0; i < x.Length; i++) h[i] += Math.Exp(-x[i] * x[i] / {i + 1}) * w[i]; "));

    private static string Train(string softmax, string probabilities) => $$"""
        class C
        {
            double[] w;
            double[] Forward(double[] x) { var h = new double[x.Length]; {{s_layers}} return h; }
            static double[] Softmax(double[] z) { {{softmax}} }
            double Train(double[][] batch, int[] labels)
            {
                double loss = 0;
                for (int step = 0; step < 500; step++)
                    for (int i = 0; i < batch.Length; i++)
                    {
                        double[] logits = Forward(Forward(batch[i]));
                        double[] p = {{probabilities}};
                        loss += -Math.Log(p[labels[i]]);
                    }
                return loss;
            }
        }
        """;

    private const string Shifted = "double m = z.Max(), s = z.Sum(v => Math.Exp(v - m)); return z.Select(v => Math.Exp(v - m) / s).ToArray();";

    [Fact]
    public void Fires() => ShapeCheck.Fires("SMG1003", Train(Shifted, "Softmax(logits)"));

    // The body is read, where its name would say less.
    [Fact]
    public void FiresOnTheBoundInASoftmax() => ShapeCheck.Fires("SMG1013",
        Train("double m = z.Max(), s = z.Sum(v => Math.Exp(v - m)); return z.Select(v => Math.Max(Math.Exp(v - m) / s, 1e-7)).ToArray();", "Softmax(logits)"));

    [Fact]
    public void IsSilentWhereNothingIsKnown() => ShapeCheck.IsSilent(Train(Shifted, "Missing.Calls.Of(logits)"));
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Networks whose layers are the rows of a jagged array in a member: one sample after the other goes in at the first and comes out at the last.</summary>
public sealed class LayerArrayTests
{
    private static void Marks(string forward, string loss) => new RuleRun("SMG1005").Marks($$"""
        class Net
        {
            private readonly float[][] _values, _biases;
            private readonly float[][][] _weights;

            public Net(float[][] values, float[][] biases, float[][][] weights) { _values = values; _biases = biases; _weights = weights; }

            private static float Squash(float x) => 1f / (1f + MathF.Exp(-x));

            private void Run(float[] x)
            {
                for (int i = 0; i < x.Length; i++)
                    _values[0][i] = x[i];
                for (int l = 1; l < _values.Length; l++)
                    for (int i = 0; i < _values[l].Length; i++)
                        _values[l][i] = {{forward}};
            }

            private float Sum(float[] x, float[] w) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] * w[i]; return sum; }

            {{loss}}
        }
        """);

    // One sample, also where its outcome can be tried on made-up layers; then many of them.
    [Theory]
    [InlineData("Squash(_biases[l][i])", "public double Loss(float[] x, int y) { Run(x); return -{|SMG1005:Math.Log(_values[_values.Length - 1][y])|}; }")]
    [InlineData("Squash(_values[l - 1][i] * _biases[l][i])", "public double Loss(float[] x, float[] y) { Run(x); double loss = 0; for (int k = 0; k < y.Length; k++) loss -= y[k] * {|SMG1005:Math.Log(_values[_values.Length - 1][k])|}; return loss; }")]
    [InlineData("Squash(Sum(_values[l - 1], _weights[l - 1][i]) + _biases[l][i])", "public double Loss(float[][] xs, int[] ys) { double loss = 0; for (int n = 0; n < xs.Length; n++) { Run(xs[n]); loss -= {|SMG1005:Math.Log(_values[_values.Length - 1][ys[n]])|}; } return loss; }")]
    public void FiresOnTheLastLayer(string forward, string loss) => Marks(forward, loss);

    [Theory]
    [InlineData("MathF.Max(1e-7f, Squash(_biases[l][i]))", "public double Loss(float[][] xs, int[] ys) { double loss = 0; for (int n = 0; n < xs.Length; n++) { Run(xs[n]); loss -= Math.Log(_values[_values.Length - 1][ys[n]]); } return loss; }")]
    [InlineData("Squash(_biases[l][i])", "public double Loss(float[][] xs, int[] ys) { double loss = 0; for (int n = 0; n < xs.Length; n++) { Run(xs[n]); loss -= Math.Log(_values[_values.Length - 1][ys[n]] + 1e-7); } return loss; }")]
    public void IsSilentWithAFloor(string forward, string loss) => Marks(forward, loss);
}

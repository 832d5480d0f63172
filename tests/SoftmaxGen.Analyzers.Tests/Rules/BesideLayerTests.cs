namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A number's exponential over the sum of those of its layer, and the derivative of that.</summary>
public sealed class BesideLayerTests
{
    [Fact]
    public void FiresOnADerivativeOverASquareThatIsKeptFromZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Slopes(double[] x, bool normalised)
            {
                var y = new double[x.Length];
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    if (normalised)
                        sum += y[i] = {|SMG1001:Math.Exp(x[i])|};
                    else
                        y[i] = x[i];
                if (normalised)
                {
                    double square = sum * sum + 1e-3;
                    for (int i = 0; i < x.Length; i++)
                        y[i] = y[i] * (sum - y[i]) / square;
                }
                return y;
            }
        }
        """);

    [Fact]
    public void FiresOnANumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Softmax
        {
            public double Activate(double x, double[] layer)
            {
                double sum = 0;
                for (int i = 0; i < layer.Length; i++)
                    sum += Math.Exp(layer[i]);
                return {|SMG1001:Math.Exp(x)|} / sum;
            }
        }
        """);

    [Fact]
    public void SilentOnAShiftedNumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Softmax
        {
            public double Activate(double x, double[] layer)
            {
                double max = layer.Max();
                double sum = 0;
                for (int i = 0; i < layer.Length; i++)
                    sum += Math.Exp(layer[i] - max);
                return Math.Exp(x - max) / sum;
            }
        }
        """);

    [Fact]
    public void FiresOnTheDerivativeOfANumberBesideItsLayer() => RuleCheck.Marks(
        """
        class Layer
        {
            double[] _inputs = new double[3];

            public double[] Inputs()
            {
                double[] inputs = new double[_inputs.Length];
                for (int i = 0; i < inputs.Length; i++)
                    inputs[i] = 2 * _inputs[i] + 1;
                return inputs;
            }
        }

        static class Softmax
        {
            public static double Derivative(Layer layer, double value)
            {
                double[] x = layer.Inputs();
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i]);
                double e = {|SMG1001:Math.Exp(value)|};
                return (e * sum - e * e) / (sum * sum);
            }
        }
        """);
}

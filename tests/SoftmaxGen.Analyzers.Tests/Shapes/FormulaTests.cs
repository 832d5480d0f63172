namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>The same mistakes in other formulas.</summary>
public sealed class FormulaTests
{
    [Fact]
    public void AnExponentialTimesItsSigmoidSquared() => ShapeCheck.Fires("SMG1008", """
        static class A
        {
            static void Hessian(double[] margins, double[] weights, double[] h)
            {
                for (int i = 0; i < margins.Length; i++)
                {
                    double e = Math.Exp(margins[i]), tail = 1 / (1 + e);
                    h[i] = weights[i] * e * tail * tail;
                }
            }
        }
        """);

    [Fact]
    public void AValueTimesASigmoidIsFine() => ShapeCheck.IsSilent("""
        static class A
        {
            static double Swish(double x) => x * (1 / (1 + Math.Exp(-x)));
            static double Derivative(double x) { double s = 1 / (1 + Math.Exp(-x)); return s * (1 - s); }
            static double Decay(double x, double t) => Math.Exp(-t * t) * (1 / (1 + Math.Exp(-x)));
        }
        """);

    [Fact]
    public void TheDerivativeInOnePiece() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static double[] Derivative(double[] x)
            {
                double sum = x.Sum(v => Math.Exp(v));
                return x.Select(v => Math.Exp(v) * (sum - Math.Exp(v)) / (sum * sum)).ToArray();
            }
        }
        """);

    [Fact]
    public void TheDerivativeMultipliedOut() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static double Derivative(double[] x, int at)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i]);
                double e = Math.Exp(x[at]);
                return (e * sum - e * e) / (sum * sum);
            }
        }
        """);

    [Fact]
    public void TheShiftedDerivativeMultipliedOut() => ShapeCheck.IsSilent("""
        static class A
        {
            static double Derivative(double[] x, int at)
            {
                double max = x.Max(), sum = 0;
                for (int i = 0; i < x.Length; i++)
                    sum += Math.Exp(x[i] - max);
                double e = Math.Exp(x[at] - max);
                return (e * sum - e * e) / (sum * sum);
            }
        }
        """);

    [Fact]
    public void TheShiftedDerivativeInOnePiece() => ShapeCheck.IsSilent("""
        static class A
        {
            static double[] Derivative(double[] x)
            {
                double max = x.Max(), sum = x.Sum(v => Math.Exp(v - max));
                return x.Select(v => Math.Exp(v - max) * (sum - Math.Exp(v - max)) / (sum * sum)).ToArray();
            }
        }
        """);

    [Fact]
    public void TwoExponentialsWrittenOut() => ShapeCheck.Fires("SMG1004", """
        static class A { static double LogAdd(double a, double b) => Math.Log(Math.Exp(a) + Math.Exp(b)); }
        """);

    [Fact]
    public void TwoShiftedExponentials() => ShapeCheck.IsSilent("""
        static class A
        {
            static double LogAdd(double a, double b) { double m = Math.Max(a, b); return m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m)); }
            static double LogAdd(double a, double b, double m) => m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m));
        }
        """);

    [Fact]
    public void TheLogarithmOfCosh() => ShapeCheck.Fires("SMG1004", """
        static class A { static double Loss(double prediction, double target) => Math.Log(Math.Cosh(prediction - target)); }
        """);

    [Fact]
    public void TheStableLogarithmOfCosh() => ShapeCheck.IsSilent("""
        static class A
        {
            static double Loss(double d) => Math.Abs(d) + Math.Log(1 + Math.Exp(-2 * Math.Abs(d))) - Math.Log(2);
            static double Sech(double x) => 1 / Math.Cosh(x);
        }
        """);

    [Fact]
    public void SinhOverCosh() => ShapeCheck.Fires("SMG1008", """
        static class A { static double Tanh(double x) => Math.Sinh(x) / Math.Cosh(x); }
        """);

    [Fact]
    public void TheLogarithmOfADensity() => ShapeCheck.Fires("SMG1017", """
        static class A
        {
            static double LogDensity(double x, double mean, double variance)
            {
                double e = Math.Exp(-Math.Pow(x - mean, 2) / (2 * variance));
                return Math.Log(1 / Math.Sqrt(2 * Math.PI * variance) * e);
            }
        }
        """);

    [Fact]
    public void TheLogarithmOfADiscount() => ShapeCheck.IsSilent("""
        static class A { static double Forward(double spot, double strike, double rate, double years) => Math.Log(spot * Math.Exp(-rate * years) / strike); }
        """);

    [Fact]
    public void ALossOfTwoFactors() => ShapeCheck.Fires("SMG1009", """
        static class Special
        {
            public static double Log1p(double x) => Math.Abs(x) > 1e-4 ? Math.Log(1 + x) : (1 - x / 2) * x;
        }

        static class A { static double Loss(double sign, double margin) => Special.Log1p(Math.Exp(-sign * margin)); }
        """);

    [Fact]
    public void ASignIsSeenOfALongFormulaToo() => ShapeCheck.IsSilent("""
        static class A
        {
            static double Fit(double[] scores, double[] targets)
            {
                double slope = 0, offset = Math.Log((scores.Length + 1.0) / 2), loss = 0;
                for (int round = 0; round < 50; round++)
                {
                    double h11 = 1e-12, h22 = 1e-12, h21 = 0, g1 = 0, g2 = 0;
                    for (int i = 0; i < scores.Length; i++)
                    {
                        double z = scores[i] * slope + offset, p, q;
                        if (z >= 0)
                        {
                            p = Math.Exp(-z) / (1 + Math.Exp(-z));
                            q = 1 / (1 + Math.Exp(-z));
                        }
                        else
                        {
                            p = 1 / (1 + Math.Exp(z));
                            q = Math.Exp(z) / (1 + Math.Exp(z));
                        }
                        double d2 = p * q, d1 = targets[i] - p;
                        h11 += scores[i] * scores[i] * d2;
                        h22 += d2;
                        h21 += scores[i] * d2;
                        g1 += scores[i] * d1;
                        g2 += d1;
                    }
                    double det = h11 * h22 - h21 * h21;
                    double dA = -(h22 * g1 - h21 * g2) / det, dB = -(-h21 * g1 + h11 * g2) / det, step = 1;
                    while (step >= 1e-10)
                    {
                        double newSlope = slope + step * dA, newOffset = offset + step * dB, newLoss = 0;
                        for (int i = 0; i < scores.Length; i++)
                        {
                            double z = scores[i] * newSlope + newOffset;
                            if (z >= 0)
                                newLoss += targets[i] * z + Math.Log(1 + Math.Exp(-z));
                            else
                                newLoss += (targets[i] - 1) * z + Math.Log(1 + Math.Exp(z));
                        }
                        if (newLoss < loss)
                        {
                            slope = newSlope;
                            offset = newOffset;
                            loss = newLoss;
                            break;
                        }
                        step /= 2;
                    }
                }
                return slope;
            }
        }
        """);

    [Fact]
    public void AMixtureWithASmallConstant() => ShapeCheck.Fires("SMG1004", """
        static class A
        {
            static double LogLikelihood(double[] weights, double[] x, double[][] means, double[][] logDeviations)
            {
                double total = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    double log = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        double z = (x[i] - means[k][i]) / Math.Exp(logDeviations[k][i]);
                        log += -0.5 * z * z - logDeviations[k][i] - 0.5 * Math.Log(2 * Math.PI);
                    }
                    total += weights[k] * Math.Exp(log);
                }
                return Math.Log(total + 1e-8);
            }
        }
        """);
}

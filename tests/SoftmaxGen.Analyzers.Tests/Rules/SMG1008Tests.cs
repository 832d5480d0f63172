namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Ratios of exponentials that overflow together.</summary>
public sealed class SMG1008Tests
{
    [Fact]
    public void FiresOnANeuronThatSumsItsInputsItself() => RuleCheck.Marks(
        """
        static class C
        {
            static double Neuron(double[] weights, double[] inputs, double bias)
            {
                double z = bias;
                for (int i = 0; i < inputs.Length; i++)
                    z += weights[i] * inputs[i];
                double e = Math.Exp(z);
                return {|SMG1008:e / (1 + e)|};
            }
        }
        """);

    [Fact]
    public void FiresWhateverArraysTheObjectHolds() => RuleCheck.Marks(
        """
        class Network
        {
            float[] _biases = new float[4];
            float[][] _weights = new float[2][];

            float Sigmoid(float x)
            {
                float k = (float)Math.Exp(x);
                return {|SMG1008:k / (1.0f + k)|};
            }
        }
        """);

    [Fact]
    public void FiresOnALogisticDensity() => RuleCheck.Marks(
        """
        class Logistic(double center, double scale)
        {
            double Density(double x)
            {
                double z = (x - center) / scale;
                return {|SMG1008:1 / scale * Math.Exp(-z) * Math.Pow(1 + Math.Exp(-z), -2)|};
            }
        }
        """);

    // A table is worked out for arguments that were chosen with its size; what is given may be anything.
    [Theory]
    [InlineData("(i / (double)Size * 2 - 1) * Most", "y / (y + 1)")]
    [InlineData("_step * i", "y / (y + 1)")]
    [InlineData("i * scale", "{|SMG1008:y / (y + 1)|}")]
    [InlineData("_edges[i] * Most", "{|SMG1008:y / (y + 1)|}")]
    public void IsSilentOnATableOfItsOwnCounter(string argument, string marked) => RuleCheck.Marks(
        $$"""
        class Table
        {
            private static int Size = 1000, Most = 6;
            private readonly double _step = 0.01;
            private readonly double[] _edges = new double[Size];
            private readonly double[] _table = new double[Size];

            public void Fill(double scale)
            {
                for (var i = 0; i < Size; i++)
                {
                    double y = Math.Exp({{argument}});
                    _table[i] = {{marked}};
                }
            }
        }
        """);

    [Fact]
    public void FiresOnASigmoid() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double x) => {|SMG1008:Math.Exp(x) / (1 + Math.Exp(x))|};
        }
        """);

    [Theory]
    [InlineData("GetLogProb", "e / (1 + e)")]
    [InlineData("LogDensityAt", "e / (1 + e)")]
    [InlineData("GetLogLikelihoodRatio", "{|SMG1008:e / (1 + e)|}")]
    [InlineData("GetLogOdds", "{|SMG1008:e / (1 + e)|}")]
    [InlineData("GetLogit", "{|SMG1008:e / (1 + e)|}")]
    public void IsSilentOnTheLogarithmOfADensity(string name, string marked) => RuleCheck.Marks(
        $$"""
        abstract class Density
        {
            public abstract double {{name}}(double x);

            static double Posterior(Density density, double x)
            {
                double e = Math.Exp(density.{{name}}(x));
                return {{marked}};
            }
        }
        """);

    [Fact]
    public void FiresOnASigmoidThroughALocal() => RuleCheck.Marks(
        """
        static class C
        {
            static float Sigmoid(float x)
            {
                float e = MathF.Exp(x);
                return {|SMG1008:e / (e + 1)|};
            }
        }
        """);

    [Fact]
    public void FiresOnATanh() => RuleCheck.Marks(
        """
        static class C
        {
            static double Tanh(double x)
            {
                double up = Math.Exp(x), down = Math.Exp(-x);
                return {|SMG1008:(up - down) / (up + down)|};
            }
        }
        """);

    [Fact]
    public void FiresOnATanhOfTheDouble() => RuleCheck.Marks(
        """
        static class C
        {
            static double Tanh(double x) => {|SMG1008:(Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1)|};
        }
        """);

    [Fact]
    public void FiresOnADerivative() => RuleCheck.Marks(
        """
        static class C
        {
            static double Slope(double x)
            {
                double e = Math.Exp(x);
                return {|SMG1008:e / ((1 + e) * (1 + e))|};
            }
        }
        """);

    [Fact]
    public void FiresOnEveryElement() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Sigmoids(double[] x) => x.Select(v => {|SMG1008:Math.Exp(v) / (Math.Exp(v) + 1)|}).ToArray();
        }
        """);

    [Fact]
    public void FiresOnGenericMath() => RuleCheck.Marks(
        """
        using System.Numerics;

        static class C
        {
            static T Sigmoid<T>(T x) where T : IFloatingPointIeee754<T>
            {
                T e = T.Exp(x);
                return {|SMG1008:e / (T.One + e)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheSaturatingForm() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        }
        """);

    [Fact]
    public void IsSilentOnSwish() => RuleCheck.Marks(
        """
        static class C
        {
            static double Swish(double x) => x / (1 + Math.Exp(-x));
        }
        """);

    [Fact]
    public void IsSilentOnTwoHalves() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double x)
            {
                if (x >= 0)
                    return 1 / (1 + Math.Exp(-x));
                double e = Math.Exp(x);
                return e / (1 + e);
            }
        }
        """);

    [Fact]
    public void IsSilentOnATernary() => RuleCheck.Marks(
        """
        static class C
        {
            static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
        }
        """);

    [Fact]
    public void IsSilentOnTheScaledTanh() => RuleCheck.Marks(
        """
        static class C
        {
            static double Tanh(double x) => 2 / (1 + Math.Exp(-2 * x)) - 1;
        }
        """);

    [Fact]
    public void IsSilentOnAnArgumentThatIsNegative() => RuleCheck.Marks(
        """
        static class C
        {
            static double Weight(double distance)
            {
                double e = Math.Exp(-distance * distance);
                return e / (1 + e);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnAbsoluteValue() => RuleCheck.Marks(
        """
        static class C
        {
            static double Symmetric(double x)
            {
                double e = Math.Exp(-Math.Abs(x));
                return e / (1 + e);
            }
        }
        """);

    [Fact]
    public void FiresOnTheDerivativeOfSwish() => RuleCheck.Marks(
        """
        static class C
        {
            static double Slope(double x)
            {
                double e = Math.Exp(x);
                return {|SMG1008:e * (1 + e + x) / ((1 + e) * (1 + e))|};
            }
        }
        """);

    [Fact]
    public void FiresOnADensityWithAScale() => RuleCheck.Marks(
        """
        static class C
        {
            static double Density(double x, double scale)
            {
                double e = Math.Exp(-x / scale);
                return {|SMG1008:e / (scale * (1 + e) * (1 + e))|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnASaturation() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Quadrature(double low, double step, double rate, int n)
            {
                var q = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double x = Math.Exp(low + i * step);
                    q[i] = x / (x + rate);
                }
                return q;
            }
        }
        """);

    [Fact]
    public void IsSilentOnARatioOfGrowths() => RuleCheck.Marks(
        """
        static class C
        {
            static double UpProbability(double drift, double variance)
            {
                double q = Math.Exp(variance), r = Math.Exp(drift) * Math.Sqrt(q);
                double up = 0.5 * r * q * (q + 1 + Math.Sqrt(q * q + 2 * q - 3)), down = 0.5 * r * q * (q + 1 - Math.Sqrt(q * q + 2 * q - 3));
                return (r - down) / (up - down);
            }
        }
        """);

    [Fact]
    public void IsSilentOnADecimal() => RuleCheck.Marks(
        """
        static class C
        {
            static decimal Oscillator(decimal k)
            {
                decimal e = (decimal)Math.Exp((double)k);
                return (e - 1) / (e + 1);
            }
        }
        """);

    [Fact]
    public void IsSilentBetweenLogarithms() => RuleCheck.Marks(
        """
        static class C
        {
            static double Share(double low, double high, double t)
            {
                double e = Math.Exp(Math.Log(low) + t * (Math.Log(high) - Math.Log(low)));
                return e / (1 + e);
            }
        }
        """);

    [Fact]
    public void FiresOnTheDerivativeInAllItsSpellings() => RuleCheck.Marks(
        """
        static class C
        {
            static double Squared(double x)
            {
                double e = Math.Exp(x);
                return {|SMG1008:e / Math.Pow(1 + e, 2)|};
            }

            static double NegativePower(double x)
            {
                double e = Math.Exp(x);
                return {|SMG1008:e * Math.Pow(1 + e, -2)|};
            }

            static double Factors(double x, double c)
            {
                double e = Math.Exp(x), t = 1 / (1 + e);
                return {|SMG1008:c * e * t|} * t;
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheDerivativeOfWhatIsNeverAboveOne() => RuleCheck.Marks(
        """
        static class C
        {
            static double Even(double x)
            {
                double e = Math.Exp(-Math.Abs(x));
                return e * Math.Pow(1 + e, -2);
            }

            static double OfTheSigmoid(double x)
            {
                double s = 1 / (1 + Math.Exp(-x));
                return s * (1 - s);
            }

            static double Reciprocal(double x) => 1 / (2 + Math.Exp(x) + Math.Exp(-x));
        }
        """);

    [Fact]
    public void IsSilentWhereTheBranchComesAfterTheExponential() => RuleCheck.Marks(
        """
        abstract class C
        {
            protected abstract double Read();

            public double Sigmoid()
            {
                double x = Read(), e = Math.Exp(x);
                if (x > 40)
                    return 1;
                return e / (1 + e);
            }
        }
        """);

    [Fact]
    public void FiresWhereTheDenominatorGrowsFaster() => RuleCheck.Marks(
        """
        static class C
        {
            static double Secant(double x) => {|SMG1008:2 * Math.Exp(x) / (Math.Exp(2 * x) + 1)|};

            static double Cosecant(double x) => {|SMG1008:2 * Math.Exp(x) / (Math.Exp(2 * x) - 1)|};

            static double OfASquare(double x) => Math.Exp(-x * x) / (1 + Math.Exp(-2 * x * x));

            static double Decay(double rate, double time) => 4 * Math.Exp(-0.5 * rate * time) / (1 - Math.Exp(-rate * time));

            static double Cotangent(double rate, double time) => {|SMG1008:rate * (1 + Math.Exp(-rate * time)) / (1 - Math.Exp(-rate * time))|};

            static double DecayOfOne(double rate, double time) => 4 * rate * Math.Exp(-rate * time) / (3 * (1 - Math.Exp(-rate * time)));

            static double AboveOnly(double x) => Math.Exp(-Math.Abs(x)) / (1 + Math.Exp(-2 * Math.Abs(x)));
        }
        """);

    [Theory]
    [InlineData("float", "MathF", "50", true)]
    [InlineData("float", "MathF", "20", false)]
    [InlineData("double", "Math", "400", true)]
    [InlineData("double", "Math", "50", false)]
    public void LooksAtHowFarTheGuardLetsTheExponentGo(string type, string math, string limit, bool fires)
    {
        string quotient = $"({math}.Exp(2 * x) - 1) / ({math}.Exp(2 * x) + 1)";
        RuleCheck.Marks(
            $$"""
            static class C
            {
                static {{type}} Tanh({{type}} x)
                {
                    if (x < -{{limit}})
                        return -1;
                    if (x > {{limit}})
                        return 1;
                    return {{(fires ? "{|SMG1008:" + quotient + "|}" : quotient)}};
                }
            }
            """);
    }

    [Fact]
    public void FiresOnANumberThatHasAVectorBesideIt() => RuleCheck.Marks(
        """
        class Tanh
        {
            public double Activate(double x, double[] layer) =>
                {|SMG1008:(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))|};
        }
        """);

    [Fact]
    public void SilentOnAGuardedNumberThatHasAVectorBesideIt() => RuleCheck.Marks(
        """
        class Sigmoid
        {
            public double Activate(double x, double[] layer)
            {
                if (x > 30)
                    return 1;
                return Math.Exp(x) / (1 + Math.Exp(x));
            }
        }
        """);

    [Theory]
    [InlineData("a[i] != a[i]")]
    [InlineData("double.IsNaN(a[i])")]
    [InlineData("!double.IsFinite(a[i])")]
    public void SilentWhereTheNaNIsReplacedAtOnce(string condition) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static void Tanh(double[] a)
            {
                for (int i = 0; i < a.Length; i++)
                {
                    double x = a[i];
                    a[i] = (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));
                    if ({{condition}})
                        a[i] = x > 0 ? 1 : -1;
                }
            }
        }
        """);

    [Fact]
    public void FiresWhereTheNaNOfAnotherElementIsReplaced() => RuleCheck.Marks(
        """
        static class C
        {
            static void Tanh(double[] a)
            {
                for (int i = 1; i < a.Length; i++)
                {
                    double x = a[i];
                    a[i] = {|SMG1008:(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))|};
                    if (double.IsNaN(a[i - 1]))
                        a[i - 1] = 0;
                }
            }
        }
        """);

    [Fact]
    public void SilentOnAQuotientThatNobodyReads() => RuleCheck.Marks(
        """
        static class C
        {
            static double Tanh(double x)
            {
                var tanh = (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x));
                return Math.Tanh(x);
            }
        }
        """);

    // So many helpers are run that a body that long gives up; an Exp of the program's own is still read, and not taken by its name.
    [Theory]
    [InlineData("Math.Exp(Math.Min(100, x))", "(e - 1) / (e + 1)")]
    [InlineData("Math.Exp(x)", "{|SMG1008:(e - 1) / (e + 1)|}")]
    public void ReadsAnOwnExponentialAfterManyOtherHelpers(string exponential, string marked) => RuleCheck.Marks(
        $$"""
        static class Indicator
        {
            static double Exp(double x) => {{exponential}};

            static double Larger(double a, double b) => a < b ? b : a;

            static double Last(double a, double b)
            {
                double larger = a;
                {{string.Concat(Enumerable.Range(1, 220).Select(i => $"larger = Larger(a, {i} * b); "))}}
                double e = Exp(2 * b);
                return {{marked}};
            }
        }
        """);
}

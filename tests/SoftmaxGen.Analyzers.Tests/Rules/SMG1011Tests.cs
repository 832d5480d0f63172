namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Epsilon, the smallest number above zero, as a stabiliser.</summary>
public sealed class SMG1011Tests
{
    [Fact]
    public void FiresOnALogarithm() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] probabilities, int label) => -{|SMG1011:Math.Log(probabilities[label] + double.Epsilon)|};
        }
        """);

    [Fact]
    public void FiresOnAFloatLogarithm() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float[] probabilities, int label) => -{|SMG1011:MathF.Log(probabilities[label] + float.Epsilon)|};
        }
        """);

    [Fact]
    public void FiresOnADivisor() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Normalise(double[] scores)
            {
                double max = scores.Max();
                double[] e = scores.Select(s => Math.Exp(s - max)).ToArray();
                double total = e.Sum();
                return e.Select(v => {|SMG1011:v / (total + double.Epsilon)|}).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnAMaximum() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double a, double b) => {|SMG1011:Math.Log(a) / Math.Max(b, double.Epsilon)|};
        }
        """);

    [Fact]
    public void FiresOnASquareRoot() => RuleCheck.Marks(
        """
        static class C
        {
            static double Scale(double variance, double x) => Math.Exp(-Math.Abs(x)) / {|SMG1011:Math.Sqrt(variance + double.Epsilon)|};
        }
        """);

    [Fact]
    public void FiresOnAClamp() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p) => -{|SMG1011:Math.Log(Math.Clamp(p, double.Epsilon, 0.999))|};
        }
        """);

    [Fact]
    public void FiresOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            const double Tiny = double.Epsilon;

            static double Loss(double p) => -{|SMG1011:Math.Log(p + Tiny)|};
        }
        """);

    [Fact]
    public void FiresOnGenericMath() => RuleCheck.Marks(
        """
        using System.Numerics;

        static class C
        {
            static T Loss<T>(T p) where T : IFloatingPointIeee754<T> => -{|SMG1011:T.Log(p + T.Epsilon)|};
        }
        """);

    [Fact]
    public void IsSilentOnDecibels() => RuleCheck.Marks(
        """
        static class C
        {
            static double Decibels(double amplitude) => 20 * Math.Log10(amplitude + double.Epsilon);
        }
        """);

    [Fact]
    public void IsSilentOnAComparison() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p) => p < double.Epsilon ? 0 : Math.Log(p);
        }
        """);

    [Fact]
    public void IsSilentOnAnExplicitConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p) => -Math.Log(p + 1e-12);
        }
        """);

    [Fact]
    public void IsSilentOnADivisorWithAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Scale(double variance, double x) => Math.Exp(-Math.Abs(x)) / Math.Sqrt(variance + 1e-8);
        }
        """);

    [Fact]
    public void IsSilentOnAMaximumThatStartsThere() => RuleCheck.Marks(
        """
        static class C
        {
            static double Largest(double[] values)
            {
                double max = double.Epsilon;
                foreach (double v in values)
                    max = Math.Max(max, Math.Exp(-Math.Abs(v)));
                return max;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnotherEpsilon() => RuleCheck.Marks(
        """
        static class C
        {
            const double Epsilon = 1e-10;

            static double Loss(double p) => -Math.Log(p + Epsilon);
        }
        """);

    [Fact]
    public void IsSilentOnADifference() => RuleCheck.Marks(
        """
        static class C
        {
            static bool Same(double a, double b) => Math.Abs(Math.Exp(-a * a) - Math.Exp(-b * b)) <= double.Epsilon;
        }
        """);
}

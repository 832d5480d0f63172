namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A quotient of exponentials.</summary>
public sealed class SMG1016Tests
{
    [Fact]
    public void FiresOnTheFormula() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double a, double b) => {|SMG1016:Math.Exp(a) / Math.Exp(b)|};
        }
        """);

    [Fact]
    public void FiresOnLocals() => RuleCheck.Marks(
        """
        static class C
        {
            static float Ratio(float a, float b)
            {
                float above = MathF.Exp(a);
                float below = MathF.Exp(b);
                return {|SMG1016:above / below|};
            }
        }
        """);

    [Fact]
    public void FiresOnEveryPair() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Ratios(double[] a, double[] b) => a.Zip(b, (x, y) => {|SMG1016:Math.Exp(x) / Math.Exp(y)|}).ToArray();
        }
        """);

    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static void Ratios(double[] now, double[] before, double[] result)
            {
                for (int i = 0; i < now.Length; i++)
                    result[i] = {|SMG1016:Math.Exp(now[i]) / Math.Exp(before[i])|};
            }
        }
        """);

    [Fact]
    public void FiresOnANeighbour() => RuleCheck.Marks(
        """
        static class C
        {
            static double Step(double[] logs, int i) => {|SMG1016:Math.Exp(logs[i]) / Math.Exp(logs[i - 1])|};
        }
        """);

    [Fact]
    public void FiresOnAWeight() => RuleCheck.Marks(
        """
        static class C
        {
            static double Importance(double advantage, double now, double before) => {|SMG1016:advantage * Math.Exp(now) / Math.Exp(before)|};
        }
        """);

    [Fact]
    public void IsSilentOnTheDifference() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double a, double b) => Math.Exp(a - b);
        }
        """);

    [Fact]
    public void IsSilentOnBothNegative() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double a, double b) => Math.Exp(-a * a) / Math.Exp(-b * b);
        }
        """);

    [Fact]
    public void IsSilentOnASum() => RuleCheck.Marks(
        """
        static class C
        {
            static double Share(double a, double b)
            {
                double top = Math.Max(a, b);
                return Math.Exp(a - top) / (Math.Exp(a - top) + Math.Exp(b - top));
            }
        }
        """);

    [Fact]
    public void IsSilentOnAConstantDivisor() => RuleCheck.Marks(
        """
        static class C
        {
            static double Scaled(double a) => Math.Exp(Math.Min(a, 1)) / Math.E;
        }
        """);

    [Fact]
    public void IsSilentOnBothSmall() => RuleCheck.Marks(
        """
        static class C
        {
            static double Ratio(double a, double b) => Math.Exp(Math.Clamp(a, -5, 5)) / Math.Exp(Math.Clamp(b, -5, 5));
        }
        """);

    [Fact]
    public void IsSilentOnOneOfThem() => RuleCheck.Marks(
        """
        static class C
        {
            static double Growth(double a, double start) => start / Math.Exp(-Math.Abs(a));
        }
        """);

    [Fact]
    public void IsSilentOnAPowerWrittenAsAnExponential() => RuleCheck.Marks(
        """
        static class C
        {
            static double Current(double gap, double warmth, double usual, double steepness)
            {
                double growth = Math.Exp(Math.Log(warmth / usual) * steepness);
                return Math.Exp(gap / warmth) / growth;
            }
        }
        """);

    [Fact]
    public void FiresOnAnExponentialOverItselfWhereBothSidesSaySo() => RuleCheck.Marks(
        """
        static class C
        {
            static double OfOne(double a) => {|SMG1016:Math.Exp(a) / Math.Exp(a)|};

            static double LogOfOnePlus(double a)
            {
                double x = Math.Exp(Math.Min(a, 10)), u = 1 + x;
                return u == 1 ? x : Math.Log(u) * (x / (u - 1));
            }
        }
        """);
}

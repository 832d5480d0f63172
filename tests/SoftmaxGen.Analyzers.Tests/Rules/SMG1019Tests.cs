namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A small argument that is rounded away.</summary>
public sealed class SMG1019Tests
{
    [Fact]
    public void FiresOnExpMinusOne() => RuleCheck.Marks(
        """
        static class C
        {
            static double Growth(double rate) => {|SMG1019:Math.Exp(Math.Clamp(rate, -0.1, 0.1)) - 1|};
        }
        """);

    [Fact]
    public void FiresOnALocal() => RuleCheck.Marks(
        """
        static class C
        {
            static float Growth(float rate)
            {
                float e = MathF.Exp(MathF.Max(-0.1f, MathF.Min(rate, 1f)));
                return {|SMG1019:e - 1f|};
            }
        }
        """);

    [Fact]
    public void FiresOnEveryElement() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Growth(double[] rates) => rates.Select(r => {|SMG1019:Math.Exp(1 / (1 + Math.Exp(-r))) - 1.0|}).ToArray();
        }
        """);

    [Fact]
    public void FiresOnTheNameOfTheLibrary() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogOfOnePlus(double x) => {|SMG1019:double.LogP1(x)|};
        }
        """);

    [Fact]
    public void FiresOnTheOtherName() => RuleCheck.Marks(
        """
        static class C
        {
            static float Rise(float x) => {|SMG1019:float.ExpM1(x)|};
        }
        """);

    [Fact]
    public void FiresOnASmallNumber() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogReturn(double change) => {|SMG1019:Math.Log(1 + Math.Clamp(change, -0.1, 0.1))|};
        }
        """);

    [Fact]
    public void FiresOnGenericMath() => RuleCheck.Marks(
        """
        using System.Numerics;

        static class C
        {
            static T Rise<T>(T x) where T : IFloatingPointIeee754<T> => {|SMG1019:T.ExpM1(x)|};
        }
        """);

    [Fact]
    public void IsSilentOnACount() => RuleCheck.Marks(
        """
        static class C
        {
            static double Damped(int count) => Math.Log(1 + count);
        }
        """);

    [Fact]
    public void IsSilentOnAnUnknownNumber() => RuleCheck.Marks(
        """
        static class C
        {
            static double Damped(double x) => Math.Log(1 + x);
        }
        """);

    [Fact]
    public void IsSilentOnALargeNumber() => RuleCheck.Marks(
        """
        static class C
        {
            static double Damped(double x) => Math.Log(1 + Math.Max(x, 0.5));
        }
        """);

    [Fact]
    public void IsSilentOnAnUnknownExponent() => RuleCheck.Marks(
        """
        static class C
        {
            static double Hertz(double mel) => 700 * (Math.Exp(mel / 1127) - 1);
        }
        """);

    [Fact]
    public void IsSilentOnAnotherConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Offset(double x) => Math.Exp(x) - 2;
        }
        """);

    [Fact]
    public void IsSilentOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Fixed() => Math.Exp(1) - 1 + Math.Log(3);
        }
        """);

    [Fact]
    public void IsSilentOnTheTailOfASoftplus() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        """);

    [Fact]
    public void IsSilentOnALargeExponent() => RuleCheck.Marks(
        """
        static class C
        {
            static double Growth(double rate) => Math.Exp(Math.Max(rate, 1)) - 1;
        }
        """);

    // A draw has 53 bits behind the point, as a number from 1 to 2 has.
    [Theory]
    [InlineData("Math.Log(1 + random.NextDouble())")]
    [InlineData("Math.Log(0.5 * random.NextDouble() + 1)")]
    [InlineData("MathF.Log(random.NextSingle() + 1f)")]
    public void IsSilentOnADraw(string log) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static double Sample(Random random) => {{log}};
        }
        """);

    [Fact]
    public void FiresOnASmallShareOfADraw() => RuleCheck.Marks(
        """
        static class C
        {
            static double Return(Random random) => {|SMG1019:Math.Log(1 + 1e-9 * random.NextDouble())|};
        }
        """);
}

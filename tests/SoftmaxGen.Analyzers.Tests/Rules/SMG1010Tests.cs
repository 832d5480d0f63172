namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The logarithm of a difference that cancels.</summary>
public sealed class SMG1010Tests
{
    [Fact]
    public void FiresOnTheFormula() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogComplement(double x) => {|SMG1010:Math.Log(1 - Math.Exp(x))|};
        }
        """);

    [Fact]
    public void FiresOnANegativeArgument() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogComplement(double rate, double time)
            {
                double survival = Math.Exp(-rate * time);
                return {|SMG1010:Math.Log(1 - survival)|};
            }
        }
        """);

    [Fact]
    public void FiresOnEveryElement() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] LogComplements(double[] logs) => logs.Select(l => {|SMG1010:Math.Log(1 - Math.Exp(l))|}).ToArray();
        }
        """);

    [Fact]
    public void FiresOnALoopOverAFloatSpan() => RuleCheck.Marks(
        """
        static class C
        {
            static float Sum(ReadOnlySpan<float> logs)
            {
                float total = 0;
                for (int i = 0; i < logs.Length; i++)
                    total += {|SMG1010:MathF.Log(1f - MathF.Exp(logs[i]))|};
                return total;
            }
        }
        """);

    [Fact]
    public void FiresOnAHelper() => RuleCheck.Marks(
        """
        static class C
        {
            static double Survival(double hazard) => Math.Exp(-Math.Abs(hazard));

            static double LogRisk(double hazard) => {|SMG1010:Math.Log(1 - Survival(hazard))|};
        }
        """);

    [Fact]
    public void FiresOnTheComplementOfASoftmax() => RuleCheck.Marks(
        """
        static class C
        {
            static double OneVersusRest(double[] scores, int label)
            {
                double max = scores.Max();
                double total = scores.Sum(s => Math.Exp(s - max));
                double p = Math.Exp(scores[label] - max) / total;
                return -{|SMG1010:Math.Log(1 - p)|};
            }
        }
        """);

    [Fact]
    public void IsSilentOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double Constant() => Math.Log(1 - Math.Exp(-2));
        }
        """);

    [Fact]
    public void IsSilentOnAnArgumentFarFromZero() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogComplement(double x) => Math.Log(1 - Math.Exp(Math.Min(x, -1)));
        }
        """);

    [Fact]
    public void IsSilentOnASum() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogSum(double x) => Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        """);

    [Fact]
    public void IsSilentOnAProbabilityFromOutside() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogComplement(double p) => Math.Log(1 - p) + Math.Exp(-1);
        }
        """);

    [Fact]
    public void IsSilentOnTheDifferenceAlone() => RuleCheck.Marks(
        """
        static class C
        {
            static double Rise(double time) => 1 - Math.Exp(-time);
        }
        """);

    [Fact]
    public void IsSilentOnAnotherConstant() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogGap(double x) => Math.Log(2 - Math.Exp(-Math.Abs(x)));
        }
        """);
}

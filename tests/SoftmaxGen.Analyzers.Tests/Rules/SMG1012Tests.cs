namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A clamp bound that rounds to 1.</summary>
public sealed class SMG1012Tests
{
    [Fact]
    public void FiresOnAClamp() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p)
            {
                float q = {|SMG1012:Math.Clamp(p, 1e-8f, 1f - 1e-8f)|};
                return -MathF.Log(1f - q);
            }
        }
        """);

    [Fact]
    public void FiresOnAConstant() => RuleCheck.Marks(
        """
        static class C
        {
            const float Epsilon = 1e-12f;

            static float Loss(float p, float y)
            {
                p = {|SMG1012:Math.Clamp(p, Epsilon, 1 - Epsilon)|};
                return -(y * MathF.Log(p) + (1 - y) * MathF.Log(1 - p));
            }
        }
        """);

    [Fact]
    public void FiresOnAMinimum() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p)
            {
                double q = {|SMG1012:Math.Min(p, 1 - 1e-17)|};
                return -Math.Log(1 - q);
            }
        }
        """);

    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float[] p)
            {
                const float Small = 1e-9f;
                float loss = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    float q = {|SMG1012:MathF.Min(MathF.Max(p[i], Small), 1f - Small)|};
                    loss -= MathF.Log(1f - q);
                }
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnALogit() => RuleCheck.Marks(
        """
        static class C
        {
            static float Logit(float p)
            {
                float q = {|SMG1012:Math.Clamp(p, 1e-10f, 1f - 1e-10f)|};
                return MathF.Log(q / (1f - q));
            }
        }
        """);

    [Fact]
    public void FiresOnAnArray() => RuleCheck.Marks(
        """
        static class C
        {
            static float[] Losses(float[] p)
            {
                float[] q = p.Select(v => {|SMG1012:Math.Clamp(v, 1e-8f, 1f - 1e-8f)|}).ToArray();
                return q.Select(v => -MathF.Log(1f - v)).ToArray();
            }
        }
        """);

    [Fact]
    public void FiresOnALocal() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p)
            {
                float eps = 1e-8f;
                float q = {|SMG1012:Math.Clamp(p, eps, 1f - eps)|};
                return -MathF.Log(1f - q);
            }
        }
        """);

    // The floor stands around the bound as often as within it.
    [Theory]
    [InlineData("1e-9f", "Math.Max(eps, {|SMG1012:Math.Min(1 - eps, p)|})")]
    [InlineData("1e-9f", "{|SMG1012:Math.Min(1 - eps, Math.Max(eps, p))|}")]
    [InlineData("1e-6f", "Math.Max(eps, Math.Min(1 - eps, p))")]
    public void FiresWithAFloorAroundTheBound(string epsilon, string clamp) => RuleCheck.Marks(
        $$"""
        static class C
        {
            static float Loss(float p, float wanted)
            {
                float eps = {{epsilon}};
                float safe = {{clamp}};
                return -wanted * MathF.Log(safe) - (1 - wanted) * MathF.Log(1 - safe);
            }
        }
        """);

    [Fact]
    public void IsSilentOnABoundThatFits() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p)
            {
                float q = Math.Clamp(p, 1e-7f, 1f - 1e-7f);
                return -MathF.Log(1f - q);
            }
        }
        """);

    [Fact]
    public void IsSilentOnADouble() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double p)
            {
                double q = Math.Clamp(p, 1e-8, 1 - 1e-8);
                return -Math.Log(1 - q);
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheUnitInterval() => RuleCheck.Marks(
        """
        static class C
        {
            static double Rate(double p)
            {
                double q = Math.Clamp(p, 0.0, 1.0);
                return -Math.Log(1 - q);
            }
        }
        """);

    [Fact]
    public void IsSilentOnNoComplement() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p)
            {
                float q = Math.Clamp(p, 1e-8f, 1f - 1e-8f);
                return -MathF.Log(q);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAnotherBound() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p)
            {
                float q = Math.Clamp(p, 0.01f, 1f - 0.01f);
                return -MathF.Log(1f - q);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAComplementOfSomethingElse() => RuleCheck.Marks(
        """
        static class C
        {
            static float Loss(float p, float r)
            {
                float q = Math.Clamp(p, 1e-8f, 1f - 1e-8f);
                return q * MathF.Log(1f - r);
            }
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The logarithm of a long product.</summary>
public sealed class SMG1017Tests
{
    [Fact]
    public void FiresOnALoop() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogLikelihood(double[] probabilities)
            {
                double likelihood = 1;
                for (int i = 0; i < probabilities.Length; i++)
                    likelihood *= probabilities[i];
                return {|SMG1017:Math.Log(likelihood)|};
            }
        }
        """);

    [Fact]
    public void FiresOnAForEach() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogLikelihood(List<double> probabilities)
            {
                double likelihood = 1.0;
                foreach (double p in probabilities)
                    likelihood = likelihood * p;
                return -{|SMG1017:Math.Log(likelihood)|};
            }
        }
        """);

    [Fact]
    public void FiresOnAnAggregate() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogLikelihood(double[] probabilities) => {|SMG1017:Math.Log(probabilities.Aggregate(1.0, (product, p) => product * p))|};
        }
        """);

    [Fact]
    public void FiresOnSigmoids() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogLikelihood(double[] logits)
            {
                double likelihood = 1;
                foreach (double z in logits)
                    likelihood *= 1 / (1 + Math.Exp(-z));
                return {|SMG1017:Math.Log(likelihood)|};
            }
        }
        """);

    [Fact]
    public void FiresOnTensorPrimitives() => RuleCheck.Marks(
        """
        using System.Numerics.Tensors;

        static class C
        {
            static float LogLikelihood(float[] probabilities) => {|SMG1017:MathF.Log(TensorPrimitives.Product<float>(probabilities))|};
        }
        """);

    [Fact]
    public void FiresOnARowOfATable() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] LogLikelihoods(double[,] probabilities)
            {
                var result = new double[probabilities.GetLength(0)];
                for (int r = 0; r < result.Length; r++)
                {
                    double product = 1;
                    for (int c = 0; c < probabilities.GetLength(1); c++)
                        product *= probabilities[r, c];
                    result[r] = {|SMG1017:Math.Log(product)|};
                }
                return result;
            }
        }
        """);

    [Fact]
    public void IsSilentOnTheSumOfLogarithms() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogLikelihood(double[] probabilities)
            {
                double total = 0;
                for (int i = 0; i < probabilities.Length; i++)
                    total += Math.Log(probabilities[i]);
                return total;
            }
        }
        """);

    [Fact]
    public void IsSilentOnAFixedProduct() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogVolume(double[] sides)
            {
                double volume = 1;
                for (int i = 0; i < 3; i++)
                    volume *= sides[i];
                return Math.Log(volume);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAProductOfTwo() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogArea(double width, double height) => Math.Log(width * height);
        }
        """);

    [Fact]
    public void IsSilentOnAPower() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogPower(double rate, int steps)
            {
                double power = 1;
                for (int i = 0; i < steps; i++)
                    power *= rate;
                return Math.Log(power);
            }
        }
        """);

    [Fact]
    public void IsSilentOnAProductAlone() => RuleCheck.Marks(
        """
        static class C
        {
            static double Likelihood(double[] probabilities)
            {
                double likelihood = Math.Exp(-1);
                foreach (double p in probabilities)
                    likelihood *= p;
                return likelihood;
            }
        }
        """);

    [Fact]
    public void IsSilentOnASum() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogTotal(double[] values)
            {
                double total = 1;
                foreach (double v in values)
                    total += v;
                return Math.Log(total);
            }
        }
        """);

    [Theory]
    [InlineData("int[] picked = { 1, 3 };")]
    [InlineData("int[] picked; picked = new int[] { 1, 3 };")]
    [InlineData("int[] picked = new int[n]; { picked = new[] { 1, 3, 0 }; } picked = new[] { 0, 2 };")]
    public void StaysSilentOnAnArrayWhoseElementsAreListed(string listed) => RuleCheck.Marks(Picked(listed, "Math.Log(z)"));

    [Theory]
    [InlineData("int[] picked = new int[n];")]
    [InlineData("int[] picked = { 1, 3 }; picked = new int[n];")]
    [InlineData("int[] picked = { 1, 3 }; if (n > 2) { picked = new int[n]; }")]
    [InlineData("int[] picked = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };")]
    public void FiresOnAnArrayOfAnyLength(string made) => RuleCheck.Marks(Picked(made, "{|SMG1017:Math.Log(z)|}"));

    private static string Picked(string made, string logarithm) => $$"""
        static class C
        {
            static double LogEvidence(double[] priors, int n)
            {
                {{made}}
                double z = 1;
                for (int i = 0; i < picked.Length; i++)
                    z *= 0.5 * priors[i];
                return {{logarithm}};
            }
        }
        """;
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Exponentials among which a random number chooses, without a division.</summary>
public sealed class DrawTests
{
    // A draw: the share is of the sum, and nobody divides.
    [Theory]
    [InlineData("double left = random.NextDouble() * total;")]
    [InlineData("double share = random.NextSingle(); double left = total * share;")]
    public void FiresOnADrawAmongExponentials(string draw) => new RuleRun("SMG1001").MarksMembers(
        $$"""
        static int Draw(double[] scores, double temperature, Random random)
        {
            var weights = new double[scores.Length];
            double total = 0;
            for (int i = 0; i < scores.Length; i++)
                total += weights[i] = {|SMG1001:Math.Exp(scores[i] / temperature)|};
            {{draw}}
            for (int i = 0; i < weights.Length; i++)
                if ((left -= weights[i]) <= 0)
                    return i;
            return weights.Length - 1;
        }
        """);

    [Theory]
    [InlineData("Math.Exp(scores[i] - scores.Max())")]
    [InlineData("Math.Exp(-scores[i] * scores[i])")]
    [InlineData("scores[i] * scores[i]")]
    public void IsSilentOnADrawAmongOtherWeights(string weight) => new RuleRun("SMG1001").MarksMembers(
        $$"""
        static int Draw(double[] scores, Random random)
        {
            var weights = new double[scores.Length];
            double total = 0;
            for (int i = 0; i < scores.Length; i++)
                total += weights[i] = {{weight}};
            double left = random.NextDouble() * total;
            for (int i = 0; i < weights.Length; i++)
                if ((left -= weights[i]) <= 0)
                    return i;
            return weights.Length - 1;
        }
        """);

    [Theory]
    [InlineData("static double Noise(double x, Random random) => random.NextDouble() * Math.Exp(x);")]
    [InlineData("static double Scaled(double[] x, double rate) { double sum = 0; foreach (double v in x) sum += Math.Exp(v); return rate * sum; }")]
    public void IsSilentOnWhatIsNoDraw(string member) => new RuleRun("SMG1001").MarksMembers(member);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>SMG1003 where a probability is asked whether it is positive before its logarithm is taken. The object cannot be run, so only the text tells.</summary>
public sealed class PositiveArmTests
{
    private static void Marks(string body) => new RuleRun("SMG1003").MarksMembers(
        $$"""
        static double M(System.Net.Http.HttpClient client, double[] z, int k)
        {
            client.CancelPendingRequests();
            double m = z.Max();
            var e = z.Select(v => Math.Exp(v - m)).ToArray();
            double s = e.Sum(), loss = 0;
            var p = e.Select(v => v / s).ToArray();
            {{body}}
            return loss;
        }
        """);

    [Theory]
    [InlineData("if (p[k] > 1) loss = 0; loss -= {|SMG1003:Math.Log(p[k])|};")]
    [InlineData("if (p[k] > 0) loss = 0; else loss -= {|SMG1003:Math.Log(p[k])|};")]
    [InlineData("loss = z[k] > 0 ? -{|SMG1003:Math.Log(p[k])|} : 700;")]
    // A sample that is left out is a loss that is left out.
    [InlineData("if (p[k] > 0) loss -= {|SMG1003:Math.Log(p[k])|};")]
    public void Fires(string body) => Marks(body);

    [Theory]
    [InlineData("loss = p[k] > 0 ? -Math.Log(p[k]) : 700;")]
    [InlineData("if ((double)(p[k]) > (double)(0)) loss -= Math.Log(p[k]); else loss += 700;")]
    [InlineData("if (k < 3 && 1e-300 <= p[k]) { loss -= Math.Log(p[k]); } else { loss += 700; }")]
    public void IsSilent(string body) => Marks(body);
}

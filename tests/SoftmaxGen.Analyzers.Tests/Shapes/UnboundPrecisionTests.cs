namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Unity's numbers are of single precision, also where Unity is missing: e to 100 is infinite there.</summary>
public sealed class UnboundPrecisionTests
{
    [Theory]
    [InlineData("SMG1008", "static float Tanh(float x) { if (x < -50) return -1; else if (x > 50) return 1; return (float)(Mathf.Exp(2f * x) - 1f) / (float)(Mathf.Exp(2f * x) + 1f); }")]
    [InlineData("SMG1009", "static float Softplus(float x) { if (x > 200) return x; return Mathf.Log(1 + Mathf.Exp(x)); }")]
    [InlineData("SMG1009", "static float Softplus(float x) { if (x > 200f) return x; float e = Mathf.Exp(x); return Mathf.Log(1 + e); }")]
    [InlineData(null, "static float Tanh(float x) { if (x < -40) return -1; else if (x > 40) return 1; return (float)(Mathf.Exp(2f * x) - 1f) / (float)(Mathf.Exp(2f * x) + 1f); }")]
    [InlineData(null, "static float Softplus(float x) { if (x > 80) return x; return Mathf.Log(1 + Mathf.Exp(x)); }")]
    [InlineData(null, "static double Softplus(double x) { if (x > 200) return x; return Math.Log(1 + Math.Exp(x)); }")]
    public void IsThatOfTheLibrary(string? id, string member) =>
        Assert.Equal(id is null ? [] : [id], ShapeCheck.Ids($"using UnityEngine; class C {{ {member} }}", null));
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A float that a loop sums many numbers in. Hidden by default.</summary>
public sealed class SMG3003Tests
{
    private static readonly RuleRun Rule = new("SMG3003");

    [Theory]
    [InlineData("static float M(float[] x) { float s = 0; for (int i = 0; i < x.Length; i++) [|s += MathF.Exp(x[i])|]; return s; }")]
    [InlineData("static float M(float[] x) { float s = 0; foreach (float v in x) [|s += MathF.Exp(v)|]; return s; }")]
    [InlineData("static float M(ReadOnlySpan<float> x, float m) { float s = 0f; foreach (float v in x) { float e = MathF.Exp(v - m); [|s += e|]; } return MathF.Log(s); }")]
    [InlineData("static float M(float[,] x) { float s = 0; for (int i = 0; i < x.GetLength(0); i++) for (int j = 0; j < 10; j++) [|s += MathF.Exp(x[i, j])|]; return s; }")]
    [InlineData("static float M(float[] x) { float s = 0; for (int i = 0; i < 100000; i++) [|s += MathF.Log(x[i])|]; return s; }")]
    [InlineData("static float M(float[] x) { float s = 0; int i = 0; while (i < x.Length) { [|s += MathF.Exp(x[i])|]; i++; } return s; }")]
    public void Fires(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData("static double M(float[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += MathF.Exp(x[i]); return s; }")]
    [InlineData("static float M(float[] x) => x.Sum(v => MathF.Exp(v));")]
    [InlineData("static float M(float[] x) => System.Numerics.Tensors.TensorPrimitives.Sum(x) + MathF.Exp(x[0]);")]
    [InlineData("static float M(float[] x) { float s = 0; for (int i = 0; i < 10; i++) s += MathF.Exp(x[i]); return s; }")]
    [InlineData("static void M(float[,] x, float[] y) { for (int i = 0; i < y.Length; i++) { float s = 0; for (int j = 0; j < 10; j++) s += MathF.Exp(x[i, j]); y[i] = s; } }")]
    [InlineData("static float M(float a, float b) { float s = 0; s += MathF.Exp(a); s += MathF.Exp(b); return s; }")]
    [InlineData("static void M(float[] x) { for (int i = 0; i < x.Length; i++) x[i] += MathF.Exp(x[i]); }")]
    [InlineData("static int M(float[] x) { int s = 0; foreach (float v in x) s += (int)MathF.Exp(v); return s; }")]
    public void IsSilent(string members) => Rule.MarksMembers(members);

    [Fact]
    public void IsHiddenUnlessAskedFor() => Assert.Equal(
        Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden,
        Assert.Single(SoftmaxGen.Analyzers.Rules.FlowRules.All, rule => rule.Descriptor.Id == "SMG3003").Descriptor.DefaultSeverity);
}

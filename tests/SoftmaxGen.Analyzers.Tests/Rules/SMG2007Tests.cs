namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Labels of a kernel that can be read off the code and are none.</summary>
public sealed class SMG2007Tests
{
    private static readonly RuleRun Rule = new("SMG2007", Stubs.Kernels);

    [Theory]
    [InlineData("static double M(double[] x) => [|K.Cost(x, new[] { 1, 2, 3 })|];")]
    [InlineData("static double M(double[] x) { int[] y = { 1, 2, 3 }; return [|K.Cost(x, y)|]; }")]
    [InlineData("static double M(double[] x) { int[] y = [0, 3]; return [|K.Nll(x, y)|]; }")]
    [InlineData("static double M(double[] x) { Span<int> y = stackalloc int[] { 0, -1 }; return [|K.Cost(x, y)|]; }")]
    [InlineData("static double M(double[] x) { int[] y = Enumerable.Range(1, 3).ToArray(); return [|K.Cost(x, y)|]; }")]
    [InlineData("static double M(double[] x) { var y = new int[3]; for (int i = 0; i < 3; i++) y[i] = i + 1; return [|K.Cost(x, y)|]; }")]
    [InlineData("static double M(double[] x) { var y = new int[3]; for (int i = 1; i <= 3; i++) { y[i - 1] = i; } return [|K.Cost(x, y)|]; }")]
    [InlineData("static double M(double[] x) { var y = new int[12]; for (int i = 0; i < 12; i++) y[i] = i % 3 + 1; return [|K.Cost(x, y)|]; }")]
    [InlineData("private static readonly int[] Labels = { 1, 2, 3 }; static double M(double[] x) => [|K.Cost(x, Labels)|];")]
    [InlineData("const int Cat = 3; static double M(double[] x) => [|K.Cost(x, new[] { 0, Cat })|];")]
    public void Fires(string members) => Rule.MarksMembers(members);

    [Theory]
    [InlineData("static double M(double[] x) => K.Cost(x, new[] { 0, 1, 2 });")]
    [InlineData("static double M(double[] x) { int[] y = [0, 2]; return K.Nll(x, y); }")]
    // -100 counts for nothing.
    [InlineData("static double M(double[] x) => K.Cost(x, new[] { 0, -100, 2 });")]
    [InlineData("static double M(double[] x, int[] y) => K.Cost(x, y);")]
    // Written to later, by us or by somebody.
    [InlineData("static double M(double[] x) { int[] y = { 1, 2, 3 }; for (int i = 0; i < 3; i++) y[i]--; return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x) { int[] y = { 1, 2, 3 }; y[2] = 0; return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x, Action<int[]> change) { int[] y = { 1, 2, 3 }; change(y); return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x) { var y = new int[3]; for (int i = 0; i < 3; i++) y[i] = i; return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x) { var y = new int[3]; for (int i = 1; i <= 3; i++) y[i - 1] = i - 1; return K.Cost(x, y); }")]
    [InlineData("static double M(double[] x) { int[] y = Enumerable.Range(0, 3).ToArray(); return K.Cost(x, y); }")]
    // A target of rows is no label.
    [InlineData("static double M(double[] x) => K.CostOfTarget(x, new double[] { 0, 5, 0 });")]
    public void IsSilent(string members) => Rule.MarksMembers(members);

    [Fact]
    public void FiresWithTheLabel() => Assert.Equal(
        "Label 3 is outside 0 to 2, so this call throws",
        Rule.Message("static class C { static double M(double[] x) => [|K.Cost(x, new[] { 1, 2, 3 })|]; }"));
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Code that stands in no method: the functions that a field, a table or a property holds, and accessors.</summary>
public sealed class DelegateTests
{
    private static void Marks(string source) => new RuleRun("SMG1008").Marks(source);

    [Fact]
    public void FiresInAField() => Marks(
        """
        static class C
        {
            public static readonly Func<double, double> Squash = x => {|SMG1008:Math.Exp(x) / (1 + Math.Exp(x))|};
        }
        """);

    [Fact]
    public void FiresInATable() => Marks(
        """
        static class C
        {
            static readonly Dictionary<string, Func<double, double>> Activations = new()
            {
                ["squash"] = x => {|SMG1008:Math.Exp(x) / (1 + Math.Exp(x))|},
                ["same"] = x => x,
            };
        }
        """);

    [Fact]
    public void FiresInAPropertysInitialiser() => Marks(
        """
        class C
        {
            public Func<double, double> Squash { get; } = x => {|SMG1008:Math.Exp(x) / (1 + Math.Exp(x))|};
        }
        """);

    [Fact]
    public void FiresInWhatIsReturned() => Marks(
        """
        static class C
        {
            static Func<double, double> Choose(bool squash)
            {
                if (squash)
                    return x => {|SMG1008:Math.Exp(x) / (1 + Math.Exp(x))|};
                return x => x;
            }
        }
        """);

    [Fact]
    public void FiresInAPropertyOfAnObjectsState() => Marks(
        """
        class Unit
        {
            public double Sum { get; set; }

            public double Output => {|SMG1008:Math.Exp(Sum) / (1 + Math.Exp(Sum))|};
        }
        """);

    [Fact]
    public void IsSilentOnTheSafeForm() => Marks(
        """
        class C
        {
            public static readonly Func<double, double> Squash = x => 1 / (1 + Math.Exp(-x));

            public double Sum { get; set; }

            public double Output => 1 / (1 + Math.Exp(-Sum));
        }
        """);

    [Fact]
    public void IsSilentOnAFunctionThatIsOnlyCalledWithSmallNumbers() => Marks(
        """
        static class C
        {
            static double Run(bool negative)
            {
                Func<double, double> squash = x => Math.Exp(x) / (1 + Math.Exp(x));
                return squash(negative ? -1.0 : 1.0);
            }
        }
        """);

    /// <summary>What a member holds, given to somebody who runs it.</summary>
    [Theory]
    [InlineData("readonly Func<double, double> raise = Math.Exp; double[] M(double[] x) { var e = {|SMG1001:x.Select(raise)|}.ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("private Func<double, double> raise = v => Math.Exp(v); double[] M(double[] x) { var e = Array.ConvertAll(x, v => raise(v)); double s = e.Sum(); return x.Select(raise).Select(v => {|SMG1001:v / s|}).ToArray(); }")]
    [InlineData("readonly Exponential act = new(); double[] M(double[] x) { double s = x.Sum(v => act.Apply(v)); return x.Select(v => {|SMG1001:act.Apply(v) / s|}).ToArray(); } class Exponential { public double Apply(double v) => Math.Exp(v); }")]
    [InlineData("string M(Dictionary<string, double> x) { double s = x.Values.Sum(Math.Exp); return x.OrderByDescending(p => {|SMG1001:Math.Exp(p.Value)|} / s).First().Key; }")]
    public void FiresOnWhatAMemberHolds(string members) => new RuleRun("SMG1001").Marks($"class C {{ {members} }}");

    [Theory]
    [InlineData("public Func<double, double> raise = Math.Exp; double[] M(double[] x) { var e = x.Select(raise).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("readonly Func<double, double> raise = v => Math.Exp(Math.Min(v, 0)); double[] M(double[] x) { var e = x.Select(raise).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("readonly Shrink act = new(); double[] M(double[] x) { double s = x.Sum(v => act.Apply(v)); return x.Select(v => act.Apply(v) / s).ToArray(); } class Shrink { public double Apply(double v) => Math.Exp(-v * v); }")]
    public void IsSilentOnWhatAMemberHolds(string members) => new RuleRun("SMG1001").Marks($"class C {{ {members} }}");
}

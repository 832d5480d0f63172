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
}

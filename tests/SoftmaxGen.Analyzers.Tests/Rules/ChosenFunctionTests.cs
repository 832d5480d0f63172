namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Functions that a helper chooses and a local holds: what comes out is what any of them gives.</summary>
public sealed class ChosenFunctionTests
{
    private static void Marks(string id, string choice, string use) => new RuleRun(id).Marks($$"""
        enum Kind { Squash, Slope, Cut }

        class Net
        {
            public Kind Kind { get; set; }

            {{choice}}

            {{use}}

            private static double Squash(double x) => 1 / (1 + Math.Exp(-x));
            private static double Slope(double x) => x * (1 - x);
            private static double Cut(double x) => x < 0 ? 0 : x;
        }
        """);

    private const string Switch = "private Func<double, double> Choose(Kind kind) { switch (kind) { case Kind.Squash: return Squash; case Kind.Slope: return Slope; } return Squash; }";
    private const string Arms = "private static Func<double, double> Choose(Kind kind) => kind switch { Kind.Squash => Squash, Kind.Cut => Cut, _ => throw new ArgumentException() };";
    private const string Lambdas = "private static Func<double, double> Choose(Kind kind) => kind == Kind.Squash ? Squash : x => x;";

    [Theory]
    [InlineData(Switch)]
    [InlineData(Arms)]
    [InlineData(Lambdas)]
    public void FiresOnTheLogarithmOfWhatAnyOfThemGives(string choice) => Marks("SMG1005", choice, """
        public double Loss(double z) { Func<double, double> chosen = Choose(Kind); double p = chosen(z); return -{|SMG1005:Math.Log(p)|}; }
        """);

    [Fact]
    public void FiresThroughAMethodThatRunsTheChosenOne() => Marks("SMG1005", Switch, """
        private double Activate(double x) { var chosen = Choose(Kind); return chosen(x); }

        public double Loss(double[] z, int label)
        {
            var p = new double[z.Length];
            for (int i = 0; i < z.Length; i++)
                p[i] = Activate(z[i]);
            return -{|SMG1005:Math.Log(p[label])|};
        }
        """);

    [Theory]
    [InlineData("private static Func<double, double> Choose(Kind kind) => kind == Kind.Slope ? Slope : Cut;", "chosen(z)")]
    [InlineData(Switch, "Math.Max(chosen(z), 1e-9)")]
    [InlineData(Lambdas, "chosen(Math.Clamp(z, -20, 20)) + 1e-12")]
    public void IsSilentWhereNoneRoundsToZero(string choice, string p) => Marks("SMG1005", choice, $$"""
        public double Loss(double z) { Func<double, double> chosen = Choose(Kind); return -Math.Log({{p}}); }
        """);

    // Of two layers each may have any activation. What a relu lets through is enough for a softmax to make a 0.
    [Fact]
    public void FiresBehindLayersEachOfWhichChooses() => new RuleRun("SMG1003").Marks("""
        enum Kind { Squash, Soft, Cut }

        class Layer
        {
            public Kind Kind;
            public double[] Output = [];

            public void Run(double[] z)
            {
                switch (Kind)
                {
                    case Kind.Squash:
                        Output = z.Select(v => 1 / (1 + Math.Exp(-v))).ToArray();
                        break;
                    case Kind.Soft:
                        double max = z.Max();
                        double[] e = z.Select(v => Math.Exp(v - max)).ToArray();
                        double sum = e.Sum();
                        Output = e.Select(v => v / sum).ToArray();
                        break;
                    default:
                        Output = z.Select(v => Math.Max(0, v)).ToArray();
                        break;
                }
            }
        }

        class Net
        {
            private readonly Layer _hidden = new() { Kind = Kind.Cut }, _last = new() { Kind = Kind.Soft };

            public double Loss(double[] x, int label)
            {
                _hidden.Run(x);
                _last.Run(_hidden.Output);
                return -{|SMG1003:Math.Log(_last.Output[label])|};
            }
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>-log p of the true class, where p comes from outside.</summary>
public sealed class SMG1021Tests
{
    private static void Members(string members) => new RuleRun("SMG1021").MarksMembers(members);

    [Theory]
    [InlineData("static double Loss(double[] p, int label) => -{|SMG1021:Math.Log(p[label])|};")]
    [InlineData("static float Loss(ReadOnlySpan<float> p, int label) => -1f * {|SMG1021:MathF.Log(p[label])|};")]
    [InlineData("static double Loss(List<double> p, int label) { double picked = p[label]; double log = {|SMG1021:Math.Log(picked)|}; return -log; }")]
    [InlineData("static double Loss(double[] p, double[] wanted) => -{|SMG1021:Math.Log(p[Array.IndexOf(wanted, 1.0)])|};")]
    public void FiresOnTheClassOfALabel(string member) => Members(member);

    [Theory]
    [InlineData("class Image { public int Label; public double[] Pixels; } static double Loss(Image image, double[] p) => 0.0 - {|SMG1021:Math.Log(p[image.Label])|};")]
    [InlineData("record Example(double[] X, int TargetClass); static double Loss(Example example, double[] p) => -{|SMG1021:Math.Log(p[example.TargetClass])|};")]
    // The cost of a step on a path, a guarded one, and a likelihood.
    [InlineData("class Node { public int State; } static double Cost(Node node, double[] emission) => -Math.Log(emission[node.State]);")]
    [InlineData("class Image { public int Label; } static double Loss(Image image, double[] p) => p[image.Label] > 0 ? -Math.Log(p[image.Label]) : 1e3;")]
    [InlineData("class Image { public int Label; } static double Likelihood(Image image, double[] p) => Math.Log(p[image.Label]);")]
    public void FiresOnTheLabelOfAnExample(string members) => Members(members);

    [Theory]
    [InlineData("static double Loss(double[][] p, int[] labels) => -p.Select((row, i) => {|SMG1021:Math.Log(row[labels[i]])|}).Average();")]
    [InlineData("static double Loss(double[][] p, int[] labels) => -Enumerable.Range(0, labels.Length).Sum(i => {|SMG1021:Math.Log(p[i][labels[i]])|}) / labels.Length;")]
    // A likelihood, not a loss.
    [InlineData("static double Likelihood(double[][] p, int[] labels) => p.Select((row, i) => Math.Log(row[labels[i]])).Average();")]
    public void FiresOnWhatIsNegatedAfterItsSum(string member) => Members(member);

    [Fact]
    public void FiresOnABatch() => Members(
        """
        static double Loss(double[][] p, int[] labels)
        {
            double loss = 0;
            for (int i = 0; i < labels.Length; i++)
                loss -= {|SMG1021:Math.Log(p[i][labels[i]])|};
            return loss / labels.Length;
        }
        """);

    [Theory]
    [InlineData("return -loss;")]
    [InlineData("return loss / -labels.Length;")]
    [InlineData("loss /= -labels.Length; return (float)loss;")]
    [InlineData("double mean = loss / labels.Length; return 0 - mean;")]
    public void FiresWhereTheSumIsNegatedLater(string end) => Members(
        $$"""
        static double Loss(float[,] p, int[] labels)
        {
            double loss = 0;
            for (int i = 0; i < labels.Length; i++)
                loss += {|SMG1021:Math.Log(p[i, labels[i]])|};
            {{end}}
        }
        """);

    [Fact]
    public void FiresOnRowsInOneArray() => Members(
        """
        static void Losses(float[] p, int[] labels, int classes, float[] losses)
        {
            for (int i = 0; i < labels.Length; i++)
                losses[i] = -{|SMG1021:MathF.Log(p[i * classes + labels[i]])|};
        }
        """);

    [Fact]
    public void FiresOnRowsBehindAPointer() => Members(
        """
        static float ln(float x) => MathF.Log(x);

        static unsafe void Losses(float* p, int* labels, int rows, int classes, float* losses)
        {
            for (int i = 0; i < rows; i++)
            {
                float* row = p + i * classes;
                int label = labels[i];
                losses[i] = -{|SMG1021:ln(row[label])|};
            }
        }
        """);

    [Fact]
    public void FiresWhereTheTargetIsAsked() => Members(
        """
        static double Loss(double[] p, double[] wanted)
        {
            double loss = 0;
            for (int i = 0; i < p.Length; i++)
                if (wanted[i] != 0)
                    loss -= {|SMG1021:Math.Log(p[i])|};
            return loss;
        }
        """);

    [Theory]
    [InlineData("y == 1 ? -{|SMG1021:Math.Log(p)|} : -Math.Log(1 - p)")]
    [InlineData("-(y > 0.5 ? {|SMG1021:Math.Log(p)|} : Math.Log(1 - p))")]
    public void FiresOnTwoArms(string loss) => Members($"static double Loss(double p, double y) => {loss};");

    [Fact]
    public void FiresOnTwoArmsWhoseNaNIsCaught() => Members(
        """
        static double Loss(double[] outputs, double[] wanted)
        {
            double loss = 0;
            for (int i = 0; i < outputs.Length; i++)
            {
                double p = outputs[i], y = wanted[i], part;
                if (y == 1)
                    part = -{|SMG1021:Math.Log(p)|};
                else
                    part = -Math.Log(1 - p);
                loss += double.IsNaN(part) ? 0 : part;
            }
            return loss;
        }
        """);

    // A likelihood is no loss: that of what cannot be is 0, and its logarithm -∞.
    [Theory]
    [InlineData("static double LogLikelihood(double[] p, int label) => Math.Log(p[label]);")]
    [InlineData("static double LogLikelihood(double[] p, int[] seen) { double sum = 0; foreach (int s in seen) sum += Math.Log(p[s]); return sum; }")]
    [InlineData("static double LogLikelihood(double p, bool heads) => heads ? Math.Log(p) : Math.Log(1 - p);")]
    public void IsSilentOnALikelihood(string member) => Members(member);

    [Theory]
    [InlineData("static double Loss(double[] p, int label) => -Math.Log(p[label] + 1e-12);")]
    [InlineData("static double Loss(double[] p, int label) => -Math.Log(Math.Max(p[label], 1e-12));")]
    [InlineData("static double Loss(double[] p, int label) => p[label] > 0 ? -Math.Log(p[label]) : 700;")]
    [InlineData("static double Loss(double[] p, int label) { double q = p[label]; if (q < 1e-12) q = 1e-12; return -Math.Log(q); }")]
    [InlineData("static double Loss(double[] p, int label) { double loss = -Math.Log(p[label]); return double.IsInfinity(loss) ? 700 : loss; }")]
    [InlineData("static double Loss(double p, int y) => y == 1 ? -Math.Log(p + 1e-9) : -Math.Log(1 - p + 1e-9);")]
    public void IsSilentOnAGuard(string member) => Members(member);

    [Fact]
    public void IsSilentOnTheCostsOfAChain() => Members(
        """
        static double[,] Costs(double[,] emissions, double[] start, int[] seen)
        {
            var costs = new double[seen.Length, start.Length];
            for (int s = 0; s < start.Length; s++)
                costs[0, s] = -Math.Log(start[s]);
            for (int t = 0; t < seen.Length; t++)
                for (int s = 0; s < start.Length; s++)
                    costs[t, s] -= Math.Log(emissions[s, seen[t]]);
            return costs;
        }
        """);

    [Theory]
    // Bits are counted in information theory, where what cannot be costs ∞.
    [InlineData("static double Bits(double[] p, int symbol) => -Math.Log2(p[symbol]);")]
    [InlineData("static double Sum(double[] x) { double sum = 0; for (int i = 0; i < x.Length; i++) sum -= Math.Log(x[i]); return sum; }")]
    [InlineData("static double At(double[] x, int width, int row) { double sum = 0; for (int i = 0; i < width; i++) sum -= Math.Log(x[row * width + i]); return sum; }")]
    [InlineData("static double Divergence(double[] p, double[] q) { double sum = 0; for (int i = 0; i < p.Length; i++) if (p[i] > 0) sum += p[i] * (Math.Log(p[i]) - Math.Log(q[i])); return sum; }")]
    // The quantile of a Laplace distribution asks for u itself.
    [InlineData("static double Quantile(double u) => u < 0.5 ? Math.Log(u) : -Math.Log(1 - u);")]
    [InlineData("static double Series(double x) => x * Math.Log(x); static double Value(double x) => x == 0.5 ? Series(x) : Series(1 - x);")]
    [InlineData("static double Logit(double p) => Math.Log(p) - Math.Log(1 - p);")]
    public void IsSilentOnOtherLogarithms(string member) => Members(member);

    [Theory]
    [InlineData("static double Loss(double p, int y) => -{|SMG1021:Math.Log(y == 1 ? p : 1 - p)|};")]
    [InlineData("static void Losses(double[] y, double[] p) { for (int i = 0; i < y.Length; i++) y[i] = -{|SMG1021:Math.Log(y[i] == 1 ? p[i] : 1 - p[i])|}; }")]
    [InlineData("static double Loss(double p, int y) { double right = y == 1 ? p : 1 - p; return -{|SMG1021:Math.Log(right)|}; }")]
    public void FiresOnAChoiceWithinTheLogarithm(string member) => Members(member);

    [Theory]
    [InlineData("static double Loss(double p, int y) { if (p <= 0) p = 1e-9; return -Math.Log(y == 1 ? p : 1 - p); }")]
    [InlineData("static double Loss(double p, int y) => -Math.Log(y == 1 ? p + 1e-9 : 1 - p + 1e-9);")]
    [InlineData("static double Likelihood(double p, int y) => Math.Log(y == 1 ? p : 1 - p);")]
    // The tail of a distribution: the condition is one on x itself.
    [InlineData("static double Tail(double x, double b) { double near = x > 0.5 ? 1 - x : x; return -b * Math.Log(near); }")]
    [InlineData("static double Tail(double x, double b, bool flag) { double near; if (flag) near = x; else near = 1 - x; double t = b * Math.Log(near); return -t; }")]
    public void IsSilentOnAChoiceThatIsGuardedOrNoLoss(string member) => Members(member);

    // With a one-hot target Σ p · t is the probability of the true class.
    [Theory]
    [InlineData("sum += p[i] * t[i]; return -{|SMG1021:Math.Log(sum)|};")]
    [InlineData("sum += p[i] * t[i]; double log = {|SMG1021:Math.Log(sum)|}; return -log / p.Length;")]
    public void FiresOnWhatATargetPicks(string rest) => Members($"static double Loss(double[] p, double[] t) {{ double sum = 0; for (int i = 0; i < p.Length; i++) {rest} }}");

    [Theory]
    [InlineData("sum += p[i] * t[i]; return -Math.Log(sum + 1e-9);")]
    [InlineData("sum += p[i] * t[i]; return sum > 0 ? -Math.Log(sum) : 100;")]
    [InlineData("sum += p[i] * p[i]; return -Math.Log(sum);")]
    [InlineData("sum += p[i] * t[i]; return Math.Log(sum);")]
    public void IsSilentOnOtherSums(string rest) => Members($"static double Loss(double[] p, double[] t) {{ double sum = 0; for (int i = 0; i < p.Length; i++) {rest} }}");

    // NaN is 0 · log 0 only; where the probability of the true class is 0 it is ∞.
    [Fact]
    public void FiresWhereOnlyNaNIsMended() => Members(
        """
        static float Loss(float[] given, float[] wanted)
        {
            float total = 0;
            for (int i = 0; i < given.Length; i++)
            {
                float loss = -wanted[i] * {|SMG1021:MathF.Log(given[i])|} - (1f - wanted[i]) * MathF.Log(1f - given[i]);
                total += float.IsNaN(loss) ? 0 : loss;
            }
            return total;
        }
        """);

    [Theory]
    [InlineData("float.IsFinite(loss)")]
    [InlineData("given[i] > 0")]
    public void IsSilentWhereAllIsMended(string condition) => Members(
        $$"""
        static float Loss(float[] given, float[] wanted)
        {
            float total = 0;
            for (int i = 0; i < given.Length; i++)
            {
                float loss = -wanted[i] * MathF.Log(given[i]) - (1f - wanted[i]) * MathF.Log(1f - given[i]);
                total += {{condition}} ? loss : 0;
            }
            return total;
        }
        """);

    [Theory]
    [InlineData("static double Loss(double p, double t) { double loss = -t * {|SMG1021:Math.Log(p)|}; return double.IsNaN(loss) ? 0 : loss; }")]
    [InlineData("static double Loss(double[] p, double[] t) { double all = 0; for (int i = 0; i < p.Length; i++) { double one = t[i] * {|SMG1021:Math.Log(p[i])|}; if (!double.IsNaN(one)) all -= one; } return all; }")]
    public void FiresOnOneProductThatIsMendedOfNaN(string member) => Members(member);

    [Theory]
    [InlineData("static double Loss(double p, double t) { double loss = -t * Math.Log(p); return double.IsNaN(loss) || double.IsInfinity(loss) ? 0 : loss; }")]
    [InlineData("static double Loss(double p, double t) { double loss = -t * Math.Log(p + 1e-12); return double.IsNaN(loss) ? 0 : loss; }")]
    [InlineData("static double Loss(double p, double t) { double loss = p <= 0 ? 700 : -t * Math.Log(p); return double.IsNaN(loss) ? 0 : loss; }")]
    [InlineData("static double Divergence(double p, double q) { double part = p * Math.Log(p / q); return double.IsNaN(part) ? 0 : part; }")]
    [InlineData("static double Likelihood(double p, double n) { double part = n * Math.Log(p); return double.IsNaN(part) ? 0 : part; }")]
    [InlineData("static double Negative(double p) { double part = -p * Math.Log(p); return double.IsNaN(part) ? 0 : part; }")]
    public void IsSilentOnOtherProductsThatAreMended(string member) => Members(member);

    private const string Network = """
        interface IActivation { double[] Run(double[] z); }
        class Cut : IActivation { public double[] Run(double[] z) => z.Select(v => Math.Max(0, v)).ToArray(); }
        class Soft : IActivation { public double[] Run(double[] z) { double m = z.Max(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } }
        class Layer { public IActivation Activation = new Cut(); public double[] Output = []; public double[] Cost = []; public double[] Run(double[] x) { Output = Activation.Run(x); return Output; } }

        """;

    // Which of the activations comes last, nobody can tell; but a label chooses from probabilities.
    [Theory]
    [InlineData("var p = _layers[^1].Run(x); return -{|SMG1021:Math.Log(p[y])|};")]
    [InlineData("foreach (var layer in _layers) x = layer.Run(x); return -{|SMG1021:Math.Log(x[y])|};")]
    [InlineData("return -{|SMG1021:Math.Log(_layers[^1].Output[y])|};")]
    [InlineData("var output = _layers[_layers.Length - 1].Output; double loss = 0; for (int i = 0; i < x.Length; i++) if (x[i] == 1) loss = -{|SMG1021:Math.Log(output[i])|}; return loss;")]
    public void FiresOnWhatANetworkGives(string body) => new RuleRun("SMG1021").Marks(Network + $"class Net {{ private readonly Layer[] _layers = []; public double Loss(double[] x, int y) {{ {body} }} }}");

    [Theory]
    [InlineData("var p = _layers[^1].Run(x); return -Math.Log(p[y] + 1e-9);")]
    [InlineData("var p = _layers[^1].Run(x); return Math.Log(p[y]);")]
    [InlineData("double p = _layers[^1].Output[y]; if (p <= 0) return 50; return -Math.Log(p);")]
    [InlineData("return -Math.Log(_layers[^1].Cost[y]);")]
    [InlineData("return -Math.Log(Math.Max(_layers[^1].Output[y], 1e-12));")]
    public void IsSilentOnOthersOfANetwork(string body) => new RuleRun("SMG1021").Marks(Network + $"class Net {{ private readonly Layer[] _layers = []; public double Loss(double[] x, int y) {{ {body} }} }}");
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>t · log p of probabilities that come from outside: where t = 0 and p = 0 it is NaN.</summary>
public sealed class SMG1018CrossEntropyTests
{
    private static void Members(string members) => new RuleRun("SMG1018").MarksMembers(members);

    [Fact]
    public void FiresOnALoop() => Members(
        """
        static double Loss(double[] wanted, double[] given)
        {
            double total = 0;
            for (int i = 0; i < wanted.Length; i++)
                total += {|SMG1018:wanted[i] * Math.Log(given[i])|};
            return -total;
        }
        """);

    [Fact]
    public void FiresOnABatch() => Members(
        """
        static float Loss(float[][] wanted, float[][] given)
        {
            float total = 0;
            for (int row = 0; row < wanted.Length; row++)
                for (int k = 0; k < wanted[row].Length; k++)
                    total -= {|SMG1018:wanted[row][k] * MathF.Log(given[row][k])|};
            return total / wanted.Length;
        }
        """);

    [Fact]
    public void FiresWhereOnlyTheTargetIsAskedAbout() => Members(
        """
        static double Loss(double[] wanted, double[] given)
        {
            double total = 0;
            for (int i = 0; i < wanted.Length; i++)
            {
                if (double.IsNaN(wanted[i]))
                    continue;
                total += {|SMG1018:wanted[i] * Math.Log(given[i])|};
            }
            return -total;
        }
        """);

    [Fact]
    public void IsSilentWhereTheProductIsAskedAbout() => Members(
        """
        static double Loss(double[] wanted, double[] given)
        {
            double total = 0;
            for (int i = 0; i < wanted.Length; i++)
            {
                double part = wanted[i] * Math.Log(given[i]);
                if (!double.IsNaN(part))
                    total += part;
            }
            return -total;
        }
        """);

    private const string Matrix = """
        class Table
        {
            readonly double[,] _cells;
            public Table(int r, int c) { _cells = new double[r, c]; }
            public int Rows => _cells.GetLength(0);
            public int Columns => _cells.GetLength(1);
            public double this[int i, int j] { get => _cells[i, j]; set => _cells[i, j] = value; }
            public Table Log() { var m = new Table(Rows, Columns); for (int i = 0; i < Rows; i++) for (int j = 0; j < Columns; j++) m[i, j] = Math.Log(_cells[i, j]); return m; }
            public Table Clip(double low) { var m = new Table(Rows, Columns); for (int i = 0; i < Rows; i++) for (int j = 0; j < Columns; j++) m[i, j] = Math.Max(low, _cells[i, j]); return m; }
            public Table Multiply(Table b) { var m = new Table(Rows, Columns); for (int i = 0; i < Rows; i++) for (int j = 0; j < Columns; j++) m[i, j] = _cells[i, j] * b[i, j]; return m; }
            public double Sum { get { double s = 0; foreach (double v in _cells) s += v; return s; } }
        }
        """;

    [Fact]
    public void FiresOnAMatrixOfLogarithms() => new RuleRun("SMG1018").Marks(
        Matrix + " class Loss { double Of(Table wanted, Table given) => -{|SMG1018:wanted.Multiply(given.Log())|}.Sum; }");

    [Fact]
    public void IsSilentOnAMatrixOfClippedOnes() => new RuleRun("SMG1018").Marks(
        Matrix + " class Loss { double Of(Table wanted, Table given) => -wanted.Multiply(given.Clip(1e-7).Log()).Sum; }");

    [Fact]
    public void FiresOnZip() => Members(
        "static double Loss(double[] y, double[] p) => -y.Zip(p, (t, q) => {|SMG1018:t * Math.Log(q)|}).Sum();");

    [Fact]
    public void FiresOnPairs() => Members(
        """
        static double Loss((double Wanted, double Given)[] pairs)
        {
            double total = 0;
            foreach (var (wanted, given) in pairs)
                total -= {|SMG1018:wanted * Math.Log(given)|};
            return total;
        }
        """);

    [Fact]
    public void FiresOnAnAggregate() => Members(
        "static double Loss(double[] y, double[] p) => y.Zip(p, (t, q) => {|SMG1018:t * Math.Log(q)|}).Aggregate(0.0, (sum, x) => sum - x);");

    [Fact]
    public void FiresOnMembersOfParameters() => Members(
        """
        sealed class Output { public float[] Values = new float[4]; }

        static float Loss(Output given, Output wanted)
        {
            float total = 0;
            for (int i = 0; i < given.Values.Length; i++)
                total -= {|SMG1018:(float)Math.Log(given.Values[i]) * wanted.Values[i]|};
            return total;
        }
        """);

    [Fact]
    public void FiresOnAMemberOfAFamily() => new RuleRun("SMG1018").Marks(
        """
        interface IMeasure { double Of(double wanted, double given); }

        sealed class Categorical : IMeasure
        {
            public double Of(double wanted, double given) => {|SMG1018:-wanted * Math.Log(given)|};
        }

        sealed class Squared : IMeasure
        {
            public double Of(double wanted, double given) => (wanted - given) * (wanted - given);
        }
        """);

    [Fact]
    public void FiresBesideItsDerivative() => Members(
        """
        static double Loss(double t, double p) => {|SMG1018:-t * Math.Log(p)|};

        static double LossPrime(double t, double p) => -t / p;
        """);

    [Fact]
    public void FiresOnADelegate() => new RuleRun("SMG1018").Marks(
        """
        static class Losses
        {
            public static readonly Func<double, double, double> CrossEntropy = (t, p) => {|SMG1018:-t * Math.Log(p)|};
        }
        """);

    [Fact]
    public void FiresOnBothSides() => Members(
        """
        static double Loss(double t, double p) => -({|SMG1018:t * Math.Log(p) + (1 - t) * Math.Log(1 - p)|});
        """);

    [Fact]
    public void FiresOnBothSidesOverTwoStatements() => Members(
        """
        static double Loss(double t, double p)
        {
            double loss = -t * Math.Log(p);
            {|SMG1018:loss -= (1 - t) * Math.Log(1 - p)|};
            return loss;
        }
        """);

    [Fact]
    public void SaysItOnceForAVector() => Members(
        """
        static double Loss(double[] t, double[] p)
        {
            double loss = 0;
            for (int i = 0; i < t.Length; i++)
                loss -= {|SMG1018:t[i] * Math.Log(p[i])|} + (1 - t[i]) * Math.Log(1 - p[i]);
            return loss / t.Length;
        }
        """);

    [Fact]
    public void FiresOnALibraryThatIsNotReferenced() => new RuleRun("SMG1018") { MissesLibrary = true }.MarksMembers(
        """
        static double Categorical(Absent.Vector wanted, Absent.Vector given)
        {
            double total = 0;
            for (int i = 0; i < wanted.Count; i++)
                total += {|SMG1018:wanted[i] * Math.Log(given[i])|};
            return -total;
        }

        static double Binary(Absent.Vector wanted, Absent.Vector given) => -({|SMG1018:wanted.PointwiseMultiply(given.PointwiseLog())
            + (1 - wanted).PointwiseMultiply((1 - given).PointwiseLog())|}).Mean();
        """);

    [Theory]
    [InlineData("static Tensor M(Tensor p, Tensor t) { var loss = KLDivLoss(false); return [|loss.forward(p.log(), t)|]; }")]
    [InlineData("static Tensor M(Tensor p, Tensor t) => [|functional.kl_div(log(p.squeeze(0)), t, false)|];")]
    // Logarithms that are made of logits, and those whose argument somebody has looked after.
    [InlineData("static Tensor M(Tensor x, Tensor t) => functional.kl_div(x.log_softmax(1), t, false);")]
    [InlineData("static Tensor M(Tensor p, Tensor t) => functional.kl_div(log(p + 1e-8), t, false);")]
    [InlineData("static Tensor M(Tensor p, Tensor t) => functional.kl_div(log(p.clamp(1e-8, 1)), t, false);")]
    [InlineData("static Tensor M(Tensor logs, Tensor t) => functional.kl_div(logs, t, false);")]
    public void KnowsADivergenceOfLogarithms(string method)
    {
        string source = "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; static class C { " + method + " }";
        new RuleRun("SMG1018", Stubs.Torch).Marks(source);
        new RuleRun("SMG1018") { MissesLibrary = true }.Marks(source);
    }

    [Fact]
    public void IsSilentOnAnEpsilon() => Members(
        "static double Loss(double[] y, double[] p) => -y.Select((t, i) => t * Math.Log(p[i] + 1e-12)).Sum();");

    [Fact]
    public void IsSilentOnAFloor() => Members(
        """
        static double Loss(double[] y, double[] p)
        {
            double total = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double q = Math.Max(p[i], 1e-12);
                total -= y[i] * Math.Log(q) + (1 - y[i]) * Math.Log(1 - Math.Min(p[i], 1 - 1e-12));
            }
            return total;
        }
        """);

    [Fact]
    public void IsSilentOnAClampedCopy() => Members(
        """
        static double Loss(double[] y, double[] p)
        {
            double[] safe = p.Select(v => Math.Clamp(v, 1e-7, 1 - 1e-7)).ToArray();
            double total = 0;
            for (int i = 0; i < y.Length; i++)
                total -= y[i] * Math.Log(safe[i]);
            return total;
        }
        """);

    [Fact]
    public void IsSilentWhereTheTargetIsTested() => Members(
        """
        static double Loss(double[] y, double[] p)
        {
            double total = 0;
            for (int i = 0; i < y.Length; i++)
                if (y[i] != 0)
                    total -= y[i] * Math.Log(p[i]);
            return total;
        }
        """);

    [Fact]
    public void IsSilentWhereTheResultIsTested() => Members(
        """
        static double Loss(double[] y, double[] p)
        {
            double total = 0;
            for (int i = 0; i < y.Length; i++)
            {
                double part = y[i] * Math.Log(p[i]);
                if (!double.IsNaN(part))
                    total -= part;
            }
            return total;
        }
        """);

    [Fact]
    public void IsSilentOnAQuantile() => Members(
        "static double Quantile(double scale, double u) => -scale * Math.Log(u);");

    [Fact]
    public void IsSilentOnALikelihoodOfOneRate() => Members(
        """
        static double Poisson(double k, double rate) => k * Math.Log(rate) - rate;

        static double Poisson(double[] counts, double rate) => counts.Sum(k => k * Math.Log(rate) - rate);
        """);

    [Fact]
    public void IsSilentOnADensity() => Members(
        "static double BetaLn(double x, double a, double b) => (a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x);");

    [Fact]
    public void IsSilentOnABinomial() => Members(
        "static double BinomialLn(int k, int n, double p) => k * Math.Log(p) + (n - k) * Math.Log(1 - p);");

    [Fact]
    public void FiresOnADivergenceAmongAFamily() => new RuleRun("SMG1018").Marks(
        """
        interface IMeasure { double Of(double wanted, double given); }

        sealed class Divergence : IMeasure
        {
            public double Of(double wanted, double given) => {|SMG1018:wanted * Math.Log(wanted / given)|};
        }
        """);

    [Fact]
    public void IsSilentOnADivergenceWithALimit() => new RuleRun("SMG1018").Marks(
        """
        interface IMeasure { double Of(double wanted, double given); }

        sealed class Divergence : IMeasure
        {
            public double Of(double wanted, double given) => wanted > 0 ? wanted * Math.Log(wanted / given) : 0;
        }
        """);

    [Fact]
    public void IsSilentOnAWorkOfExpansion() => Members(
        "static double Work(double pressure, double volume) => pressure * Math.Log(pressure / volume);");

    [Fact]
    public void FiresOnALogarithmToABaseThatIsASetting() => RuleCheck.Marks(
        """
        class C
        {
            private int _base = 2;

            double Loss(double[][] targets, double[][] outputs)
            {
                double sum = 0;
                for (int i = 0; i < targets.Length; i++)
                    for (int c = 0; c < targets[i].Length; c++)
                        sum += {|SMG1018:targets[i][c] * Math.Log(outputs[i][c], _base)|};
                return -sum;
            }
        }
        """);

    [Fact]
    public void FiresOnALogarithmOverAConstantOfItsOwn() => RuleCheck.Marks(
        """
        static class Numbers { public static readonly double Ln2 = Math.Log(2); }

        static class C
        {
            static double Loss(double[] targets, double[] outputs)
            {
                double sum = 0;
                for (int i = 0; i < targets.Length; i++)
                    sum += {|SMG1018:targets[i] * (-Math.Log(outputs[i]) / Numbers.Ln2)|};
                return sum;
            }
        }
        """);

    [Fact]
    public void IsSilentOnWaitingTimes() => Members(
        """
        static double Total(double[] weights, double[] uniforms, double rate)
        {
            double sum = 0;
            for (int i = 0; i < weights.Length; i++)
                sum += weights[i] * (-Math.Log(uniforms[i]) / rate);
            return sum;
        }
        """);

    // The losses of all classes, one by one: the sum is somebody else's.
    [Theory]
    [InlineData("loss[i] = {|SMG1018:-wanted[i] * Math.Log(given[i])|};")]
    [InlineData("loss[i] = -({|SMG1018:wanted[i] * Math.Log(given[i])|});")]
    public void FiresOnLossesThatAreKept(string statement) => Members(Kept(statement));

    [Theory]
    [InlineData("loss[i] = wanted[i] * Math.Log(given[i]);")]
    [InlineData("loss[i] = -wanted[i] * Math.Log(given[i] + 1e-9);")]
    [InlineData("loss[i] = given[i] > 0 ? -wanted[i] * Math.Log(given[i]) : 0;")]
    [InlineData("loss[i] = -scale * Math.Log(given[i]);")]
    [InlineData("double[] other = Provider(given); loss[i] = -wanted[i] * Math.Log(other[i]);")]
    public void IsSilentOnOtherThingsThatAreKept(string statement) => Members(Kept(statement));

    private static string Kept(string statement) =>
        $$"""
        static readonly Func<double[], double[]> Provider = Console.In.ReadLine() is null ? p => p : p => p.Select(v => Math.Max(v, 1e-9)).ToArray();

        static double[] Losses(double[] wanted, double[] given, double scale)
        {
            var loss = new double[wanted.Length];
            for (int i = 0; i < wanted.Length; i++)
            {
                {{statement}}
            }
            return loss;
        }
        """;

    [Fact]
    public void FiresOnAListOfLosses() => Members(
        "static List<double> Losses(double[] wanted, double[] given) => wanted.Zip(given, (t, p) => {|SMG1018:-t * Math.Log(p)|}).ToList();");

    // The derivative stands in the same method; what it asks of p is its own.
    [Fact]
    public void FiresOnALossWithItsDerivative() => Members(
        """
        static float Entropy(float wanted, float given, int outputs, bool derivative)
        {
            float loss = 0;
            if (!derivative)
            {
                loss += {|SMG1018:-wanted * MathF.Log(given)|};
                return loss / outputs;
            }
            else
            {
                if (given == 0)
                    given = 0.001f;
                return -wanted / given;
            }
        }
        """);

    [Theory]
    [InlineData("static float Entropy(float wanted, float given, bool derivative) { if (given == 0) given = 0.001f; return derivative ? -wanted / given : -wanted * MathF.Log(given); }")]
    [InlineData("static float Cost(float rate, float size, int steps) => -rate * MathF.Log(size);")]
    public void IsSilentOnAGuardedLossWithItsDerivative(string member) => Members(member);
}

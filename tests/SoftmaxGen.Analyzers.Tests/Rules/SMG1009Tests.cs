namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A softplus that overflows.</summary>
public sealed class SMG1009Tests
{
    [Fact]
    public void FiresOnTheFormula() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => {|SMG1009:Math.Log(1 + Math.Exp(x))|};
        }
        """);

    [Fact]
    public void FiresOnTheOtherOrder() => RuleCheck.Marks(
        """
        static class C
        {
            static float Softplus(float x) => {|SMG1009:MathF.Log(MathF.Exp(x) + 1f)|};
        }
        """);

    [Fact]
    public void IsSilentOnWhatIsChosenElementByElement() => RuleCheck.Marks(
        """
        abstract class Tensor
        {
            public static Tensor operator -(Tensor a) => throw new NotImplementedException();
            public static Tensor operator >=(Tensor a, Tensor b) => throw new NotImplementedException();
            public static Tensor operator <=(Tensor a, Tensor b) => throw new NotImplementedException();
        }

        abstract class Library
        {
            public abstract Tensor where(Tensor condition, Tensor a, Tensor b);
            public abstract Tensor zeros_like(Tensor a, string name = "");
            public abstract Tensor exp(Tensor a);
            public abstract Tensor log1p(Tensor a);

            Tensor Loss(Tensor logits)
            {
                Tensor zeros = zeros_like(logits);
                Tensor positive = logits >= zeros;
                return log1p(exp(where(positive, -logits, logits)));
            }

            Tensor Naive(Tensor logits) => {|SMG1009:log1p(exp(logits))|};
        }
        """);

    [Fact]
    public void FiresOnLogP1() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => {|SMG1009:double.LogP1(Math.Exp(x))|};
        }
        """);

    [Fact]
    public void FiresOnALogisticLoss() => RuleCheck.Marks(
        """
        static class C
        {
            static double Loss(double[] margins)
            {
                double loss = 0;
                foreach (double margin in margins)
                    loss += {|SMG1009:Math.Log(1 + Math.Exp(-margin))|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnALocal() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x)
            {
                double e = Math.Pow(Math.E, x);
                double sum = e + 1;
                return {|SMG1009:Math.Log(sum)|};
            }
        }
        """);

    [Fact]
    public void FiresOnEveryElement() => RuleCheck.Marks(
        """
        static class C
        {
            static double[] Softplus(double[] x) => x.Select(v => {|SMG1009:Math.Log(1.0 + Math.Exp(v))|}).ToArray();
        }
        """);

    [Fact]
    public void FiresOnABranchTheWrongWay() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => x > 0 ? {|SMG1009:Math.Log(1 + Math.Exp(x))|} : 0;
        }
        """);

    [Fact]
    public void IsSilentOnAThreshold() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));
        }
        """);

    [Fact]
    public void IsSilentOnTheStableForm() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        """);

    [Fact]
    public void IsSilentOnEarlyReturns() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x)
            {
                if (x > 20)
                    return x;
                if (x < -20)
                    return Math.Exp(x);
                return Math.Log(Math.Exp(x) + 1);
            }
        }
        """);

    [Fact]
    public void IsSilentOnASquare() => RuleCheck.Marks(
        """
        static class C
        {
            static double Score(double x) => Math.Log(1 + Math.Exp(-x * x));
        }
        """);

    [Fact]
    public void IsSilentOnALogAdd() => RuleCheck.Marks(
        """
        static class C
        {
            static double LogAdd(double a, double b)
            {
                if (a < b)
                    (a, b) = (b, a);
                return a + Math.Log(1 + Math.Exp(b - a));
            }
        }
        """);

    [Fact]
    public void IsSilentOnABoolLocal() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x)
            {
                bool large = x > 25;
                if (large)
                    return x;
                return Math.Log(1 + Math.Exp(x));
            }
        }
        """);

    [Fact]
    public void IsSilentOnAMinimum() => RuleCheck.Marks(
        """
        static class C
        {
            static double Softplus(double x) => Math.Log(1 + Math.Exp(Math.Min(x, 50)));
        }
        """);

    [Fact]
    public void IsSilentOnAFloorUnderASum() => RuleCheck.Marks(
        """
        static class C
        {
            static void AddLogarithm(double[] m, double[] e, double[] x, int at)
            {
                e[at] = Math.Exp(x[at]);
                e[at] += 1e-12;
                m[at] += Math.Log(e[at]);
            }
        }
        """);

    private const string Graph = """
        namespace TensorFlow
        {
            struct TFOutput;

            sealed class TFGraph
            {
                public TFOutput ZerosLike(TFOutput x, string? operName = null) => throw null!;
                public TFOutput GreaterEqual(TFOutput x, TFOutput y, string? operName = null) => throw null!;
                public TFOutput Where(TFOutput condition, TFOutput? x, TFOutput? y, string? name = null) => throw null!;
                public TFOutput Neg(TFOutput x, string? operName = null) => throw null!;
                public TFOutput Exp(TFOutput x, string? operName = null) => throw null!;
                public TFOutput Log1p(TFOutput x, string? operName = null) => throw null!;
            }
        }

        """;

    [Fact]
    public void IsSilentOnASignThatIsChosenElementByElement() => RuleCheck.Marks(Graph +
        """
        static class C
        {
            static TensorFlow.TFOutput Tail(TensorFlow.TFGraph graph, TensorFlow.TFOutput x)
            {
                var isPositive = graph.GreaterEqual(x, graph.ZerosLike(x));
                var negative = graph.Where(isPositive, graph.Neg(x), x);
                return graph.Log1p(graph.Exp(negative));
            }
        }
        """);

    [Fact]
    public void FiresWhereTheOtherSignIsChosen() => RuleCheck.Marks(Graph +
        """
        static class C
        {
            static TensorFlow.TFOutput Tail(TensorFlow.TFGraph graph, TensorFlow.TFOutput x)
            {
                var isPositive = graph.GreaterEqual(x, graph.ZerosLike(x));
                var positive = graph.Where(isPositive, x, graph.Neg(x));
                return {|SMG1009:graph.Log1p(graph.Exp(positive))|};
            }
        }
        """);

    [Fact]
    public void FiresBehindALogarithmOfOnePlusOfOnesOwn() => RuleCheck.Marks(
        """
        static class Special
        {
            // Exact for small x, and no better than log(1 + x) for large ones.
            public static double LogOnePlus(double x)
            {
                double u = 1.0 + x;
                return u == 1.0 ? x : Math.Log(u) * x / (u - 1.0);
            }
        }

        // What the object holds is no part of the loss of one pair.
        struct MarginLoss
        {
            private double[][] _targets;

            public MarginLoss(double[][] targets) => _targets = targets;

            public double[][] Targets => _targets;

            public double Of(double target, double score) => {|SMG1009:Special.LogOnePlus(Math.Exp(-target * score))|};
        }
        """);

    [Fact]
    public void FiresInALambdaThatIsRunFarAway() => RuleCheck.Marks(
        """
        static class Special
        {
            public static double LogOnePlus(double x)
            {
                double u = 1.0 + x;
                return u == 1.0 ? x : Math.Log(u) * x / (u - 1.0);
            }
        }

        static class Search
        {
            public static double Lowest(Func<double[], double> f, double[] start) => Along(f, start);

            private static double Along(Func<double[], double> f, double[] start) => Try(f, start);

            private static double Try(Func<double[], double> f, double[] start) => f(start);
        }

        static class C
        {
            static double Fit(double[][] x, bool[] y, double[] start) => Search.Lowest(
                w =>
                {
                    double loss = 0;
                    for (int k = 0; k < y.Length; k++)
                    {
                        double z = 0;
                        for (int i = 0; i < w.Length; i++)
                            z += w[i] * x[k][i];
                        loss += {|SMG1009:Special.LogOnePlus(Math.Exp(z))|};
                    }
                    return loss;
                },
                start);
        }
        """);

    [Fact]
    public void IsSilentOnAnObjectWithVectorsWhoseArgumentsAreGuarded() => RuleCheck.Marks(
        """
        sealed class MarginLoss
        {
            private readonly double[] _weights = new double[2];

            public double Of(double margin) => (margin > 30 ? 0 : margin < -30 ? -margin : Math.Log(1 + Math.Exp(-margin))) * _weights[0];
        }
        """);

    // The exponential comes first, the branch on its argument after it.
    [Fact]
    public void IsSilentWhereTheBranchComesAfterTheExponential() => RuleCheck.Marks(
        """
        abstract class C
        {
            protected abstract float[] Read();

            public float[] Softplus()
            {
                double least = Math.Log(1.2e-7) + 2;
                float[] x = Read(), result = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    var v = x[i];
                    bool isLarge = v > -least, isSmall = v < least;
                    double e = Math.Exp(v);
                    if (isSmall)
                        result[i] = (float)e;
                    else if (isLarge)
                        result[i] = v;
                    else
                        result[i] = (float)Math.Log(1 + e);
                }
                return result;
            }

            public double One()
            {
                double x = Read()[0], e = Math.Exp(x);
                return x > 30 ? x : Math.Log(1 + e);
            }
        }
        """);

    [Fact]
    public void FiresWhereTheBranchComesTheWrongWay() => RuleCheck.Marks(
        """
        abstract class C
        {
            protected abstract double[] Read();

            public double One()
            {
                double x = Read()[0], e = Math.Exp(x);
                return x < -30 ? e : {|SMG1009:Math.Log(1 + e)|};
            }
        }
        """);

    [Theory]
    [InlineData("x - 2 * x * (x >= 0 ? 1.0 : 0.0)", false)]
    [InlineData("x * (x < 0 ? 1.0 : -1.0)", false)]
    // Either way it grows with x.
    [InlineData("x + 2 * x * (x >= 0 ? 1.0 : 0.0)", true)]
    public void KnowsAMinusThatAConditionChooses(string exponent, bool fires)
    {
        string softplus = $"Math.Log(1 + Math.Exp({exponent}))";
        RuleCheck.Marks(
            $$"""
            static class C
            {
                static double Loss(double x, double y) => {{(fires ? "{|SMG1009:" + softplus + "|}" : softplus)}} - x * (y - (x >= 0 ? 1.0 : 0.0));
            }
            """);
    }

    // A choice that is a call: what overflows is computed and not taken. With formulas as objects there is nothing else to write.
    [Theory]
    [InlineData("Call.If(x > 40, x, Call.Ln(1 + Call.Exp(x)))")]
    [InlineData("Call.If(x < 40, Call.Ln(1 + Call.Exp(x)), x)")]
    [InlineData("Call.Where(x > 40, x, Call.Ln(1 + Call.Exp(x)))")]
    [InlineData("Call.If(x < 40, x, {|SMG1009:Call.Ln(1 + Call.Exp(x))|})")]
    [InlineData("Call.If(x > 40, {|SMG1009:Call.Ln(1 + Call.Exp(x))|}, x)")]
    [InlineData("Call.If(y > 40, x, {|SMG1009:Call.Ln(1 + Call.Exp(x))|})")]
    public void ReadsAChoiceThatIsACall(string softplus) => new RuleRun("SMG1009") { MissesLibrary = true }.Marks(
        $$"""
        using Formulas;

        static class Tube
        {
            static Expression Current(Expression x, Expression y) => {{softplus}};
        }
        """);

    [Theory]
    [InlineData("Math2.where(x > 40, x, Math2.log1p(Math2.exp(x)))")]
    [InlineData("Math2.where(x < 40, x, {|SMG1009:Math2.log1p(Math2.exp(x))|})")]
    public void ReadsAChoiceAmongNumbersOfATensor(string softplus) => RuleCheck.Marks(
        $$"""
        sealed class Tensor
        {
            public static Tensor operator >(Tensor a, double b) => throw null!;
            public static Tensor operator <(Tensor a, double b) => throw null!;
        }

        static class Math2
        {
            public static Tensor exp(Tensor x) => throw null!;
            public static Tensor log1p(Tensor x) => throw null!;
            public static Tensor where(Tensor condition, Tensor yes, Tensor no) => throw null!;
        }

        static class C
        {
            static Tensor Softplus(Tensor x) => {{softplus}};
        }
        """);

    // An exponential on some path is enough, and the range of its exponent says what that path knows.
    [Theory]
    [InlineData("steep ? Math.Exp(x) : Math.Exp(y)", true)]
    [InlineData("x > 30 ? 0 : Math.Exp(x)", false)]
    [InlineData("x > 0 ? Math.Exp(-x) : Math.Exp(x)", false)]
    [InlineData("x < 0 ? Math.Exp(-x) : Math.Exp(x)", true)]
    [InlineData("steep ? Math.Exp(-x * x) : 0", false)]
    public void ReadsEveryPathToWhatIsAdded(string exponential, bool fires)
    {
        string softplus = "Math.Log(1 + e)";
        new RuleRun("SMG1009").Marks(
            $$"""
            static class C
            {
                static double Loss(double x, double y, bool steep)
                {
                    double e = {{exponential}};
                    return {{(fires ? "{|SMG1009:" + softplus + "|}" : softplus)}};
                }
            }
            """);
    }

    [Fact]
    public void FiresOnWhatRoundsOfTrainingLeave() => new RuleRun("SMG1009").Marks(
        """
        static class C
        {
            static double Loss(double[] scores, double[] weights, int rounds)
            {
                for (int round = 0; round <= rounds; round++)
                    for (int i = 0; i < scores.Length; i++)
                        scores[i] = Math.Exp(weights[i]);
                double loss = 0;
                for (int i = 0; i < scores.Length; i++)
                    loss += {|SMG1009:Math.Log(1 + scores[i])|};
                return loss;
            }
        }
        """);

    [Fact]
    public void IsSilentOnSharesThatWereExponentials() => new RuleRun("SMG1009").Marks(
        """
        static class C
        {
            static double Spread(double[] z, bool isKept)
            {
                double max = z.Max(), sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    z[i] = Math.Exp(z[i] - max);
                    sum += z[i];
                }
                if (!isKept)
                    for (int i = 0; i < z.Length; i++)
                        z[i] /= sum;
                double spread = 0;
                for (int i = 0; i < z.Length; i++)
                    spread += Math.Log(1 + z[i]);
                return spread;
            }
        }
        """);
}

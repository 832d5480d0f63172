namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Lambdas that are stored, handed on, or run by loops that are calls.</summary>
public sealed class DelegateTests
{
    [Fact]
    public void AStaticField() => ShapeCheck.Fires("SMG1009", """
        static class A { public static readonly Func<double, double> Softplus = x => Math.Log(1 + Math.Exp(x)); }
        """);

    [Fact]
    public void AStableStaticField() => ShapeCheck.IsSilent("""
        static class A { public static readonly Func<double, double> Sigmoid = x => 1 / (1 + Math.Exp(-x)); }
        """);

    [Fact]
    public void ADictionaryOfActivations() => ShapeCheck.Fires("SMG1009", """
        static class A
        {
            private static readonly Dictionary<string, Func<double, double>> All = new()
            {
                ["relu"] = x => Math.Max(0, x),
                ["softplus"] = x => Math.Log(1.0 + Math.Exp(x)),
            };
        }
        """);

    [Fact]
    public void AProperty() => ShapeCheck.Fires("SMG1008", """
        sealed class A { public Func<double, double> Activation { get; set; } = x => Math.Exp(x) / (1 + Math.Exp(x)); }
        """);

    [Fact]
    public void AnAssignedField() => ShapeCheck.Fires("SMG1008", """
        sealed class A
        {
            private readonly Func<double, double> _activation;
            public A() => _activation = z => { double up = Math.Exp(z), down = Math.Exp(-z); return (up - down) / (up + down); };
            public double Run(double x) => _activation(x);
        }
        """);

    [Fact]
    public void AnArrayOfActions() => ShapeCheck.Fires("SMG1009", """
        sealed class A
        {
            private readonly bool[] _labels = new bool[100];
            private double _slope;

            public double Loss(double[] scores)
            {
                double total = 0;
                var work = new Action[4];
                for (int part = 0, at = 0; part < 4; part++)
                {
                    int from = part * 25;
                    work[at++] = () =>
                    {
                        double sum = 0;
                        for (int i = from; i < from + 25; i++)
                            sum += Math.Log(1.0 + Math.Exp(-_slope * (_labels[i] ? 1 : -1) * scores[i]));
                        lock (work)
                            total += sum;
                    };
                }
                Parallel.Invoke(work);
                return total;
            }
        }
        """);

    [Fact]
    public void AGuardAroundTheLambdaHolds() => ShapeCheck.IsSilent("""
        static class A
        {
            static Func<double> Later(double x)
            {
                if (x > 20)
                    return () => x;
                return () => Math.Log(1 + Math.Exp(x));
            }
        }
        """);

    [Fact]
    public void ForEachOfAList() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static List<double> Softmax(List<double> x)
            {
                double sum = 0;
                x.ForEach(v => sum += Math.Exp(v));
                var p = new List<double>();
                x.ForEach(v => p.Add(Math.Exp(v) / sum));
                return p;
            }
        }
        """);

    [Fact]
    public void AShiftedForEach() => ShapeCheck.IsSilent("""
        static class A
        {
            static List<double> Softmax(List<double> x)
            {
                double max = double.NegativeInfinity, sum = 0;
                x.ForEach(v => max = Math.Max(max, v));
                x.ForEach(v => sum += Math.Exp(v - max));
                var p = new List<double>();
                x.ForEach(v => p.Add(Math.Exp(v - max) / sum));
                return p;
            }
        }
        """);

    [Fact]
    public void ParallelFor() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static double[] Softmax(double[] x)
            {
                var e = new double[x.Length];
                Parallel.For(0, x.Length, i => e[i] = Math.Exp(x[i]));
                double sum = e.Sum();
                Parallel.For(0, x.Length, i => { e[i] /= sum; });
                return e;
            }
        }
        """);

    [Fact]
    public void AMapHelperWithALambda() => ShapeCheck.Fires("SMG1008", """
        static class A
        {
            static double[] Map(double[] x, Func<double, double> f)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                    y[i] = f(x[i]);
                return y;
            }

            static double[] Tanh(double[] x) => Map(x, v => (Math.Exp(v) - Math.Exp(-v)) / (Math.Exp(v) + Math.Exp(-v)));
        }
        """);

    [Fact]
    public void QuerySyntax() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static double[] Softmax(double[] x)
            {
                var e = from v in x select Math.Exp(v);
                double sum = e.Sum();
                return (from v in e select v / sum).ToArray();
            }
        }
        """);

    [Fact]
    public void QuerySyntaxWithLet() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static double[] Softmax(double[] x)
            {
                double sum = (from v in x select Math.Exp(v)).Sum();
                return (from v in x let e = Math.Exp(v) select e / sum).ToArray();
            }
        }
        """);

    [Fact]
    public void AShiftedQuery() => ShapeCheck.IsSilent("""
        static class A
        {
            static double[] Softmax(double[] x)
            {
                double max = x.Max();
                var e = from v in x select Math.Exp(v - max);
                double sum = e.Sum();
                return (from v in e select v / sum).ToArray();
            }
        }
        """);

    [Fact]
    public void TheValuesOfADictionary() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static Dictionary<string, double> Softmax(Dictionary<string, double> scores)
            {
                double sum = scores.Values.Sum(v => Math.Exp(v));
                return scores.ToDictionary(entry => entry.Key, entry => Math.Exp(entry.Value) / sum);
            }
        }
        """);

    [Fact]
    public void TheShiftedValuesOfADictionary() => ShapeCheck.IsSilent("""
        static class A
        {
            static Dictionary<string, double> Softmax(Dictionary<string, double> scores)
            {
                double max = scores.Values.Max();
                double sum = scores.Values.Sum(v => Math.Exp(v - max));
                return scores.ToDictionary(entry => entry.Key, entry => Math.Exp(entry.Value - max) / sum);
            }
        }
        """);

    [Fact]
    public void RefLocals() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static void Softmax(Span<float> x)
            {
                float sum = 0;
                foreach (ref float v in x)
                {
                    v = MathF.Exp(v);
                    sum += v;
                }
                foreach (ref float v in x)
                    v /= sum;
            }
        }
        """);

    [Fact]
    public void Registers() => ShapeCheck.Fires("SMG1001", """
        static class A
        {
            static void Softmax(float[] x, float[] y)
            {
                var sums = Vector<float>.Zero;
                for (int i = 0; i < x.Length; i += Vector<float>.Count)
                {
                    Vector<float> e = Vector.Exp(new Vector<float>(x, i));
                    sums += e;
                    e.CopyTo(y, i);
                }
                float sum = Vector.Sum(sums);
                for (int i = 0; i < x.Length; i++)
                    y[i] /= sum;
            }
        }
        """);
}

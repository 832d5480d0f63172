namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Probabilities that one method leaves in a member and another one takes from there, and those that come from an object behind an interface.</summary>
public sealed class MemberTests
{
    private const string Helpers =
        """
        static class M
        {
            public static double[] Softmax(double[] z)
            {
                double max = z.Max();
                double[] e = z.Select(v => Math.Exp(v - max)).ToArray();
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }

            public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        }
        """;

    private static void Marks(string id, string source) => new RuleRun(id, Helpers).Marks(source);

    [Fact]
    public void FiresOnAFieldThatForwardFills() => Marks("SMG1003",
        """
        class Net
        {
            double[] _probabilities = new double[3];

            public double[] Forward(double[] z)
            {
                _probabilities = M.Softmax(z);
                return _probabilities;
            }

            public double Loss(int label) => -{|SMG1003:Math.Log(_probabilities[label])|};
        }
        """);

    [Fact]
    public void FiresOnAFieldFilledInPlace() => Marks("SMG1003",
        """
        class Net
        {
            readonly double[] _out = new double[3];

            public void Forward(double[] z)
            {
                double max = z.Max(), sum = 0;
                for (int i = 0; i < 3; i++)
                    sum += _out[i] = Math.Exp(z[i] - max);
                for (int i = 0; i < 3; i++)
                    _out[i] /= sum;
            }

            public double Loss(double[] target)
            {
                double loss = 0;
                for (int i = 0; i < 3; i++)
                    loss -= target[i] * {|SMG1003:Math.Log(_out[i])|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresOnAPropertyOfAnotherType() => Marks("SMG1003",
        """
        class Net
        {
            public double[] Output { get; private set; } = new double[3];

            public void Run(double[] z) => Output = M.Softmax(z);
        }

        static class Losses
        {
            public static double Of(Net net, int label) => -{|SMG1003:Math.Log(net.Output[label])|};
        }
        """);

    [Fact]
    public void FiresOnAMemberOfABase() => Marks("SMG1003",
        """
        class Base
        {
            protected double[] Probabilities = new double[4];

            public void Forward(double[] z) => M.Softmax(z).CopyTo(Probabilities, 0);
        }

        class Net : Base
        {
            public double Loss(int label) => -{|SMG1003:Math.Log(Probabilities[label])|};
        }
        """);

    [Fact]
    public void FiresOnTheLastLayer() => Marks("SMG1003",
        """
        class Layer
        {
            public double[] Activations = new double[2];

            public void Activate(double[] z)
            {
                Activations = new double[z.Length];
                double max = z.Max(), sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    Activations[i] = Math.Exp(z[i] - max);
                    sum += Activations[i];
                }
                for (int i = 0; i < z.Length; i++)
                    Activations[i] /= sum;
            }
        }

        class Net
        {
            readonly Layer _last = new();

            public double Loss(int label) => -{|SMG1003:Math.Log(_last.Activations[label])|};
        }
        """);

    [Fact]
    public void FiresOnAUnitsOutput() => Marks("SMG1005",
        """
        class Unit
        {
            public double Sum, Output;

            public void Fire() => Output = M.Sigmoid(Sum);
        }

        class Net
        {
            readonly List<Unit> _units = new();

            public double Loss(double[] t)
            {
                double loss = 0;
                for (int i = 0; i < t.Length; i++)
                    loss -= t[i] * {|SMG1005:Math.Log(_units[i].Output)|} + (1 - t[i]) * {|SMG1005:Math.Log(1 - _units[i].Output)|};
                return loss;
            }
        }
        """);

    [Fact]
    public void FiresBehindAnInterfaceWithOneImplementation() => Marks("SMG1003",
        """
        interface IActivation { double[] Apply(double[] z); }

        class SoftmaxActivation : IActivation
        {
            public double[] Apply(double[] z) => M.Softmax(z);
        }

        class Net(IActivation activation)
        {
            public double Loss(double[] z, int label) => -{|SMG1003:Math.Log(activation.Apply(z)[label])|};
        }
        """);

    [Fact]
    public void FiresOnTheOnlyObjectThatAMemberIsGiven() => Marks("SMG1005",
        """
        interface ICurve { double Compute(double x); }

        class Logistic : ICurve
        {
            public double Compute(double x) => M.Sigmoid(x);
        }

        class Line : ICurve
        {
            public double Compute(double x) => x;
        }

        class Cost
        {
            public ICurve Curve { get; set; }

            public Cost() => Curve = new Logistic();

            public double Of(double x) => -{|SMG1005:Math.Log(1 - Curve.Compute(x))|};
        }
        """);

    [Fact]
    public void FiresOnTheFunctionThatAFieldHolds() => Marks("SMG1003",
        """
        class Net
        {
            readonly Func<double[], double[]> _head = M.Softmax;

            public double Loss(double[] z, int label) => -{|SMG1003:Math.Log(_head(z)[label])|};
        }
        """);

    [Fact]
    public void FiresOnTheLambdaThatAStaticFieldHolds() => Marks("SMG1005",
        """
        static class Net
        {
            static readonly Func<double, double> Squash = x => 1 / (1 + Math.Exp(-x));

            public static double Loss(double z) => -{|SMG1005:Math.Log(Squash(z))|};
        }
        """);

    [Fact]
    public void FiresOnAnAwaitedTask() => Marks("SMG1003",
        """
        class Net
        {
            public async System.Threading.Tasks.Task<double> Loss(double[] z, int label)
            {
                double[] p = await System.Threading.Tasks.Task.Run(() => M.Softmax(z));
                return -{|SMG1003:Math.Log(p[label])|};
            }
        }
        """);

    [Fact]
    public void FiresOnANamedPartOfATuple() => Marks("SMG1003",
        """
        class Net
        {
            (double[] Probabilities, int Best) Predict(double[] z)
            {
                double[] p = M.Softmax(z);
                return (p, Array.IndexOf(p, p.Max()));
            }

            public double Loss(double[] z, int label)
            {
                var prediction = Predict(z);
                return -{|SMG1003:Math.Log(prediction.Probabilities[label])|};
            }
        }
        """);

    [Fact]
    public void FiresOnAListThatForwardFills() => Marks("SMG1003",
        """
        class Net
        {
            readonly List<double> _p = new();

            public void Forward(double[] z)
            {
                _p.Clear();
                foreach (double v in M.Softmax(z))
                    _p.Add(v);
            }

            public double Loss(int label) => -{|SMG1003:Math.Log(_p[label])|};
        }
        """);

    [Fact]
    public void FiresThroughAMapOfTheTypesOwn() => Marks("SMG1005",
        """
        static class Maps
        {
            public static double[] Each(this double[] v, Func<double, double> f)
            {
                var result = new double[v.Length];
                for (int i = 0; i < v.Length; i++)
                    result[i] = f(v[i]);
                return result;
            }
        }

        class Unit
        {
            readonly double _gain = 3;

            double Squash(double x) => M.Sigmoid(_gain * x);

            public double Loss(double[] z, int label)
            {
                double[] p = z.Each(x => Squash(x));
                return -{|SMG1005:Math.Log(1 - p[label])|};
            }
        }
        """);

    [Fact]
    public void FiresOnAnElementOfATensorOfItsOwn() => Marks("SMG1003",
        """
        interface IGrid { float GetAt(int[] indices); }

        interface IGraph { IGrid Softmax(IGrid scores, bool inPlace = true); }

        class Decoder(IGraph graph)
        {
            public double Loss(IGrid scores, int row, int label) => -{|SMG1003:Math.Log(graph.Softmax(scores).GetAt(new[] { row, label }))|};
        }
        """);

    [Fact]
    public void IsSilentOnSeveralImplementations() => Marks("SMG1003",
        """
        interface IActivation { double[] Apply(double[] z); }

        class SoftmaxActivation : IActivation
        {
            public double[] Apply(double[] z) => M.Softmax(z);
        }

        class Floor : IActivation
        {
            public double[] Apply(double[] z) => M.Softmax(z).Select(p => Math.Max(p, 1e-9)).ToArray();
        }

        class Net(IActivation activation)
        {
            public double Loss(double[] z, int label) => -Math.Log(activation.Apply(z)[label]);
        }
        """);

    [Fact]
    public void IsSilentWhereTheMemberIsFloored() => Marks("SMG1003",
        """
        class Net
        {
            readonly double[] _p = new double[2];

            public void Forward(double[] z)
            {
                M.Softmax(z).CopyTo(_p, 0);
                for (int i = 0; i < _p.Length; i++)
                    _p[i] = Math.Max(_p[i], 1e-9);
            }

            public double Loss(int label) => -Math.Log(_p[label]);
        }
        """);

    [Fact]
    public void IsSilentWhereTheMemberMayBeGivenAnything() => Marks("SMG1003",
        """
        class Net
        {
            double[] _p = new double[2];

            public void Forward(double[] z) => _p = M.Softmax(z);

            public void Load(double[] saved) => _p = saved;

            public double Loss(int label) => -Math.Log(_p[label]);
        }
        """);

    [Fact]
    public void FiresOnAMemberThatAnOverrideNormalises() => Marks("SMG1003",
        """
        class Layer
        {
            public double[] Outputs = new double[2];

            public virtual double[] Forward(double[] x) { for (int i = 0; i < Outputs.Length; i++) Outputs[i] = x[i]; return Outputs; }
        }

        class Last : Layer
        {
            public override double[] Forward(double[] x) { base.Forward(x); M.Softmax(Outputs).CopyTo(Outputs, 0); return Outputs; }
        }

        class Net
        {
            readonly Last _last = new();

            public void Run(double[] x) => _last.Forward(x);

            public double Loss(int label) => -{|SMG1003:Math.Log(_last.Outputs[label])|};
        }
        """);

    [Fact]
    public void IsSilentWhereTheBaseMayRunAsWell() => Marks("SMG1003",
        """
        class Layer
        {
            public double[] Outputs = new double[2];

            public virtual double[] Forward(double[] x) { for (int i = 0; i < Outputs.Length; i++) Outputs[i] = x[i]; return Outputs; }
        }

        class Last : Layer
        {
            public double[] Normalise(double[] x) { M.Softmax(Outputs).CopyTo(Outputs, 0); return Outputs; }
        }

        class Net
        {
            readonly Last _last = new();

            public double Loss(int label) => -Math.Log(_last.Outputs[label]);
        }
        """);
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Probabilities that come out of networks of the user's own making, whose last layer is a softmax.</summary>
public sealed class NetworkTests
{
    private const string Layers = """
        interface ILayer { double[] Forward(double[] x); }
        sealed class Dense : ILayer { private readonly double[,] _w = new double[3, 3]; public double[] Forward(double[] x) { var y = new double[3]; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) y[i] += _w[i, j] * x[j]; return y; } }
        sealed class Rectifier : ILayer { public double[] Forward(double[] x) => x.Select(v => Math.Max(v, 0)).ToArray(); }
        sealed class Normaliser : ILayer { public double[] Forward(double[] x) { double m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } }
        sealed class Logarithms : ILayer { public double[] Forward(double[] x) { double m = x.Max(); double l = Math.Log(x.Sum(v => Math.Exp(v - m))); return x.Select(v => v - m - l).ToArray(); } }
        sealed class Given(params ILayer[] layers) { private readonly ILayer[] _layers = layers; public ILayer[] Layers => _layers; public double[] Predict(double[] x) { for (int i = 0; i < _layers.Length; i++) x = _layers[i].Forward(x); return x; } }
        sealed class Filled { private readonly List<ILayer> _layers = new(); public void Add(ILayer layer) => _layers.Add(layer); public double[] Predict(double[] x) { foreach (ILayer layer in _layers) x = layer.Forward(x); return x; } }

        delegate double[] Run(double[] x);
        abstract class Unit { public Run Forward { get; protected set; } = null!; }
        sealed class Linear : Unit { public Linear() => Setup(); private void Setup() => Forward = x => x; }
        sealed class Softmax : Unit { public Softmax() => Setup(); private void Setup() => Forward = Kernel; private double[] Kernel(double[] x) => x; }
        sealed class Units(params Unit[] units) { public Unit[] All { get; } = units; }

        """;

    [Theory]
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Dense(), new Rectifier(), new Normaliser()); return -[|Math.Log(net.Predict(x)[y])|]; }")]
    [InlineData("static double M(double[] x, int y) { var net = new Given([new Dense(), new Normaliser()]); var p = net.Predict(x); return -[|Math.Log(p[y])|]; }", "new ILayer[] { new Dense(), new Normaliser() }")]
    [InlineData("static double M(double[] x, int y) { var net = new Filled(); net.Add(new Dense()); net.Add(new Normaliser()); var p = net.Predict(x); return -[|Math.Log(p[y])|]; }")]
    [InlineData("static double M(double[] x, int y) { ILayer last = new Normaliser(); return -[|Math.Log(last.Forward(x)[y])|]; }")]
    [InlineData("private static readonly Given Net = new(new Dense(), new Normaliser()); static double M(double[] x, int y) => -[|Math.Log(Net.Predict(x)[y])|];")]
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Dense(), new Normaliser()); return -[|Math.Log(net.Layers[1].Forward(net.Layers[0].Forward(x))[y])|]; }")]
    // What a private method is given at its only call.
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Dense(), new Normaliser()); Console.WriteLine(Of(net, x, y)); return 0; } private static double Of(Given net, double[] x, int y) => -[|Math.Log(net.Predict(x)[y], 2)|];")]
    // Nothing but calls of abstract methods.
    [InlineData("interface ILoss { double Compute(double[] p, int y); } sealed class Entropy : ILoss { public double Compute(double[] p, int y) => -Math.Log(p[y]); } static readonly ILayer s_last = new Normaliser(); static readonly ILoss s_loss = new Entropy(); static double M(double[] x, int y) => [|s_loss.Compute(s_last.Forward(x), y)|];")]
    // A layer that keeps a function: only its name says what it does.
    [InlineData("static double M(double[] x, int y) { var net = new Units(new Linear(), new Softmax()); return -[|Math.Log(net.All[1].Forward(x)[y])|]; }")]
    public void Fires(string members, string? array = null) =>
        new RuleRun("SMG1003").Marks(Layers + "static class C { " + (array is null ? members : members.Replace("[new Dense(), new Normaliser()]", array, StringComparison.Ordinal)) + " }");

    [Theory]
    // What comes last counts.
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Normaliser(), new Dense()); return -Math.Log(net.Predict(x)[y]); }")]
    [InlineData("static double M(double[] x, int y) { var net = new Filled(); net.Add(new Normaliser()); net.Add(new Dense()); return -Math.Log(net.Predict(x)[y]); }")]
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Dense(), new Logarithms()); return -net.Predict(x)[y]; }")]
    [InlineData("static double M(double[] x, int y) { var net = new Given(new Dense(), new Normaliser()); return -Math.Log(net.Layers[0].Forward(x)[y]); }")]
    // Nobody knows which one it is.
    [InlineData("static double M(double[] x, int y, bool b) { ILayer last = new Normaliser(); if (b) last = new Dense(); return -Math.Log(last.Forward(x)[y]); }")]
    [InlineData("public static Given Net = new(new Dense(), new Normaliser()); static double M(double[] x, int y) => -Math.Log(Net.Predict(x)[y]);")]
    [InlineData("static double M(double[] x, int y) { Console.WriteLine(Of(new Given(new Dense(), new Normaliser()), x, y)); return Of(new Given(new Dense()), x, y); } private static double Of(Given net, double[] x, int y) => -Math.Log(net.Predict(x)[y]);")]
    [InlineData("static double M(double[] x, int y) { var net = new Units(new Linear(), new Softmax()); return -Math.Log(net.All[0].Forward(x)[y]); }")]
    public void IsSilent(string members) => new RuleRun("SMG1003").Marks(Layers + "static class C { " + members + " }");

    /// <summary>A network that makes its layers itself, where its list is declared or in its constructor.</summary>
    [Theory]
    [InlineData("readonly ILayer[] _all = { new Dense(), new Normaliser() }; double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -[|Math.Log(x[y])|]; }")]
    [InlineData("readonly List<ILayer> _all = new() { new Dense(), new Normaliser() }; double[] Predict(double[] x) { foreach (var l in _all) x = l.Forward(x); return x; } double M(double[] x, int y) { var p = Predict(x); return -[|Math.Log(p[y])|]; }")]
    [InlineData("readonly List<ILayer> _all = [new Dense(), new Normaliser()]; double M(double[] x, int y) { for (int i = 0; i < _all.Count; i++) x = _all[i].Forward(x); return -[|Math.Log(x[y])|]; }")]
    [InlineData("readonly List<ILayer> _all = new List<ILayer>(); public C(int n) { for (int i = 0; i < n; i++) _all.Add(new Dense()); _all.Add(new Normaliser()); } double[] Predict(double[] x) { foreach (var l in _all) x = l.Forward(x); return x; } double M(double[] x, int y) => -[|Math.Log(this.Predict(x)[y])|];")]
    [InlineData("readonly ILayer[] _all; public C(int n) { _all = new ILayer[n]; for (int i = 0; i < n - 1; i++) _all[i] = new Dense(); _all[n - 1] = new Normaliser(); } double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -[|Math.Log(x[y])|]; }")]
    [InlineData("sealed class Own { readonly ILayer[] _all = { new Dense(), new Normaliser() }; public double[] Predict(double[] x) { foreach (var l in _all) x = l.Forward(x); return x; } } static double M(Own net, double[] x, int y) { var p = net.Predict(x); return -[|Math.Log(p[y])|]; }")]
    public void FiresOnOwnLayers(string members) => new RuleRun("SMG1003").Marks(Layers + "class C { " + members + " }");

    [Theory]
    [InlineData("readonly ILayer[] _all = { new Normaliser(), new Dense() }; double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -Math.Log(x[y]); }")]
    // Others may add to it, or fill it.
    [InlineData("readonly List<ILayer> _all = new() { new Dense(), new Normaliser() }; public void Add(ILayer layer) { _all.Add(layer); } double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -Math.Log(x[y]); }")]
    [InlineData("readonly ILayer[] _all; public C(ILayer[] all) { _all = all; } double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -Math.Log(x[y]); }")]
    [InlineData("readonly List<ILayer> _all = new(); public C(int n) { _all.Add(new Normaliser()); for (int i = 0; i < n; i++) _all.Add(new Dense()); } double M(double[] x, int y) { foreach (var l in _all) x = l.Forward(x); return -Math.Log(x[y]); }")]
    // What went through all of them goes through again: it is no softmax of a softmax.
    [InlineData("readonly ILayer[] _all = { new Dense(), new Normaliser() }; double[] M(double[] x) { foreach (var l in _all) x = l.Forward(x); foreach (var l in _all) x = l.Forward(x); return x; }")]
    public void IsSilentOnOwnLayers(string members) => new RuleRun("SMG1003").Marks(Layers + "class C { " + members + " }");
}

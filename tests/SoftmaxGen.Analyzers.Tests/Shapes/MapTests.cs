namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Vectors of which only an interface is known, with a method that runs a function over their elements.</summary>
public sealed class MapTests
{
    private const string Interfaces = """
        interface IMap<T, U> { T Map(Func<U, U> f); }
        interface ILinear<T> : IEnumerable<double>, IMap<T, double>;
        interface IVector { IVector Map(Func<double, double> f); double Max(); double Sum(); int Transform(Func<double, double> f); }
        """;

    [Theory]
    [InlineData("SMG1001", "static T M<T>(T x) where T : ILinear<T> { double s = x.Select(v => Math.Exp(v)).Sum(); return x.Map(v => Math.Exp(v) / s); }")]
    [InlineData("SMG1001", "static T M<T>(T x) where T : ILinear<T> { T e = x.Map(Math.Exp); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("SMG1001", "static IVector M(IVector x) { var e = x.Map(Math.Exp); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("SMG1008", "static IVector M(IVector x) => x.Map(v => Math.Exp(v) / (1 + Math.Exp(v)));")]
    public void Fires(string id, string body) => ShapeCheck.Fires(id, $"{Interfaces} class C {{ {body} }}");

    [Theory]
    [InlineData("static T M<T>(T x) where T : ILinear<T> { double m = x.Max(), s = x.Select(v => Math.Exp(v - m)).Sum(); return x.Map(v => Math.Exp(v - m) / s); }")]
    [InlineData("static T M<T>(T x) where T : ILinear<T> { double m = x.Max(); T e = x.Map(v => v - m).Map(Math.Exp); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("static IVector M(IVector x) { double m = x.Max(); var e = x.Map(v => Math.Exp(v - m)); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("static IVector M(IVector x) { var e = x.Map(v => v - x.Max()).Map(Math.Exp); double s = e.Sum(); return e.Map(v => v / s); }")]
    [InlineData("static double M(IVector x, double[] p) => x.Transform(Math.Exp) / p.Sum();")]
    public void IsSilent(string body) => ShapeCheck.IsSilent($"{Interfaces} class C {{ {body} }}");

    private const string Device = """
        abstract class Device { public abstract void Map(Func<float, float, float> f, Grid a, Grid b, Grid result); public abstract void Map(Func<float, float> f, Grid a, Grid result); }
        class Cpu : Device
        {
            public override void Map(Func<float, float, float> f, Grid a, Grid b, Grid result) { for (int i = 0; i < a.Values.Length; i++) result.Values[i] = f(a.Values[i], b.Values[i]); }
            public override void Map(Func<float, float> f, Grid a, Grid result) { for (int i = 0; i < a.Values.Length; i++) result.Values[i] = f(a.Values[i]); }
        }
        class Unknown : Device { public override void Map(Func<float, float, float> f, Grid a, Grid b, Grid result) { } public override void Map(Func<float, float> f, Grid a, Grid result) { } }
        class Grid
        {
            public static Device Device = DEVICE;
            public float[] Values = new float[9];
            public Grid Clipped(float min, float max) { var result = new Grid(); Device.Map(x => x < min ? min : x > max ? max : x, this, result); return result; }
            public void Map(Func<float, float, float> f, Grid other, Grid result) => Device.Map(f, this, other, result);
        }

        """;

    // Which device runs it, nobody may know: what has been clipped is clipped.
    [Theory]
    [InlineData(null, "new Cpu()", "p.Clipped(1e-7f, 1 - 1e-7f)")]
    [InlineData(null, "Environment.ProcessorCount > 1 ? new Unknown() : new Cpu()", "p.Clipped(1e-7f, 1 - 1e-7f)")]
    [InlineData("SMG1018", "new Cpu()", "p")]
    [InlineData("SMG1018", "Environment.ProcessorCount > 1 ? new Unknown() : new Cpu()", "p")]
    public void OfTwoVectorsOnADevice(string? id, string device, string given) => Assert.Equal(id is null ? [] : [id], ShapeCheck.Ids(
        Device.Replace("DEVICE", device) + $"class C {{ static void Loss(Grid t, Grid p, Grid result) {{ Grid kept = {given}; t.Map((y, q) => -y * (float)Math.Log(q) - (1 - y) * (float)Math.Log(1 - q), kept, result); }} }}", null));

    // A method by that name of which no more is known takes two bounds.
    [Theory]
    [InlineData("SMG1013", "p.Clip(1e-7, 1 - 1e-7)")]
    [InlineData("SMG1013", "p.Clipped(1e-7, 1 - 1e-7)")]
    [InlineData("SMG1003", "p.Clone()")]
    public void OfAVectorThatIsClipped(string id, string given) => Assert.Equal([id], ShapeCheck.Ids(
        "interface IVector { IVector Exp(); IVector Log(); IVector Clip(double a, double b); IVector Clipped(double a, double b); IVector Clone(); double Max(); double Sum(); " +
        "static IVector operator -(IVector a, double b) => throw null!; static IVector operator /(IVector a, double b) => throw null!; } " +
        $"class C {{ static IVector M(IVector x) {{ var e = (x - x.Max()).Exp(); var p = e / e.Sum(); return {given}.Log(); }} }}", null));
}

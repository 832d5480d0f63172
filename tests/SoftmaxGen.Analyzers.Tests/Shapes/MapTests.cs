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
}

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Lists and dictionaries that are made here and filled by somebody else: what they hold is no zero.</summary>
public sealed class FilledElsewhereTests
{
    private const string Softmax = "double s = 0; var p = new double[n]; for (int i = 0; i < n; i++) { p[i] = Math.Exp(d[i]); s += p[i]; } for (int i = 0; i < n; i++) p[i] /= s; return p;";

    [Theory]
    [InlineData("interface IFiller { void Fill(List<double> d); }", "IFiller filler, int n", "var d = new List<double>(); filler.Fill(d);")]
    [InlineData("interface IFiller { void Fill(Dictionary<int, double> d); }", "IFiller filler, int n", "var d = new Dictionary<int, double>(); filler.Fill(d);")]
    [InlineData("interface IFiller { void Fill(Dictionary<string, Dictionary<int, double>> d); }", "IFiller filler, string k, int n", "var all = new Dictionary<string, Dictionary<int, double>>(); filler.Fill(all); var d = all[k];")]
    [InlineData("", "int n", "var d = new List<double>(); Missing.Loader.Fill(d);")]
    [InlineData("", "int n", "var d = new double[n]; Missing.Loader.Fill(d);")]
    [InlineData("static class Reader { public static void Read(List<double> d, string[] lines) { foreach (string l in lines) d.Add(double.Parse(l)); } }", "string[] lines, int n", "var d = new List<double>(); Reader.Read(d, lines);")]
    public void Fires(string filler, string parameters, string made) => ShapeCheck.Fires("SMG1001", $"{filler} class C {{ double[] M({parameters}) {{ {made} {Softmax} }} }}");

    [Theory]
    // Still zeros: nobody else has had them, or nobody who writes.
    [InlineData("", "int n", "var d = new double[n];")]
    [InlineData("", "int n", "var d = new double[n]; Console.WriteLine(d);")]
    public void IsSilent(string filler, string parameters, string made) => ShapeCheck.IsSilent($"{filler} class C {{ double[] M({parameters}) {{ {made} {Softmax} }} }}");
}

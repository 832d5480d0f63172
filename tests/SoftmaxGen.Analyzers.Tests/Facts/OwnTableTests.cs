using System.Text;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Facts;

/// <summary>A user's own table, in a run of the analyzers.</summary>
public sealed class OwnTableTests
{
    private const string Library = """
        namespace Ours
        {
            public static class Fast
            {
                public static extern double E(double x);
                public static extern void Normalise(double[] x, double[] y);
                public static extern double Cost(double[] x, int label);
            }
        }
        """;

    private const string Softmax = """
        static class C
        {
            static double[] M(double[] x)
            {
                double[] p = x.Select(v => Ours.Fast.E(v)).ToArray();
                double sum = p.Sum();
                return p.Select(v => v / sum).ToArray();
            }
        }
        """;

    private const string Loss = """
        static class C
        {
            static double M(double[] x, double[] p, int label)
            {
                Ours.Fast.Normalise(x, p);
                return Ours.Fast.Cost(p, label);
            }
        }
        """;

    [Fact]
    public void WhatItSaysIsUsed()
    {
        Assert.Contains(Run("Ours.Fast.E Exp Scalar", Softmax), found => found.Id == "SMG1001");
        Assert.Contains(
            Run("Ours.Fast.Normalise Softmax Elementwise out=1 stable\nOurs.Fast.Cost CrossEntropyLogits Loss expects=Logits", Loss),
            found => found.Id == "SMG2001");
    }

    [Theory]
    [InlineData("my.facts", "Ours.Fast.E Exp Scalar")]
    [InlineData("my.softmaxgen.facts", "")]
    [InlineData("my.softmaxgen.facts", "Ours.Fast.E Exp Scalar assembly=SomebodyElse")]
    [InlineData("my.softmaxgen.facts", "Ours.Fast.E Exponential Scalar")]
    public void WithoutItNothingIsKnown(string path, string table) => Assert.DoesNotContain(
        new AnalyzerRun { AdditionalTexts = new Dictionary<string, string> { [path] = table } }.Diagnose(Softmax, Library),
        found => found.Id == "SMG1001");

    [Theory]
    [InlineData("Ours.Fast.E Exponential Scalar", 1, "'Exponential' is no kind of function")]
    [InlineData("# ours\r\n\r\n  Ours.Fast.E Exp Number  # a comment", 3, "'Number' is no shape of function")]
    [InlineData("Ours.Fast.E Exp Scalar in=x", 1, "'in=x' is no option, or has no such value")]
    [InlineData("Ours.Fast.E Exp Scalar expects=", 1, "'expects=' is no option, or has no such value")]
    [InlineData("Ours.Fast.E Exp Scalar since=ten", 1, "'since=ten' is no option, or has no such value")]
    [InlineData("Ours.Fast.E(Double Exp Scalar", 1, "'Ours.Fast.E(Double' has no closing parenthesis")]
    [InlineData("Ours.Fast.E/two Exp Scalar", 1, "'Ours.Fast.E/two' has no number of parameters after its slash")]
    [InlineData("Ours.Fast.E Exp Scalar\nwhat is", 2, "'what is' is no line of a table")]
    [InlineData("Ours.Fast.E Divide Reduction", 1, "'Divide' has never the shape 'Reduction'")]
    [InlineData("Ours. Exp Scalar", 1, "'Ours.' names no method")]
    public void AMistakeIsToldWithItsFileLineAndValue(string table, int line, string message)
    {
        Diagnostic found = Assert.Single(new AnalyzerRun
        {
            Analyzer = new FactsAnalyzer(),
            AdditionalTexts = new Dictionary<string, string> { ["src/my.softmaxgen.facts"] = table },
        }.Diagnose("class C;"));
        Assert.Equal("SMG4001", found.Id);
        Assert.Equal("src/my.softmaxgen.facts", found.Location.GetLineSpan().Path);
        Assert.Equal(line - 1, found.Location.GetLineSpan().StartLinePosition.Line);
        Assert.StartsWith($"my.softmaxgen.facts({line}): {message}", found.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFilesAreNotRead() => Assert.Empty(new AnalyzerRun
    {
        Analyzer = new FactsAnalyzer(),
        AdditionalTexts = new Dictionary<string, string> { ["notes.txt"] = "Ours.Fast.E Exponential Scalar" },
    }.Diagnose("class C;"));

    /// <summary>Whatever a table says of a method, the analysis goes on: each kind in each shape, operands that are not there.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("in=7 second=8 third=9 out=10 function=11")]
    [InlineData("in=1 second=1 out=1 function=0 seed=0 axis=0 base=0 target=0 flag=0")]
    [InlineData("in=this second=this third=this out=this function=this result-function=this at=this")]
    [InlineData("constructs stable flat")]
    public void NonsenseDoesNotCrash(string options)
    {
        StringBuilder table = new(), methods = new(), calls = new();
        int number = 0;
        foreach (FunctionKind kind in Enum.GetValues<FunctionKind>().Where(kind => kind != FunctionKind.None))
        {
            foreach (FunctionShape shape in Enum.GetValues<FunctionShape>())
            {
                table.Append($"Ours.All.F{number} {kind} {shape} {options}\n");
                methods.Append($"public static extern double[] F{number}(double[] x, Func<double, double> f);\n");
                calls.Append($"static double M{number}(double[] x) {{ var y = Ours.All.F{number}(x, v => Math.Exp(v)); double s = y.Sum(); return Math.Log(y[0] / s); }}\n");
                number++;
            }
        }

        AnalyzerRun run = new() { AdditionalTexts = new Dictionary<string, string> { ["my.softmaxgen.facts"] = table.ToString() } };
        run.Diagnose($"static class C {{ {calls} }}", $"namespace Ours {{ public static class All {{ {methods} }} }}");
        Assert.All(
            new AnalyzerRun { Analyzer = new FactsAnalyzer(), AdditionalTexts = run.AdditionalTexts }.Diagnose("class C;"),
            error => Assert.Contains("has never the shape", error.GetMessage(null), StringComparison.Ordinal));
    }

    private static IEnumerable<Diagnostic> Run(string table, string source) => new AnalyzerRun
    {
        AdditionalTexts = new Dictionary<string, string> { ["my.softmaxgen.facts"] = table },
    }.Diagnose(source, Library);
}

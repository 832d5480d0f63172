using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>Which of the bodies that only call helpers are followed, and how far.</summary>
public sealed class HandoverTests
{
    private const string Helpers =
        """
        static double Raised(double x) => Math.Exp(x);
        static double Lowered(double x) => Math.Log(x);
        static double Density(double x) => Math.Exp(-x * x);
        static double[] Exps(double[] z) => z.Select(v => Math.Exp(v)).ToArray();
        static void Exps(double[] z, double[] e) { for (int i = 0; i < z.Length; i++) e[i] = Math.Exp(z[i]); }
        static double[] Normalised(double[] e) { double sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }
        static double Loss(double[] p, int label) => -Math.Log(p[label]);
        static double[] Softened(double[] z) { var e = Exps(z); double sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }
        static void Soften(double[] z) { double s = 0; for (int i = 0; i < z.Length; i++) s += z[i] = Math.Exp(z[i]); for (int i = 0; i < z.Length; i++) z[i] /= s; }
        double[] _e = new double[4];
        double _sum;
        void Fill(double[] z) { _sum = 0; for (int i = 0; i < z.Length; i++) _sum += _e[i] = Math.Exp(z[i]); }
        """;

    [Theory]
    [InlineData("double[] F(double[] z) { double[] e = Exps(z); double sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }")]
    [InlineData("double F(double[] z) { double s = 0; foreach (double v in z) s += Raised(v); double r = 1 / s; return Raised(z[0]) * r; }")]
    [InlineData("void F(double[] z, double[] e) { Exps(z, e); double s = 0; for (int i = 0; i < e.Length; i++) s += e[i]; for (int i = 0; i < e.Length; i++) e[i] /= s; }")]
    [InlineData("double F(double x) => Raised(x) / (1 + Raised(x));")]
    [InlineData("double F(double x) => Lowered(1 + Raised(x));")]
    [InlineData("double F(double p) => p * Lowered(p);")]
    [InlineData("double[] F(double[] z) => Normalised(Exps(z));")]
    [InlineData("double[] F(double[] z) { var e = Exps(z); return Normalised(e); }")]
    [InlineData("double[] F(double[] z) => Softened(Softened(z));")]
    [InlineData("void F(double[] z) { Soften(z); Soften(z); }")]
    [InlineData("double F(double[] z) { double[] e = Exps(z), p = Normalised(e); return Loss(p, 1); }")]
    [InlineData("double F(double[] z) { Fill(z); return _e[0] / _sum; }")]
    [InlineData("double F(double x) { double G(double y) => Raised(y); return 2 / (1 + G(x)) - 1; }")]
    [InlineData("double F(double x) { (double a, double b) = (Raised(x), Raised(-x)); return (a - b) / (a + b); }")]
    [InlineData("double F(double[] z) { Func<double, double> f = Raised; return z.Select(f).Select(e => 1 / e).Sum(); }")]
    public void FollowsABodyThatWorksWithWhatItsHelpersGive(string body) => Assert.Contains("F", Chosen(body));

    [Theory]
    [InlineData("double F(double x) => Density(x);")]
    [InlineData("double F(double x) => 0.5 * (Density(x) + Density(-x));")]
    [InlineData("void F(double[] z) { foreach (double v in z) Console.WriteLine(Density(v)); }")]
    [InlineData("double F(double[] z) { double s = 0; for (int i = 0; i < z.Length; i++) s += Density(z[i]); return s / z.Length; }")]
    [InlineData("double F(double x, double width) => Density(x / width) / width;")]
    [InlineData("double F(double x) => Lowered(x) / x;")]
    [InlineData("double[] F(double[] z) => Softened(z);")]
    [InlineData("double F(double[] z) { Soften(z); return z[0]; }")]
    [InlineData("double F(double[] p) => Loss(p, 0) + Loss(p, 1);")]
    public void LeavesABodyAloneThatOnlyPassesThemOn(string body) => Assert.DoesNotContain("F", Chosen(body));

    [Fact]
    public void FollowsABodyThatOnlyCallsHelpersForAShorterWay()
    {
        // Each of the calls takes some thirty steps, and there is nothing in the body itself that is worth all of them: it is left with
        // what its own text says.
        string calls = string.Join('\n', Enumerable.Repeat("s += Long(z, s);", 120));
        string source = $$"""
            using System;
            sealed class M
            {
                static double Long(double[] z, double s) { for (int i = 0; i < z.Length; i++) s += Math.Exp(z[i]) * z[i] + s * z[i]; return s; }
                static double Calls(double[] z) { double s = 0; {{calls}} return s; }
                static double Works(double[] z) { double s = 0; {{calls}} return s + Math.Exp(z[0]); }
            }
            """;
        Assert.DoesNotContain(Events(source, "Calls"), e => e.Function == FunctionKind.Exp);
        Assert.Contains(Events(source, "Works"), e => e.Function == FunctionKind.Exp && e.CallSite is not null);
    }

    private static IEnumerable<string> Chosen(string body)
    {
        Compilation compilation = Compile($"using System; using System.Linq; sealed class M {{ {Helpers} {body} }}");
        return GateOf(compilation).Bodies(compilation.GetSemanticModel(compilation.SyntaxTrees.First()), default).OfType<MethodDeclarationSyntax>().Select(m => m.Identifier.ValueText).ToList();
    }

    private static IReadOnlyList<Evaluated> Events(string source, string method)
    {
        Compilation compilation = Compile(source);
        Gate gate = GateOf(compilation);
        var session = new FlowSession(compilation, LibraryFacts.Create(compilation, [], default), gate.IsHelper) { HasOwnWork = gate.HasOwnWork };
        MethodDeclarationSyntax declaration = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == method);
        return Evaluator.Run(session, session.BodyOf(declaration, default)!, default);
    }

    private static Compilation Compile(string source)
    {
        Compilation compilation = TestCompilation.Create([source]);
        TestCompilation.AssertCompiles(compilation);
        return compilation;
    }

    private static Gate GateOf(Compilation compilation) => new(compilation, LibraryFacts.Create(compilation, [], default));
}

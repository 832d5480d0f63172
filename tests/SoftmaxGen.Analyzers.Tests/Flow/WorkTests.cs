using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>How much work code makes that asks for the same again and again.</summary>
public sealed class WorkTests
{
    [Fact]
    public void EvaluatesOnceWhatAnElementIsOneOf()
    {
        // Each index doubled the work on what stands before it, and the helper was run eight times.
        Assert.Single(Exponentials(Events(
            """
            static class M
            {
                static double[][][] Exps(double[][][] z) { z[0][0][0] = Math.Exp(z[1][1][1]); return z; }

                static double F(double[][][] z) => Exps(z)[0][1][2];
            }
            """, "F")));
    }

    [Fact]
    public void AsksForTheRangeOfASumOnce()
    {
        // What is left beside each maximum was a sum with maxima again: 9 of them took as many steps as they have orders, a minute and a half.
        Assert.Single(Exponentials(Events(
            """
            static class M
            {
                static double F(double[] x, double[] y) => Math.Exp(
                    0.11 * Math.Max(x[1], y[1]) + 0.21 * Math.Max(x[2], y[2]) + 0.31 * Math.Max(x[3], y[3]) +
                    0.41 * Math.Max(x[4], y[4]) + 0.51 * Math.Max(x[5], y[5]) + 0.61 * Math.Max(x[6], y[6]) +
                    0.71 * Math.Max(x[7], y[7]) + 0.81 * Math.Max(x[8], y[8]) + 0.91 * Math.Max(x[9], y[9]));
            }
            """, "F")));
    }

    [Fact]
    public void EvaluatesOnceWhatAPropertyIsOneOf()
    {
        // Properties of a library have no code to run, and each doubled the work on what stands before it.
        Assert.Single(Exponentials(Events(
            """
            static class M
            {
                static int F(double x) => new DateTime(2000, 1, 1).AddDays(Math.Exp(x)).Date.TimeOfDay.Hours;
            }
            """, "F")));
    }

    private static IEnumerable<Evaluated> Exponentials(IEnumerable<Evaluated> events) => events.Where(e => e.Function == FunctionKind.Exp);

    private static IReadOnlyList<Evaluated> Events(string source, string method)
    {
        Compilation compilation = TestCompilation.Create([source]);
        TestCompilation.AssertCompiles(compilation);
        LibraryFacts facts = LibraryFacts.Create(compilation, [], default);
        var session = new FlowSession(compilation, facts, new Gate(compilation, facts).IsHelper);
        MethodDeclarationSyntax declaration = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == method);
        return Evaluator.Run(session, session.BodyOf(declaration, default)!, default);
    }
}

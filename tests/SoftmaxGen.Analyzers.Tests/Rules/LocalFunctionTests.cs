using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>
/// Local functions that take nothing from around them are judged as methods are: that the only call here gives small numbers does
/// not make them right.
/// </summary>
public sealed class LocalFunctionTests
{
    [Fact]
    public void JudgesAStaticLocalFunctionForItself() => RuleCheck.Marks(
        """
        static class C
        {
            static void Main()
            {
                Console.WriteLine(Softmax(new double[] { 1, 2, 3 }).Length + Softplus(3));

                static double[] Softmax(double[] logits)
                {
                    double[] e = {|SMG1001:logits.Select(Math.Exp)|}.ToArray();
                    double sum = e.Sum();
                    return e.Select(v => v / sum).ToArray();
                }

                static double Softplus(double x) => {|SMG1009:Math.Log(1 + Math.Exp(x))|};
            }
        }
        """);

    [Fact]
    public void LetsAStaticLocalFunctionGuardItself() => RuleCheck.Marks(
        """
        static class C
        {
            static double Main(double a)
            {
                return Softplus(3) + Softplus(a);

                static double Softplus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
            }
        }
        """);

    // What is not static may be a part of the method's own formula, and lives on what that gives it.
    [Fact]
    public void JudgesAnotherByItsCalls() => RuleCheck.Marks(
        """
        static class C
        {
            static double M(double z)
            {
                return F(-z * z);

                double F(double q) => Math.Log(1 + Math.Exp(q));
            }
        }
        """);

    [Fact]
    public void JudgesTheFunctionsOfAProgramWithoutAClass()
    {
        Compilation program = TestCompilation.Create([
            """
            Console.WriteLine(Softplus(3) + Stable(4));
            double Softplus(double x) => Math.Log(1 + Math.Exp(x));
            double Stable(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
            """]);
        program = program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));
        TestCompilation.AssertCompiles(program);
        ImmutableArray<Diagnostic> found = new AnalyzerRun().Diagnose(program);
        Diagnostic only = Assert.Single(found);
        Assert.Equal("SMG1009", only.Id);
        Assert.Equal(1, only.Location.GetLineSpan().StartLinePosition.Line);
    }

    // Five loops in each other are gone over some hundred times: more than the engine follows.
    [Fact]
    public void JudgesAStaticOneOfABodyThatIsTooLarge() => RuleCheck.Marks(
        """
        static class C
        {
            static double M(double[] x)
            {
                double sum = 0;
                for (int a = 0; a < 9; a++)
                    for (int b = 0; b < 9; b++)
                        for (int c = 0; c < 9; c++)
                            for (int d = 0; d < 9; d++)
                                for (int e = 0; e < 9; e++)
                                {
                                    ADDITIONS
                                }
                return sum + Softplus(x[0]);

                static double Softplus(double y) => {|SMG1009:Math.Log(1 + Math.Exp(y))|};
            }
        }
        """.Replace("ADDITIONS", string.Concat(Enumerable.Range(0, 15).Select(i => $"sum += x[a + {i}] * x[b] + Math.Exp(-x[c] * x[c]) * sum;\n"))));

    // The function is left out, and with it what it has written.
    [Fact]
    public void JudgesTheStatementsAroundOneThatIsTooLarge()
    {
        Compilation program = TestCompilation.Create([
            """
            double[] x = { 1, 2 };
            double scale = 0, kept = 0;
            double[] p = Softmax(Network(x));
            Console.WriteLine(-Math.Log(p[1]));
            Console.WriteLine(Math.Log(1 + Math.Exp(scale)));
            Console.WriteLine(Math.Log(1 + Math.Exp(kept)));

            double[] Network(double[] x)
            {
                double sum = 0;
                for (int a = 0; a < 9; a++)
                    for (int b = 0; b < 9; b++)
                        for (int c = 0; c < 9; c++)
                            for (int d = 0; d < 9; d++)
                                for (int e = 0; e < 9; e++)
                                {
                                    ADDITIONS
                                }
                scale = sum;
                return new[] { sum, x[0] };
            }

            double[] Softmax(double[] x)
            {
                double max = x.Max();
                double[] p = x.Select(v => Math.Exp(v - max)).ToArray();
                double total = p.Sum();
                return p.Select(v => v / total).ToArray();
            }
            """.Replace("ADDITIONS", string.Concat(Enumerable.Range(0, 15).Select(i => $"sum += x[a + {i}] * x[b] + Math.Exp(-x[c] * x[c]) * sum;\n")))]);
        program = program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication));
        TestCompilation.AssertCompiles(program);
        ImmutableArray<Diagnostic> found = new AnalyzerRun().Diagnose(program);
        Assert.Equal(["SMG1003 3", "SMG1009 4"], found.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition.Line}").OrderBy(d => d));
    }
}

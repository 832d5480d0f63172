namespace SoftmaxGen.Analyzers.Tests.Facts;

public class GateTests
{
    [Fact]
    public void A_body_that_calls_an_exponential_is_let_through_and_its_neighbours_are_not() => Assert.Equal(
        ["A", "B", "C", "D", "get P", "Q", "F", ".ctor", "operator !"],
        FactsCompilation.Gated("""
            using System; using System.Linq; using static System.Math;
            class K
            {
                double A(double x) => Math.Exp(x);
                float B(float x) { float Local(float y) => MathF.Log(y); return Local(x); }
                double C(double x) => Log(x);
                double[] D(double[] x) => x.Select(Math.Exp).ToArray();
                double P { get { return Math.Exp(_a); } set { _a = value; } }
                double Q => Math.Log(_a);
                static readonly Func<double, double> F = x => Math.Exp(x);
                K() { _a = Math.Exp(2); }
                public static K operator !(K k) { k._a = Math.Exp(k._a); return k; }
                double _a;
                double N(double x) => Math.Sqrt(x) + Math.Max(x, 1);
                // Math.Exp(x)
                string S() => "Math.Exp(1)";
            }
            """));

    [Fact]
    public void Powers_count_with_e_as_their_base_only() => Assert.Equal(
        ["A", "B", "C", "E"],
        FactsCompilation.Gated("""
            using System;
            class K
            {
                const double Base = 2.71828;
                double A(double x) => Math.Pow(Math.E, x);
                double B(double x) => Math.Pow(2.718281828, x);
                double C(double x) => Math.Pow(Base, -x);
                double D(double x) => Math.Pow(x, 2);
                double E(double x) => Math.Pow(Math.Exp(1), x);
                double F(double x) => Math.Pow(Math.PI, x);
                double G(double x, double y) => Math.Pow(x, y);
                double H(double x) => Math.Pow(2, x);
            }
            """));

    [Fact]
    public void Loggers_are_not_logarithms() => Assert.Empty(FactsCompilation.Gated("""
        using System;
        interface ILogger { void Log(string text); void Log(int level, object value); }
        static class Debug { public static void Log(object value) { } }
        class K
        {
            ILogger log = null!;
            void A() => log.Log("x");
            void B(int i) => log.Log(1, i);
            void C(int i) { Debug.Log(i); Debug.Log($"{i}"); }
            ILogger Log => log;
            string D() => nameof(Log);
        }
        """));

    [Fact]
    public void Callers_that_work_with_what_helpers_give_are_let_through_to_the_second_level() => Assert.Equal(
        ["Exps", "Normalise", "Weights", "Fill", "UsesFill"],
        FactsCompilation.Gated(
            """
            using System; using System.Linq;
            public static class Helper
            {
                public static double[] Exps(double[] x) => x.Select(Math.Exp).ToArray();
                public static double[] Twice(double[] x) => x.Select(v => v * 2).ToArray();
            }
            """,
            """
            using System.Linq;
            class K
            {
                double[] Normalise(double[] x) { var e = Helper.Exps(x); double s = e.Sum(); return e.Select(v => v / s).ToArray(); }
                double[] Weights(double[] x) => Normalise(Normalise(x));
                double[] Passed(double[] x) => Normalise(x);
                double[] Other(double[] x) => Helper.Twice(x);
                string Name(double[] x) => Weights(x).Length.ToString();
                static void Fill(double[] x) { for (int i = 0; i < x.Length; i++) x[i] = System.Math.Exp(x[i]); }
                static double UsesFill(double[] x) { Fill(x); return x[0] / x[1]; }
                static double PassesFilled(double[] x) { Fill(x); return x[0]; }
            }
            """,
            """
            class Stranger { double[] Exps(double[] x) => x; double[] Mine(double[] x) => Exps(x); }
            """));

    [Fact]
    public void A_call_that_does_not_bind_is_known_by_its_name() => Assert.Equal(
        ["A", "B", "C"],
        FactsCompilation.Gated("""
            using TorchSharp;
            class K
            {
                object A(object x) => torch.nn.functional.softmax(x, 1);
                object B(Tensor x) => x.exp();
                object C() { var loss = nn.CrossEntropyLoss(); return loss; }
                object D(Tensor x) => x.view(1);
                void E() => Missing.Log("text");
            }
            """));

    [Fact]
    public void Top_level_statements_are_one_body() =>
        Assert.Equal(["CompilationUnit"], FactsCompilation.Gated("double x = System.Math.Exp(1); x += System.Math.Log(x);"));
}

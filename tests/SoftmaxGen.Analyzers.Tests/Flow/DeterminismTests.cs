using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Flow;

/// <summary>What is reported does not depend on which body comes first, on what runs at the same time, or on the process.</summary>
public sealed class DeterminismTests
{
    internal static readonly string[] Sources =
    [
        """
        static class M
        {
            public static double E(double x) => Math.Exp(x);

            public static double LogOfOneMore(double x) => Math.Log(1 + x);

            public static double[] Exps(double[] z) => z.Select(E).ToArray();

            public static double[] Naive(double[] z)
            {
                double[] e = Exps(z);
                double sum = e.Sum();
                return e.Select(v => v / sum).ToArray();
            }

            public static double Softplus(double z) => LogOfOneMore(E(z));

            // Two that call each other: which of them runs in the other depends on where one begins.
            public static double Even(double x, int n) => n == 0 ? Math.Exp(x) : Math.Log(Odd(x, n - 1));

            public static double Odd(double x, int n) => n == 0 ? Math.Log(x) : Math.Exp(Even(x, n - 1));
        }
        """,
        """
        interface IActivation
        {
            double[] Apply(double[] z);
        }

        sealed class Activation : IActivation
        {
            public double[] Apply(double[] z) => M.Naive(z);
        }

        class Net
        {
            private readonly IActivation _activation = new Activation();
            private double[] _probabilities = new double[3];
            private double _last;

            public double[] Forward(double[] z)
            {
                _probabilities = _activation.Apply(z);
                _last = M.Even(z[0], 2);
                return _probabilities;
            }

            public double Loss(int label) => -Math.Log(_probabilities[label]);

            public double Last() => Math.Log(_last) + M.Odd(_last, 3);
        }

        sealed class Wide : Net
        {
            public double Entropy(double[] z)
            {
                double[] p = Forward(z);
                double sum = 0;
                for (int i = 0; i < p.Length; i++)
                    sum -= p[i] * Math.Log(p[i]);
                return sum;
            }
        }
        """,
        """
        static class Attention
        {
            // A formula that grows beyond what a term may hold: it is known by what is kept of it.
            public static float[] Weights(float[] q, float[] k, float[] s, float[] t, int n, float a, float b, float c, float d)
            {
                var scores = new float[n];
                float max = float.NegativeInfinity;
                for (int j = 0; j < n; j++)
                {
                    float dot = 0;
                    for (int i = 0; i + 7 < n; i += 8)
                        dot += q[i] * k[i + j] * a + q[i + 1] * k[i + 1 + j] * b + q[i + 2] * k[i + 2 + j] * c + q[i + 3] * k[i + 3 + j] * d
                            + s[i] * t[i + j] * a + s[i + 1] * t[i + 1 + j] * b + s[i + 2] * t[i + 2 + j] * c + s[i + 3] * t[i + 3 + j] * d
                            + q[i + 4] * t[i + 4 + j] * (a - b) + q[i + 5] * t[i + 5 + j] * (b - c) + q[i + 6] * t[i + 6 + j] * (c - d)
                            + s[i + 4] * k[i + 4 + j] * (a + d) + s[i + 5] * k[i + 5 + j] * (b + c) + s[i + 7] * k[i + 7 + j] * (c * d);
                    scores[j] = dot * a + s[j] * b - t[j] * c;
                    if (dot > max)
                        max = dot;
                }
                float sum = 0;
                for (int j = 0; j < n; j++)
                {
                    scores[j] = MathF.Exp(scores[j] * d - t[j] * a * b + s[j] * c);
                    sum += scores[j];
                }
                for (int j = 0; j < n; j++)
                    scores[j] /= sum;
                return scores;
            }

            public static double Mixed(double[] x, double u, double v) =>
                Math.Log(x.Sum(e => Math.Exp(e * u + v - u * v + x[0] * v - x[1] * u))) + M.Softplus(u + v) + M.Softplus(v - u);
        }
        """,
    ];

    [Fact]
    public void ReportsTheSameInEveryOrder()
    {
        string[] inOrder = Reports(bodies => bodies);
        Assert.True(inOrder.Length > 3, string.Join('\n', inOrder));
        Assert.Equal(inOrder, Reports(bodies => bodies.Reverse()));
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(inOrder, Reports(bodies => bodies.OrderBy(_ => random.Next()).ToList()));
        }
    }

    [Fact]
    public void ReportsTheSameFromManyThreads()
    {
        string[] alone = Reports(bodies => bodies);
        for (int run = 0; run < 3; run++)
        {
            (BodyAnalysis analysis, ImmutableArray<SyntaxNode> bodies) = Begin();
            var found = new ConcurrentBag<string>();
            var options = new ParallelOptions { MaxDegreeOfParallelism = 4 };
            Parallel.ForEach(bodies, options, body =>
            {
                foreach (string line in Report(analysis, body))
                    found.Add(line);
            });
            Assert.Equal(alone, found.Order(StringComparer.Ordinal));
        }
    }

    // The symbols and nodes of a second compilation are other objects, with other hashes, as they are in another process.
    [Fact]
    public void MakesTheSameTermsOfTheSameCode()
    {
        string[] first = Terms(), second = Terms();
        Assert.Contains(first, line => line.Contains("Exp("));
        Assert.Equal(first, second);
    }

    // Strings hash differently in each process: this is what one that was hashed in another one came out as.
    [Fact]
    public void HashesTextsAlikeInEveryProcess() => Assert.Equal(1628434590, StableHash.Of("softmax"));

    [Fact]
    public void HashesTuplesByTheirParts()
    {
        Assert.Equal(StableHash.Of(("sum", 1)), StableHash.Of(("sum", 1)));
        Assert.NotEqual(StableHash.Of(("sum", 1)), StableHash.Of(("sum", 2)));
        Assert.NotEqual(StableHash.Of(("sum", 1, "x")), StableHash.Of(("max", 1, "x")));
    }

    private static string[] Reports(Func<ImmutableArray<SyntaxNode>, IEnumerable<SyntaxNode>> order)
    {
        (BodyAnalysis analysis, ImmutableArray<SyntaxNode> bodies) = Begin();
        return [.. order(bodies).SelectMany(body => Report(analysis, body)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Report(BodyAnalysis analysis, SyntaxNode body) =>
        analysis.Report(body, default).Select(finding => FindingReport.Create(finding).ToString());

    private static string[] Terms()
    {
        (BodyAnalysis analysis, ImmutableArray<SyntaxNode> bodies) = Begin();
        return
        [
            .. bodies.Select(body => analysis.Session.BodyOf(body, default)).OfType<Body>()
                .SelectMany(body => Evaluator.Run(analysis.Session, body, default))
                .Select(e => $"{e.Function} {string.Join(" ; ", e.Arguments)} => {e.Result} {e.Result.Shape}"),
        ];
    }

    private static (BodyAnalysis Analysis, ImmutableArray<SyntaxNode> Bodies) Begin()
    {
        Compilation compilation = TestCompilation.Create(Sources);
        TestCompilation.AssertCompiles(compilation);
        LibraryFacts facts = LibraryFacts.Create(compilation, [], default);
        var gate = new Gate(compilation, facts);
        var session = new FlowSession(compilation, facts, gate.IsHelper);
        return (new(session, _ => AnalysisOptions.Default),
            [.. compilation.SyntaxTrees.SelectMany(tree => gate.Bodies(session.ModelOf(tree), default))]);
    }
}

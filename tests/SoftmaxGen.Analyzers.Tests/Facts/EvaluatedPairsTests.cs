using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Facts;

/// <summary>
/// A kind of function that nobody evaluates in the shape that a table gives it is dead: where the library is referred to its users
/// get silence, and no other test notices. Each pair of the tables is called here, by a table that has only that pair in it.
/// </summary>
public class EvaluatedPairsTests
{
    // A truth, which conditions ask for, and a network, which its own tests make.
    private static readonly FunctionKind[] GivesNoNumber = [FunctionKind.Classify, FunctionKind.Chain];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach ((FunctionKind kind, FunctionShape shape) in FactSources.Libraries.Value.Lines.Concat(FactSources.Names.Value.Lines)
                .Select(line => (line.Function.Kind, line.Function.Shape)).Where(pair => !GivesNoNumber.Contains(pair.Kind)).Distinct().Order())
                pairs.Add(kind.ToString(), shape.ToString());
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_kind_is_evaluated_in_each_shape_that_a_table_gives_it(string kind, string shape)
    {
        (string operands, string signature, string body) = ProbeOf(Enum.Parse<FunctionKind>(kind), Enum.Parse<FunctionShape>(shape));
        string source = $$"""
            class Tensor;
            static class Lib
            {
                public static {{signature}} => throw null!;
                public static Tensor Softmax(Tensor t) => throw null!;
                public static Tensor Exp(Tensor t) => throw null!;
            }
            static class M { static object F(double[] x, double[] y, double[][] rows, double a, bool[] mask, Tensor t) { {{body}} } }
            """;
        IReadOnlyList<Evaluated> events = Events(source, $"""
            Lib.Run {kind} {shape} {operands}
            Lib.Softmax Softmax Elementwise
            Lib.Exp Exp Elementwise
            """);
        if (shape == nameof(FunctionShape.Loss) || kind.StartsWith("Arg", StringComparison.Ordinal))
            Assert.Contains(events, e => e.Function.ToString() == kind && IsKnown(e.Input));
        else
            Assert.Contains(events, e => e.Function == FunctionKind.Exp && IsKnown(e.Input));
    }

    // Of a call that is not followed nothing is known but where it stands.
    private static bool IsKnown(Term term) => !term.Any(t => t.Kind == TermKind.Opaque && t.Tag is SyntaxNode or IMethodSymbol && t.Range.Equals(Interval.All));

    // The options of the line, the method that it speaks of, and a body with the exponential of what comes out.
    private static (string Operands, string Signature, string Body) ProbeOf(FunctionKind kind, FunctionShape shape) => (kind, shape) switch
    {
        (_, FunctionShape.Loss) => ("", "double Run(double[] p, double[] t)", "var p = new double[x.Length]; System.Numerics.Tensors.TensorPrimitives.SoftMax<double>(x, p); return Lib.Run(p, y);"),
        (FunctionKind.ArgMax or FunctionKind.ArgMin, _) => ("", "int Run(double[] v)", "return Lib.Run(x);"),
        (FunctionKind.Any or FunctionKind.All, _) => ("function=1", "bool Run(double[] v, Func<double, bool> f)", "return Lib.Run(x, v => Math.Exp(v) > 1);"),
        (FunctionKind.Choose, _) => ("", "double[] Run(bool[] m, double[] v, double[] w)", "return Math.Exp(Lib.Run(mask, x, y)[0]);"),
        (FunctionKind.Pick or FunctionKind.Row, _) => ("", "Tensor Run(Tensor p, int i)", "return Lib.Exp(Lib.Run(Lib.Softmax(t), 1));"),
        (FunctionKind.Normalise, _) => ("", "double[] Run(double[] v, double norm)", "return Math.Exp(Lib.Run(x, 1)[0]);"),
        (FunctionKind.CopyTo, _) => ("out=1", "void Run(double[] v, double[] w)", "Lib.Run(x, y); return Math.Exp(y[0]);"),
        (FunctionKind.Fill, _) => ("in=1 out=0", "void Run(double[] v, double w)", "Lib.Run(x, a); return Math.Exp(x[0]);"),
        (FunctionKind.Clear, _) => ("out=0", "void Run(double[] v)", "Lib.Run(x); return Math.Exp(x[0]);"),
        (FunctionKind.New or FunctionKind.Empty, _) => ("", "double[] Run(int n)", "var v = Lib.Run(3); v[0] = a; return Math.Exp(v[0]);"),
        (FunctionKind.Repeat, _) => ("second=1", "double[] Run(double v, int n)", "return Math.Exp(Lib.Run(a, 3)[0]);"),
        (FunctionKind.Range, _) => ("second=1", "double[] Run(double v, int n)", "return Math.Exp(Lib.Run(0, 3)[1]);"),
        (FunctionKind.GetEnumerator, _) => ("", "double[] Run(double[] v)", "return Math.Exp(Lib.Run(x)[0]);"),
        (FunctionKind.Concat, _) => ("second=1", "double[] Run(double[] v, double[] w)", "return Math.Exp(Lib.Run(x, y)[0]);"),
        // A place of its own, which is written through.
        (FunctionKind.Slice, _) => ("second=1", "Span<double> Run(double[] v, int n)", "var s = Lib.Run(x, 1); s[0] = a; return Math.Exp(s[0]);"),
        (FunctionKind.Take or FunctionKind.Skip, _) => ("second=1", "double[] Run(double[] v, int n)", "return Math.Exp(Lib.Run(x, 1)[0]);"),
        (FunctionKind.ElementAt, _) => ("second=1", "double Run(double[] v, int n)", "return Math.Exp(Lib.Run(x, 1));"),
        (FunctionKind.Select, _) => ("function=1", "double[] Run(double[] v, Func<double, double> f)", "return Math.Exp(Lib.Run(x, v => v * v)[0]);"),
        (FunctionKind.SelectMany, _) => ("function=1", "double[] Run(double[][] v, Func<double[], double[]> f)", "return Lib.Run(rows, row => row.Select(v => Math.Exp(v)).ToArray());"),
        (FunctionKind.Where or FunctionKind.OrderBy, _) => ("", "double[] Run(double[] v)", "return Math.Exp(Lib.Run(x)[0]);"),
        (FunctionKind.Tabulate, FunctionShape.Sequence) => ("function=1", "double[] Run(int n, Func<int, double> f)", "return Math.Exp(Lib.Run(3, i => x[i])[0]);"),
        (FunctionKind.Tabulate, _) => ("function=1", "double[] Run(double[] v, Func<int, double, double> f)", "return Math.Exp(Lib.Run(x, (i, v) => v * v)[0]);"),
        (FunctionKind.Zip, _) => ("second=1 function=2", "double[] Run(double[] v, double[] w, Func<double, double, double> f)", "return Math.Exp(Lib.Run(x, y, (v, w) => v * w)[0]);"),
        (FunctionKind.Aggregate, _) => ("seed=1 function=2", "double Run(double[] v, double seed, Func<double, double, double> f)", "return Math.Exp(Lib.Run(x, 0, (s, v) => s + v));"),
        (FunctionKind.ForEach or FunctionKind.ParallelForEach, _) => ("function=1", "void Run(double[] v, Action<double> f)", "Lib.Run(x, v => Math.Exp(v)); return a;"),
        (FunctionKind.ParallelFor, _) => ("second=1 function=2", "void Run(int from, int to, Action<int> f)", "Lib.Run(0, 3, i => Math.Exp(x[i])); return a;"),
        (FunctionKind.Join, _) => ("", "double[] Run(double[] v)", "return Math.Exp(Lib.Run(x)[0]);"),
        (FunctionKind.Dot or FunctionKind.Distance, _) => ("", "double Run(double[] v, double[] w)", "return Math.Exp(Lib.Run(x, y));"),
        (_, FunctionShape.Reduction) => ("", "double Run(double[] v)", "return Math.Exp(Lib.Run(x));"),
        (FunctionKind.RandomBetween, _) => ("second=1", "double Run(double v, double w)", "return Math.Exp(Lib.Run(1, 2));"),
        (FunctionKind.Clamp, FunctionShape.Scalar) => ("", "double Run(double v, double w, double u)", "return Math.Exp(Lib.Run(a, 1, 2));"),
        (FunctionKind.Clamp, _) => ("", "double[] Run(double[] v, double w, double u)", "return Math.Exp(Lib.Run(x, 1, 2)[0]);"),
        _ when new LibraryFunction(kind, shape).IsBinary && shape == FunctionShape.Scalar => ("", "double Run(double v, double w)", "return Math.Exp(Lib.Run(a, x[0]));"),
        _ when new LibraryFunction(kind, shape).IsBinary => ("", "double[] Run(double[] v, double[] w)", "return Math.Exp(Lib.Run(x, y)[0]);"),
        (_, FunctionShape.Scalar) => ("", "double Run(double v)", "return Math.Exp(Lib.Run(a));"),
        _ => ("", "double[] Run(double[] v)", "return Math.Exp(Lib.Run(x)[0]);"),
    };

    private static IReadOnlyList<Evaluated> Events(string source, string table)
    {
        Compilation compilation = TestCompilation.Create([source]);
        TestCompilation.AssertCompiles(compilation);
        LibraryFacts facts = LibraryFacts.Create(compilation, [new InMemoryText("pair.softmaxgen.facts", table)], default);
        Assert.Empty(facts.Errors);
        var session = new FlowSession(compilation, facts, new Gate(compilation, facts).IsHelper);
        MethodDeclarationSyntax declaration = compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == "F");
        return Evaluator.Run(session, session.BodyOf(declaration, default)!, default);
    }
}

using Microsoft.CodeAnalysis.CodeFixes;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.CodeFixes;

namespace SoftmaxGen.Analyzers.Tests.Shapes;

/// <summary>Graphs of the program's own, whose nodes are objects: making one is asking for what its class is called.</summary>
public sealed class OwnGraphTests
{
    private const string Nodes = """
        abstract class Node
        {
            public abstract double Run();
            public static Node operator +(Node a, Node b) => new Add(a, b);
            public static Node operator -(Node a, Node b) => new Sub(a, b);
            public static Node operator /(Node a, Node b) => new Div(a, b);
            public static implicit operator Node(double value) => new Number(value);
        }
        class Number : Node { private readonly double _v; public Number(double v) { _v = v; } public override double Run() => _v; }
        class Add : Node { private readonly Node _a, _b; public Add(Node a, Node b) { _a = a; _b = b; } public override double Run() => _a.Run() + _b.Run(); }
        class Sub : Node { private readonly Node _a, _b; public Sub(Node a, Node b) { _a = a; _b = b; } public override double Run() => _a.Run() - _b.Run(); }
        class Div : Node { private readonly Node _a, _b; public Div(Node a, Node b) { _a = a; _b = b; } public override double Run() => _a.Run() / _b.Run(); }
        class Exp : Node { private readonly Node _a; public Exp(Node a) { _a = a; } public override double Run() => Math.Exp(_a.Run()); }
        class Log : Node { private readonly Node _a; public Log(Node a) { _a = a; } public override double Run() => Math.Log(_a.Run()); }
        class ReduceSum : Node { private readonly Node _a; public ReduceSum(Node a, int axis) { _a = a; } public override double Run() => _a.Run(); }
        class ReduceMax : Node { private readonly Node _a; public ReduceMax(Node a, int axis) { _a = a; } public override double Run() => _a.Run(); }
        class AddDims : Node { private readonly Node _a; public AddDims(Node a, int[] dims) { _a = a; } public override double Run() => _a.Run(); }
        class Note : Node { private readonly Node _a; public Note(Node a, string text) { _a = a; } public override double Run() => _a.Run(); }

        """;

    [Theory]
    [InlineData("SMG1001", "static Node M(Node z) { Node e = new Exp(z); return e / new ReduceSum(e, -1); }")]
    [InlineData("SMG1001", "static Node M(Node z) { Node e = new Exp(z); Node sum = new ReduceSum(e, -1); sum = new AddDims(sum, new[] { 1 }); return new Div(e, sum); }")]
    [InlineData("SMG1001", "static Node[] M(Node[] z) { var e = new Node[z.Length]; for (int i = 0; i < z.Length; i++) e[i] = new Exp(z[i]); Node s = e[0]; for (int i = 1; i < e.Length; i++) s = new Add(s, e[i]); var r = new Node[z.Length]; for (int i = 0; i < z.Length; i++) r[i] = new Div(e[i], s); return r; }")]
    [InlineData("SMG1001", "static Node[] M(Node[] z) { Node[] e = z.Select(v => (Node)new Exp(v)).ToArray(); Node s = e.Aggregate((a, b) => a + b); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("SMG1008", "static Node M(Node x) { var e = new Exp(x); return e / (1 + e); }")]
    [InlineData("SMG1009", "static Node M(Node x) => new Log(1 + new Exp(x));")]
    public void FiresOnNodes(string id, string member) => ShapeCheck.Fires(id, Nodes + "class C { " + member + " }");

    [Theory]
    [InlineData("static Node M(Node z) { Node m = new AddDims(new ReduceMax(z, -1), new[] { 1 }); Node e = new Exp(z - m); return e / new ReduceSum(e, -1); }")]
    [InlineData("static Node M(Node x) => 1 / (1 + new Exp(0 - x));")]
    [InlineData("static Node M(Node x) => new Note(new Exp(x), \"activation\");")]
    [InlineData("static Node M(Node x, Node y) { var e = new Exp(x); return e / y; }")]
    public void IsSilentOnOthers(string member) => ShapeCheck.IsSilent(Nodes + "class C { " + member + " }");

    // A log that writes lines is no logarithm, whatever it is given.
    [Fact]
    public void IsSilentOnALogThatIsNone() => ShapeCheck.IsSilent("""
        class Sink { }
        class Log : Sink { public Log(Sink next, string name) { } }
        class C { static double[] M(double[] z) { var log = new Log(new Sink(), "x"); double m = z.Max(); var e = z.Select(v => Math.Exp(v - m)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } }
        """);

    // What is made of nodes is no number that could be shifted or handed to a kernel.
    [Theory]
    [InlineData("SMG1001", "static Node M(Node z) { Node e = new Exp(z); return e / new ReduceSum(e, -1); }")]
    [InlineData("SMG1008", "static Node M(Node x) { var e = new Exp(x); return e / (1 + e); }")]
    [InlineData("SMG1009", "static Node M(Node x) => new Log(1 + new Exp(x));")]
    public void NoFixIsOffered(string id, string member)
    {
        CodeFixProvider[] fixes =
        [
            .. typeof(StabilityFix).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
                .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!).Where(fix => fix.FixableDiagnosticIds.Contains(id)),
        ];

        Assert.NotEmpty(fixes);
        Assert.All(fixes, fix => new FixRun(fix).IsNotOffered(Nodes + "class C { " + member + " }"));
    }
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>
/// Probabilities that come out of networks: chains of layers, modules of the user's own, members that hold either. Each with the
/// library at hand, and without it, when nothing but names is left.
/// </summary>
public sealed class ModuleTests
{
    private const string Usings = "using System.Collections.Generic; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    // A network of the user's own that ends in a softmax, one that does not, and one whose layer is made by the constructor.
    private const string Nets = """

        class Ends : Module<Tensor, Tensor> { readonly Module<Tensor, Tensor> _fc = Linear(9, 3); public Ends() : base("n") { } public override Tensor forward(Tensor x) => functional.softmax(_fc.forward(x), 1); }
        class Plain : Module<Tensor, Tensor> { readonly Module<Tensor, Tensor> _fc = Linear(9, 3); public Plain() : base("n") { } public override Tensor forward(Tensor x) => _fc.forward(x); }
        class Held : Module<Tensor, Tensor> { readonly Module<Tensor, Tensor> _fc = Linear(9, 3); readonly Module<Tensor, Tensor> _out; public Held() : base("n") { _out = Softmax(1); RegisterComponents(); } public override Tensor forward(Tensor x) { x = _fc.forward(x); x = x.view(-1, 3); return _out.forward(x); } }
        abstract class Policy : Module<Tensor, Tensor> { protected Policy() : base("n") { } public abstract override Tensor forward(Tensor x); public Tensor Log(Tensor s) => {|#|}; }
        """;

    public static TheoryData<string, string> Twice => Pairs(
    [
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential(Linear(9, 3), Softmax(1)); return [|functional.cross_entropy(net.forward(x), y)|]; } }",
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential((\"fc\", Linear(9, 3)), (\"out\", Softmax(1))); var loss = CrossEntropyLoss(); return [|loss.forward(net.forward(x), y)|]; } }",
        "class C { static Tensor M(Tensor x, Tensor y) { var head = Softmax(1); var net = Sequential(Linear(9, 3), head); var p = net.forward(x); return [|functional.cross_entropy(p.view(-1, 3), y)|]; } }",
        "class C { readonly Module<Tensor, Tensor> _net = Sequential(Linear(9, 3), Softmax(1)); Tensor M(Tensor x, Tensor y) => [|functional.cross_entropy(_net.forward(x), y)|]; }",
        "class C { readonly Module<Tensor, Tensor> _net; readonly Module<Tensor, Tensor, Tensor> _loss; C() { _net = Sequential(Linear(9, 3), Softmax(1)); _loss = CrossEntropyLoss(); } Tensor M(Tensor x, Tensor y) => [|_loss.forward(_net.forward(x), y)|]; }",
        "class C { static Tensor M(Tensor x, Tensor y) { var net = new Ends(); return [|functional.cross_entropy(net.forward(x), y)|]; } }",
        "class C { static Tensor M(Ends net, Tensor x, Tensor y) => [|functional.cross_entropy(net.call(x), y)|]; }",
        "class C { static Tensor M(Held net, Tensor x, Tensor y) { var loss = new TorchSharp.Modules.CrossEntropyLoss(); var p = net.forward(x); return [|loss.forward(p, y)|]; } }",
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential(Linear(9, 9), new Ends()); return [|functional.cross_entropy(net.forward(x), y)|]; } }",
        "class C { static Tensor M(Tensor x, Tensor y) { var parts = new List<Tensor>(); for (int i = 0; i < 3; i++) parts.Add(functional.softmax(x.select(1, i), 1)); return [|functional.log_softmax(stack(parts.ToArray(), 1), 1)|]; } }",
        "class Heads : Module<Tensor, Tensor> { public override Tensor forward(Tensor x) { var parts = new List<Tensor>(); for (int i = 0; i < 2; i++) parts.Add(functional.softmax(x.select(1, i), 1)); for (int i = 0; i < 2; i++) parts.Add(x.select(1, i)); return stack(parts.ToArray(), 1); } Tensor M(Tensor x, int n) { var all = forward(x); for (int i = 0; i < n; i++) x = [|functional.log_softmax(all.select(1, i), 1)|]; return x; } }",
    ]);

    [Theory]
    [MemberData(nameof(Twice))]
    public void SeesWhatIsNormalisedTwice(string source, string library) => Run("SMG2001", source, library);

    public static TheoryData<string, string> NotTwice => Pairs(
    [
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential(Linear(9, 3), Linear(3, 3)); return functional.cross_entropy(net.forward(x), y); } }",
        // A softmax inside is attention or the like: what comes last counts.
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential(Softmax(1), Linear(3, 3)); return functional.cross_entropy(net.forward(x), y); } }",
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Sequential(Linear(9, 3), LogSoftmax(1)); return functional.nll_loss(net.forward(x), y); } }",
        "class C { static Tensor M(Plain net, Tensor x, Tensor y) => functional.cross_entropy(net.forward(x), y); }",
        // Anybody may give it another network.
        "class C { public Module<Tensor, Tensor> Net = Softmax(1); Tensor M(Tensor x, Tensor y) => functional.cross_entropy(Net.forward(x), y); }",
        "class C { readonly Module<Tensor, Tensor> _net; C(bool p) { _net = Linear(9, 3); if (p) _net = Softmax(1); } Tensor M(Tensor x, Tensor y) => functional.cross_entropy(_net.forward(x), y); }",
        // The probabilities of the classes that were drawn are no distribution.
        "class C { static Tensor M(Ends net, Tensor x, Tensor a) => functional.softmax(net.forward(x).gather(1, a), 1); }",
        "class C { static Tensor M(Tensor x, Tensor y) { var net = Softmax(1); net = Softmax(0); var all = Sequential(Linear(9, 3), net); return functional.cross_entropy(all.forward(x), y); } }",
        // Of what was stacked this is not one of the first.
        "class Heads : Module<Tensor, Tensor> { public override Tensor forward(Tensor x) { var parts = new List<Tensor>(); for (int i = 0; i < 2; i++) parts.Add(functional.softmax(x.select(1, i), 1)); for (int i = 0; i < 2; i++) parts.Add(x.select(1, i)); return stack(parts.ToArray(), 1); } Tensor M(Tensor x, int n) { var all = forward(x); return functional.log_softmax(all.select(1, 3), 1); } }",
        "class Heads : Module<Tensor, Tensor> { public override Tensor forward(Tensor x) { var parts = new List<Tensor>(); for (int i = 0; i < 2; i++) parts.Add(functional.softmax(x.select(1, i), 1)); for (int i = 0; i < 2; i++) parts.Add(x.select(1, i)); return stack(parts.ToArray(), 1); } Tensor M(Tensor x, int n) { var all = forward(x); for (int i = 0; i < n; i++) x = functional.log_softmax(all.select(1, 2 + i), 1); return x; } }",
    ]);

    [Theory]
    [MemberData(nameof(NotTwice))]
    public void LeavesWhatIsNormalisedOnce(string source, string library) => Run("SMG2001", source, library);

    public static TheoryData<string, string> Logarithms => Pairs(
    [
        "class C { static Tensor M(Ends net, Tensor x, Tensor a) { var p = net.call(x); return [|p.gather(1, a).log()|]; } }",
        "class C { static Tensor M(Held net, Tensor x) => [|torch.log(net.forward(x).squeeze(0))|]; }",
        "class C { static Tensor M(Tensor x) { var net = Sequential(Linear(9, 3), Softmax(1)); return [|net.forward(x).log()|]; } }",
        "class C { static Tensor M(Plain net, Tensor x) => net.forward(x).log(); }",
    ]);

    [Theory]
    [MemberData(nameof(Logarithms))]
    public void SeesLogarithmsOfProbabilities(string source, string library) => Run("SMG1003", source, library);

    [Theory]
    [InlineData("functional.softmax(_fc.forward(x), 1)", "_fc.forward(x).softmax(1)", true)]
    // One of the two gives logits, and nobody knows which one it is.
    [InlineData("functional.softmax(_fc.forward(x), 1)", "_fc.forward(x)", false)]
    public void AsksAllImplementations(string first, string second, bool isBad)
    {
        string call = "functional.log_softmax(forward(s), 1)";
        string nets = Nets.Replace("{|#|}", isBad ? "[|" + call + "|]" : call) +
            $" class A : Policy {{ readonly Module<Tensor, Tensor> _fc = Linear(9, 3); public override Tensor forward(Tensor x) => {first}; }}" +
            $" class B : Policy {{ readonly Module<Tensor, Tensor> _fc = Linear(9, 3); public override Tensor forward(Tensor x) => {second}; }}" +
            " class N : Policy { public override Tensor forward(Tensor x) => throw new System.NotImplementedException(); }";
        new RuleRun("SMG2001", Stubs.Torch).Marks(Usings + nets);
        new RuleRun("SMG2001") { MissesLibrary = true }.Marks(Usings + nets);
    }

    [Theory]
    // What they are given has no type, so that they do not bind; but nothing else can be meant.
    [InlineData("Tensor Head(Tensor x) => functional.softmax(x, 1); Tensor M(Tensor x, Tensor y) { var hidden = Absent.Run(x); return [|functional.cross_entropy(Head(hidden), y)|]; }")]
    [InlineData("static Tensor Head(Tensor x, int axis = 1) => functional.softmax(x, axis); Tensor M(Tensor x, Tensor y) { var hidden = Absent.Run(x); return [|functional.cross_entropy(C.Head(hidden), y)|]; }")]
    // Two may be meant, or none.
    [InlineData("Tensor Head(Tensor x) => functional.softmax(x, 1); Tensor Head(Other x) => Absent.Run(x); Tensor M(Tensor x, Tensor y) { var hidden = Absent.Run(x); return functional.cross_entropy(Head(hidden), y); }")]
    [InlineData("Tensor Head(Tensor x, Tensor mask) => functional.softmax(x, 1); Tensor M(Tensor x, Tensor y) { var hidden = Absent.Run(x); return functional.cross_entropy(Head(hidden), y); }")]
    public void RunsOwnMethodsThatDoNotBind(string members) =>
        new RuleRun("SMG2001") { MissesLibrary = true }.Marks(Usings + "class C { " + members + " }");

    private static void Run(string rule, string source, string library)
    {
        string text = Usings + source + Nets.Replace("{|#|}", "s");
        RuleRun run = library.Length > 0 ? new RuleRun(rule, Stubs.Torch) : new RuleRun(rule) { MissesLibrary = true };
        run.Marks(text);
    }

    private static TheoryData<string, string> Pairs(string[] sources)
    {
        var data = new TheoryData<string, string>();
        foreach (string source in sources)
        {
            data.Add(source, "TorchSharp");
            data.Add(source, "");
        }
        return data;
    }

    // No forward here names a softmax: the constructor does, a list of layers later.
    private const string Silent = """
        class Net : Module<Tensor, Tensor>
        {
            readonly Module<Tensor, Tensor> _all;
            public Net(bool ends) : base("net") { _all = Sequential(("fc", Linear(9, 3)), ("out", {|#|})); }
            public override Tensor forward(Tensor x) => _all.forward(x);
        }
        class Other : Module<Tensor, Tensor>
        {
            readonly Module<Tensor, Tensor> _fc = Linear(9, 3);
            public Other() : base("other") { }
            public override Tensor forward(Tensor x) => _fc.forward(x);
        }
        abstract class Agent { protected Agent() { Policy = new Net(true); } public Module<Tensor, Tensor> Policy { get; protected set; } }
        class Learner : Agent { public Tensor Loss(Tensor s, Tensor a) => {|1|}; }
        class Chooser : Agent { public Chooser() { Policy = new Other(); } public Tensor Loss(Tensor s, Tensor a) => torch.log(Policy.forward(s)).gather(1, a); }
        class Fixed { readonly Module<Tensor, Tensor> _net; public Fixed() { _net = new Net(true); } public Tensor Loss(Tensor s) => {|2|}; }
        """;

    [Theory]
    [InlineData("Softmax(-1)", true)]
    [InlineData("Linear(3, 3)", false)]
    public void FollowsAMemberToTheModuleThatItsTypeOrABaseMakes(string last, bool isBad)
    {
        string text = Usings + Silent.Replace("{|#|}", last)
            .Replace("{|1|}", isBad ? "[|torch.log(Policy.forward(s))|].gather(1, a)" : "torch.log(Policy.forward(s)).gather(1, a)")
            .Replace("{|2|}", isBad ? "[|torch.log(_net.forward(s))|]" : "torch.log(_net.forward(s))");
        new RuleRun("SMG1003", Stubs.Torch).Marks(text);
        new RuleRun("SMG1003") { MissesLibrary = true }.Marks(text);
    }
}

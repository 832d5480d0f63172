namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>kl_div, whose target is taken for logarithms unless it is told otherwise.</summary>
public sealed class SMG2003Tests
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    private static readonly RuleRun Rule = new("SMG2003", Stubs.Torch);

    [Theory]
    [InlineData("static Tensor M(Tensor x, Tensor t) => [|functional.kl_div(x.log_softmax(1), t.softmax(1))|];")]
    [InlineData("static Tensor M(Tensor x, Tensor t) { var p = functional.softmax(t, 1).detach(); return [|functional.kl_div(x.log_softmax(1), p, reduction: Reduction.Sum)|]; }")]
    [InlineData("static Tensor M(Tensor x, Tensor t) => [|functional.kl_div(x.log_softmax(1), t.softmax(1), true)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor t) => [|functional.kl_div(x.log_softmax(1), t.log_softmax(1), log_target: false)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor t) { var loss = KLDivLoss(); return [|loss.forward(x.log_softmax(1), t.softmax(1))|]; }")]
    [InlineData("static Tensor M(Tensor x, Tensor t) { var loss = KLDivLoss(false); return [|loss.call(x.log_softmax(1), t.softmax(1).log())|]; }")]
    [InlineData("static readonly Module<Tensor, Tensor, Tensor> Loss = KLDivLoss(reduction: Reduction.Sum); static Tensor M(Tensor x, Tensor t) => [|Loss.forward(x.log_softmax(1), t.sigmoid())|];")]
    public void Fires(string members) => Rule.Marks(Usings + "static class C { " + members + " }");

    [Theory]
    [InlineData("static Tensor M(Tensor x, Tensor t) => functional.kl_div(x.log_softmax(1), t.softmax(1), log_target: false);")]
    [InlineData("static Tensor M(Tensor x, Tensor t) => functional.kl_div(x.log_softmax(1), t.log_softmax(1));")]
    [InlineData("static Tensor M(Tensor x, Tensor t) => functional.kl_div(x.log_softmax(1), t);")]
    [InlineData("static Tensor M(Tensor x, Tensor t, bool logs) => functional.kl_div(x.log_softmax(1), t.softmax(1), logs);")]
    [InlineData("static Tensor M(Tensor x, Tensor t) { var loss = KLDivLoss(false); return loss.forward(x.log_softmax(1), t.softmax(1)); }")]
    [InlineData("static Tensor M(Tensor x, Tensor t, bool logs) { var p = logs ? t.log_softmax(1) : t.softmax(1); return functional.kl_div(x.log_softmax(1), p); }")]
    [InlineData("static Tensor M(Tensor x, Tensor t, TorchSharp.Modules.KLDivLoss loss) => loss.forward(x.log_softmax(1), t.softmax(1));")]
    public void IsSilent(string members) => Rule.Marks(Usings + "static class C { " + members + " }");
}

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>A loss that gets numbers of another kind than it takes.</summary>
public sealed class SMG2002Tests
{
    private const string Usings = "using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn; ";

    private static readonly RuleRun Rule = new("SMG2002", Stubs.Kernels, Stubs.Torch);

    [Theory]
    // Probabilities where their logarithms belong.
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); return [|K.Nll(p, y)|]; }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.nll_loss(functional.softmax(x, 1), y)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor y) { using_(x); var loss = NLLLoss(); return [|loss.call(x.softmax(1), y)|]; } static void using_(Tensor x) { }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.kl_div(x.softmax(1), y)|];")]
    // Logits: the same value is normalised elsewhere.
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); return [|K.Nll(x, y)|]; }")]
    [InlineData("static (Tensor, Tensor) M(Tensor x, Tensor y) { var p = x.sigmoid(); return (p, [|functional.binary_cross_entropy(x, y)|]); }")]
    // Probabilities where logits belong, of a sigmoid.
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.binary_cross_entropy_with_logits(x.sigmoid(), y)|];")]
    [InlineData("static Tensor M(Tensor x, Tensor y) { var p = functional.sigmoid(x); var loss = BCEWithLogitsLoss(); return [|loss.forward(p, y)|]; }")]
    // Logarithms where probabilities belong.
    [InlineData("static Tensor M(Tensor x, Tensor y) => [|functional.binary_cross_entropy(x.log_softmax(1), y)|];")]
    public void Fires(string members) => Rule.Marks(Usings + "static class C { " + members + " }");

    [Theory]
    [InlineData("static double M(double[] x, double[] l, int[] y) { K.Logs(x, l); return K.Nll(l, y); }")]
    [InlineData("static double M(double[] x, double[] p, int[] y) { K.Normalise(x, p); for (int i = 0; i < p.Length; i++) p[i] = Math.Log(p[i]); return K.Nll(p, y); }")]
    [InlineData("static double M(double[] x, double[] p, double[] l, int[] y) { K.Normalise(x, p); return K.Nll(l, y); }")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.nll_loss(functional.log_softmax(x, 1), y);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.nll_loss(x.softmax(1).log(), y);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.binary_cross_entropy(x.sigmoid(), y);")]
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.binary_cross_entropy(x.softmax(1), y);")]
    [InlineData("static (Tensor, Tensor) M(Tensor x, Tensor y) { var p = x.sigmoid(); return (p, functional.binary_cross_entropy_with_logits(x, y)); }")]
    // Nobody knows what a parameter is.
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.nll_loss(x, y);")]
    [InlineData("static Tensor M(Tensor x, Tensor z, Tensor y) { var p = z.sigmoid(); return functional.binary_cross_entropy(x, y) * p; }")]
    // Twice normalised is another rule's.
    [InlineData("static Tensor M(Tensor x, Tensor y) => functional.cross_entropy(x.softmax(1), y);")]
    public void IsSilent(string members) => Rule.Marks(Usings + "static class C { " + members + " }");
}

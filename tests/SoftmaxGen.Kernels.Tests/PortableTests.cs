using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>What is emitted for netstandard2.0, with neither vectors nor spans, against PyTorch.</summary>
[Trait("Category", "Slow")]
public sealed class PortableTests
{
    internal static Suite Golden { get; } = GoldenTrials.Of(Carrier.Array, typeof(float), typeof(double));

    internal static Suite Options { get; } = OptionTrials.Arrays;

    internal static Suite Linear { get; } = LinearTrials.Arrays;

    /// <summary>Kernels that split their rows, some with enum labels, as arrays.</summary>
    internal static IReadOnlyList<SplitTrial> Split { get; } =
    [
        new(new("SoftmaxLoss", 9, "logits labels losses gradient") { Carrier = Carrier.Array }, 20_000),
        new(new("SoftmaxLoss", 3, "logits labels gradient") { Carrier = Carrier.Array, Label = typeof(int) }, 50_000),
        new(new("Softmax", 40, "logits probabilities") { Carrier = Carrier.Array, Placement = new("ClassMajor") }, 5000),
        new(
            new("SoftmaxLoss", 20, "logits labels gradient") { Carrier = Carrier.Array, Placement = new("ChannelsFirst", 1500) },
            6000),
        new(
            new("SoftmaxLoss", 20, "logits labels gradient") { Carrier = Carrier.Array, Placement = new("ChannelsFirst", 30) },
            9000),
    ];

    [Fact]
    public void Rows_that_are_split_have_the_same_bits()
    {
        Entry[] split = [.. Split.Select(trial => trial.Split(Libraries.Portable))];

        Verdict.AllRight(split);
        Verdict.SameBits([.. Split.Select(trial => trial.Alone(Libraries.Portable))], split);
    }

    [Fact]
    public void Every_golden_case_is_reproduced() => Verdict.AllRight(Golden.Run(Libraries.Portable));

    [Fact]
    public void Shards_are_what_the_plain_loops_say() => Verdict.AllRight(ShardTrials.Arrays.Run(Libraries.Portable));

    [Fact]
    public void Combinations_of_options_are_what_the_plain_loops_say() =>
        Verdict.AllRight(Options.Run(Libraries.Portable));

    [Fact]
    public void Linear_layers_are_what_the_plain_loops_say() => Verdict.AllRight(Linear.Run(Libraries.Portable));
}

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

using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>Linear layers, on this machine as it is; <see cref="WidthTests"/> has a part of them at all widths.</summary>
public sealed class LinearTests
{
    [Fact]
    public void A_third_of_the_layers_are_what_the_plain_loops_say() => Verdict.AllRight(LinearTrials.Third.Run(Libraries.SomeLinear));

    [Fact]
    [Trait("Category", "Slow")]
    public void Every_layer_is_what_the_plain_loops_say() => Verdict.AllRight(LinearTrials.Suite.Run(Libraries.AllLinear));
}

using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>Combinations of options, on this machine as it is; <see cref="WidthTests"/> has a part of them at all widths.</summary>
public sealed class OptionTests
{
    [Fact]
    public void There_are_thousands_of_combinations() => Assert.True(OptionTrials.Suite.Trials.Count() >= 2000);

    [Fact]
    public void Every_combination_is_what_the_plain_loops_say() =>
        Verdict.AllRight(OptionTrials.Suite.Run(Libraries.Options));

    [Fact]
    public void Every_layout_is_what_the_plain_loops_say() => Verdict.AllRight(LayoutTrials.Suite.Run(Libraries.Options));
}

using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// The emitted code against PyTorch, on this machine as it is, for one class count of each strategy;
/// <see cref="WidthTests"/> has all cases at all widths.
/// </summary>
public sealed class GoldenTests
{
    [Fact]
    public void Golden_cases_are_reproduced() => Verdict.AllRight(GoldenTrials.Brief.Run(Libraries.Brief));
}

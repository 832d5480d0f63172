using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// The plain loops that the emitted code is measured against are themselves measured against PyTorch.
/// </summary>
public sealed class ReferenceTests
{
    private static IEnumerable<Trial> Doubles => GoldenTrials.Of(Carrier.Span, typeof(double)).Trials;

    [Fact]
    public void Every_golden_case_is_reproduced_by_the_plain_loops() =>
        Verdict.AllRight(Doubles.Select(trial =>
            new Entry(trial.Name, 0, trial.Compare(ReferenceKernels.Evaluate(trial.Spec, trial.Question)))));

    [Fact]
    public void Rows_that_are_wrong_are_noticed()
    {
        Trial trial = Doubles.First();
        Answer answer = ReferenceKernels.Evaluate(trial.Spec, trial.Question);
        answer.Elements["probabilities"][^1] += 1e-13;

        Assert.NotNull(trial.Compare(answer));
    }
}

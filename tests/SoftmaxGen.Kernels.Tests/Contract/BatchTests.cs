using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>Batches fixed and free, empty and long, and however they are carried.</summary>
public sealed class BatchTests
{
    /// <summary>
    /// More than a chunk of rows, after which the running total is folded into the sum, and not a multiple of it.
    /// </summary>
    private const int LongBatch = 2 * 1024 + 13;

    public static TheoryData<string> All => ContractKernels.Names(
        [.. ContractKernels.Spans, .. ContractKernels.OtherCarriers, .. ContractKernels.Linear, .. ContractKernels.Batches,
            .. ContractKernels.PlacedBatches]);

    public static TheoryData<string> Free => ContractKernels.Names(
        [.. ContractKernels.Spans.Where(spec => spec.ParameterNames.Length > 1), .. ContractKernels.Linear]);

    /// <summary>A mean knows how many rows there are; these do not.</summary>
    public static TheoryData<string> RowByRow => ContractKernels.Names(
        ContractKernels.Spans.Where(spec => spec.ParameterNames.Length > 1 && !spec.ReturnsValue));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_carrier_and_every_batch_gives_the_answer(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        int[] rows = [.. new[] { 1, 2, 16, 19 }.Select(wish => Asking.RowsFor(spec, wish)).Distinct()];

        Verdict.AllRight(rows
            .Select(count => Asking.Trial(spec, RandomQuestions.Of(spec, count)).Run(Libraries.Brief)));
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void A_long_batch_gives_the_answer(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);

        Assert.Null(Asking.Trial(spec, Asking.Question(spec, LongBatch)).Run(Libraries.Brief).Failure);
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void An_empty_batch_does_nothing(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        Entry entry = Asking.Trial(spec, Asking.Question(spec, 0)).Run(Libraries.Brief);

        Assert.Null(entry.Failure);
    }

    [Theory]
    [MemberData(nameof(RowByRow))]
    public void A_row_gives_the_same_bits_wherever_it_stands(string name)
    {
        KernelSpec spec = ContractKernels.Named(name);
        const int Rows = 35;
        Kernel<float> kernel = Libraries.Brief.Bind<float>(spec);
        Question all = Asking.Question(spec, Rows);
        Answer together = new Call<float>(spec, all).Run(kernel);
        for (int row = 0; row < Rows; row++)
        {
            Answer alone = new Call<float>(spec, OneRow(spec, all, row)).Run(kernel);
            foreach (string output in spec.Outputs)
            {
                int length = spec.LengthOf(output, 1);
                Assert.Equal(together.Elements[output][(row * length)..((row + 1) * length)], alone.Elements[output]);
            }
        }
    }

    private static Question OneRow(KernelSpec spec, Question all, int row) => all with
    {
        Rows = 1,
        Elements = all.Elements.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.AsSpan(row * spec.LengthOf(pair.Key, 1), spec.LengthOf(pair.Key, 1)).ToArray()),
        Labels = all.Labels.Length == 0 ? [] : [all.Labels[row]],
    };
}

using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>What the contract promises of linear kernels beyond that which holds for every kernel.</summary>
public sealed class LinearContractTests
{
    private const int Rows = 270;

    private static readonly KernelSpec Throwing =
        new("LinearSoftmaxLoss", 10, "inputs weights bias labels weightGradient biasGradient losses logits")
        {
            Features = 7,
            Settings = new() { EdgeCases = "Throw" },
        };

    private static readonly KernelSpec Long =
        new("LinearSoftmaxLoss", 300, "inputs weights labels weightGradient inputGradient") { Features = 20 };

    private static readonly KernelSpec Fixed =
        new("LinearSoftmaxLoss", 5, "inputs weights labels weightGradient") { Features = 3, Batch = 257 };

    internal static IReadOnlyList<KernelSpec> Specs { get; } = [Throwing, Long, Fixed];

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(Rows - 1)]
    public void A_logit_that_is_not_finite_is_refused_by_its_place(int row)
    {
        Question question = Asking.Question(Throwing, Rows);
        question.Elements["inputs"][row * Throwing.Features + 2] = double.NaN;
        Call<float> call = new(Throwing, question);

        ArgumentException refusal =
            Asking.Refusal<float, ArgumentException>(Libraries.SomeLinear.Bind<float>(Throwing), call);

        Assert.Equal("inputs", refusal.ParamName);
        Assert.Contains(FormattableString.Invariant($"row {row}, class 0, is NaN"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_before_anything_is_written()
    {
        Question question = Asking.Question(Long, Rows);
        question.Labels[Rows - 1] = Long.Classes;

        ArgumentOutOfRangeException refusal = Asking.Refusal<float, ArgumentOutOfRangeException>(
            Libraries.SomeLinear.Bind<float>(Long), new Call<float>(Long, question));

        Assert.Equal("labels", refusal.ParamName);
    }

    [Fact]
    public void Scratch_that_is_rented_is_given_back()
    {
        Kernel<float> kernel = Libraries.SomeLinear.Bind<float>(Long);
        Call<float> call = new(Long, Asking.Question(Long, Rows));
        kernel(call.Arguments);
        long before = GC.GetAllocatedBytesForCurrentThread();
        kernel(call.Arguments);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(256)]
    [InlineData(258)]
    public void Another_number_of_rows_than_the_fixed_batch_is_refused(int rows)
    {
        Call<float> call = new(Fixed, Asking.Question(Fixed, rows));

        ArgumentException refusal = Asking.Refusal<float, ArgumentException>(Libraries.SomeLinear.Bind<float>(Fixed), call);

        Assert.Equal("inputs", refusal.ParamName);
        Assert.Contains("257 rows of 3 features", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_batch_gives_the_answer() => Assert.Null(
        (Asking.Trial(Fixed, Asking.Question(Fixed, Fixed.Batch)) with { ScalePerRow = true }).Run(Libraries.SomeLinear).Failure);
}

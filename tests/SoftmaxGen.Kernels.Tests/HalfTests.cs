using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Contract;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>Kernels whose elements are stored as Half: what the kernels for float give, rounded once.</summary>
public sealed class HalfTests
{
    private static readonly KernelSpec Pooled = new("Softmax", 5000, "logits probabilities") { Element = typeof(Half) };

    private static readonly KernelSpec Throwing = new("Softmax", 9, "logits probabilities")
    {
        Element = typeof(Half),
        Placement = new Placement(RowStride: 11),
        Settings = new() { EdgeCases = "Throw" },
    };

    private static readonly KernelSpec ThrowingLayer = new("LinearSoftmaxLoss", 9, "inputs weights bias labels weightGradient losses")
    {
        Element = typeof(Half),
        Features = 7,
        Settings = new() { EdgeCases = "Throw" },
    };

    private static readonly KernelSpec Loss = new("SoftmaxLoss", 9, "logits labels gradient") { Element = typeof(Half) };

    /// <summary>The kernels that these tests call.</summary>
    internal static IReadOnlyList<KernelSpec> Specs { get; } =
    [
        Pooled, Throwing, Loss, Loss with { Reduction = "Sum" },
        .. LinearTrials.Halves.Specs, .. LinearTrials.Halves.Specs.Select(Floats), ThrowingLayer,
        .. HalfTrials.Layouts.Specs, .. HalfTrials.Part.Specs.Select(Floats).DistinctBy(spec => spec.Name), .. OptionTrials.Halves.Specs,
    ];

    [Fact]
    public void Every_layout_is_what_the_plain_loops_say() => Verdict.AllRight(HalfTrials.Layouts.Run(Libraries.Halves));

    [Fact]
    public void Combinations_of_options_are_what_the_plain_loops_say() =>
        Verdict.AllRight(OptionTrials.Halves.Run(Libraries.Halves));

    [Fact]
    public void Linear_layers_are_what_the_plain_loops_say() =>
        Verdict.AllRight(LinearTrials.Halves.Run(Libraries.Halves));

    [Fact]
    public void Every_bit_is_that_of_the_kernel_for_float_rounded_once()
    {
        int compared = 0;
        foreach (Trial trial in HalfTrials.Part.Trials.Concat(LinearTrials.Halves.Trials))
        {
            KernelSpec single = Floats(trial.Spec);
            Answer halves = new Call<Half>(trial.Spec, trial.Question).Run(Libraries.Halves.Bind<Half>(trial.Spec));
            Answer floats = new Call<float>(single, trial.Question).Run(Libraries.Halves.Bind<float>(single));
            foreach ((string output, double[] expected) in floats.Elements)
            {
                Assert.Equal(Rounding.To(typeof(Half), expected), halves.Elements[output]);
                compared += expected.Length;
            }

            Assert.Equal(floats.Labels, halves.Labels);
        }

        Assert.True(compared > 100_000, $"{compared} elements");
    }

    [Fact]
    public void A_row_with_NaN_stays_alone_with_it()
    {
        Question question = RandomQuestions.Of(Loss, 300);
        question.Labels.AsSpan().Fill(3);
        question.Elements["logits"][150 * 9 + 4] = double.NaN;
        Answer answer = new Call<Half>(Loss, question).Run(Libraries.Halves.Bind<Half>(Loss));

        Assert.All(
            answer.Elements["gradient"].Chunk(9).Index(),
            row => Assert.All(row.Item, one => Assert.Equal(row.Index == 150, double.IsNaN(one))));
        Assert.True(double.IsNaN(answer.Returned));
    }

    [Theory]
    [InlineData(0, 4, double.NaN)]
    [InlineData(36, 8, double.NegativeInfinity)]
    [InlineData(20, 0, double.PositiveInfinity)]
    public void The_first_logit_that_is_not_finite_is_refused(int row, int label, double value)
    {
        Question question = RandomQuestions.Of(Throwing, 37);
        for (int i = 0; i < question.Elements["logits"].Length; i++)
        {
            question.Elements["logits"][i] = i % 7;
        }

        question.Elements["logits"][row * 9 + label] = value;
        Call<Half> call = new(Throwing, question);
        call.Arguments["logits"].Span[9] = Half.NaN; // Padding may hold anything.
        ArgumentException refusal =
            Assert.Throws<ArgumentException>(() => Libraries.Halves.Bind<Half>(Throwing)(call.Arguments));

        Assert.Equal("logits", refusal.ParamName);
        Assert.Contains(FormattableString.Invariant($"row {row}, class {label}, is {value}"), refusal.Message, StringComparison.Ordinal);
        Assert.True(call.NothingWritten);
    }

    [Fact]
    public void The_first_logit_of_a_layer_that_is_not_finite_is_refused_by_its_row()
    {
        Question question = Asking.Question(ThrowingLayer, 600);
        question.Elements["inputs"][517 * ThrowingLayer.Features + 2] = double.NaN;
        Call<Half> call = new(ThrowingLayer, question);

        ArgumentException refusal =
            Asking.Refusal<Half, ArgumentException>(Libraries.Halves.Bind<Half>(ThrowingLayer), call);

        Assert.Equal("inputs", refusal.ParamName);
        Assert.Contains("row 517, class 0, is NaN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_of_any_value_is_no_logit()
    {
        Question question = RandomQuestions.Of(Throwing, 37);
        question.Elements["logits"].AsSpan().Fill(1);
        Call<Half> call = new(Throwing, question);
        call.Arguments["logits"].Span[9] = Half.NaN;

        Assert.All(
            call.Run(Libraries.Halves.Bind<Half>(Throwing)).Elements["probabilities"], one => Assert.Equal(1.0 / 9, one, 1e-4));
    }

    [Fact]
    public void A_wrong_label_in_the_last_block_is_refused_before_the_first_is_written()
    {
        Question question = RandomQuestions.Of(Loss, 3000);
        question.Labels[^1] = 9;
        Call<Half> call = new(Loss, question);

        Assert.Equal(
            "labels",
            Assert.Throws<ArgumentOutOfRangeException>(() => Libraries.Halves.Bind<Half>(Loss)(call.Arguments)).ParamName);
        Assert.True(call.NothingWritten);
    }

    [Fact]
    public void A_total_is_summed_wide_and_rounded_once()
    {
        Question question = RandomQuestions.Of(Loss, 3000);
        question.Elements["logits"].AsSpan().Fill(1);
        question.Labels.AsSpan().Fill(3);
        KernelSpec sum = Loss with { Reduction = "Sum" };

        Assert.Equal((double)(Half)Math.Log(9), new Call<Half>(Loss, question).Run(Libraries.Halves.Bind<Half>(Loss)).Returned);
        Assert.Equal((double)(Half)(3000 * Math.Log(9)), new Call<Half>(sum, question).Run(Libraries.Halves.Bind<Half>(sum)).Returned);
    }

    [Fact]
    public void Rented_arrays_are_given_back()
    {
        Call<Half> call = new(Pooled, RandomQuestions.Of(Pooled, 3));
        Kernel<Half> kernel = Libraries.Halves.Bind<Half>(Pooled);
        kernel(call.Arguments);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 10; turn++)
        {
            kernel(call.Arguments);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>The kernel for float to compare with: an image of one position is a row, and summed as one.</summary>
    private static KernelSpec Floats(KernelSpec spec) => spec with
    {
        Element = typeof(float),
        Placement = spec.Placement is { Layout: "ChannelsFirst", Spatial: 1 } ? Placement.Dense : spec.Placement,
    };
}

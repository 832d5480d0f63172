using System.Globalization;
using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests;

/// <summary>
/// The classes split over shards as a user would: log-sum-exp of each shard, merged by another log-sum-exp, and then the
/// loss of each. The parts must add up to the whole loss, and the gradients lie beside each other as the whole one.
/// </summary>
public sealed class ShardTests
{
    private const int Rows = 37;

    private static readonly int[][] Splits =
    [
        [3, 7], [2, 3, 5], [2, 2, 2, 2, 2, 2, 3],
        [17, 33], [5, 16, 29], [2, 3, 4, 5, 9, 10, 17],
        [300, 700], [16, 400, 584], [2, 17, 40, 129, 200, 256, 356],
    ];

    private static readonly Type[] Elements = [typeof(float), typeof(double)];

    /// <summary>The kernels that these tests call.</summary>
    internal static IReadOnlyList<KernelSpec> Specs { get; } =
    [
        .. (from split in Splits
            from element in Elements
            from spec in split.SelectMany(size => new[] { LogSumExp(size, element), Shard(size, element) })
                .Append(Whole(split.Sum(), element))
                .Append(LogSumExp(split.Length, element))
            select spec).DistinctBy(spec => spec.Name),
    ];

    public static TheoryData<string> Cases => [.. Splits.Select(split => string.Join('+', split))];

    [Fact]
    public void Every_shard_is_what_the_plain_loops_say() => Verdict.AllRight(ShardTrials.Suite.Run(Libraries.Shards));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_parts_add_up_to_the_whole(string split)
    {
        int[] sizes = [.. split.Split('+').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        Compare<float>(sizes);
        Compare<double>(sizes);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue - 16)]
    public void An_offset_beyond_all_labels_is_refused(int offset)
    {
        KernelSpec spec = Shard(17, typeof(float));
        Call<float> call = new(spec, RandomQuestions.Of(spec, 5) with { ClassOffset = offset });

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => Libraries.Shards.Bind<float>(spec)(call.Arguments));

        Assert.Equal("classOffset", refusal.ParamName);
        Assert.Equal(offset, refusal.ActualValue);
        Assert.True(call.NothingWritten);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_label_that_no_shard_can_hold_is_refused(int label)
    {
        KernelSpec spec = Shard(17, typeof(float));
        Question question = RandomQuestions.Of(spec, 5);
        question.Labels[3] = label;
        Call<float> call = new(spec, question);

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => Libraries.Shards.Bind<float>(spec)(call.Arguments));

        Assert.Equal("labels", refusal.ParamName);
        Assert.Contains("row 3 ", refusal.Message, StringComparison.Ordinal);
        Assert.True(call.NothingWritten);
    }

    [Fact]
    public void A_merged_logSumExp_of_another_length_or_in_an_output_is_refused()
    {
        KernelSpec spec = Shard(17, typeof(float));
        Kernel<float> kernel = Libraries.Shards.Bind<float>(spec);
        Call<float> shorter = new(spec, RandomQuestions.Of(spec, 5));
        shorter.Arguments["logSumExp"] = shorter.Arguments["logSumExp"][1..];
        Call<float> overlapping = new(spec, RandomQuestions.Of(spec, 5));
        overlapping.Arguments["losses"] = overlapping.Arguments["logSumExp"];

        Assert.Equal("logSumExp", Assert.Throws<ArgumentException>(() => kernel(shorter.Arguments)).ParamName);
        Assert.Equal("losses", Assert.Throws<ArgumentException>(() => kernel(overlapping.Arguments)).ParamName);
        Assert.True(shorter.NothingWritten);
    }

    /// <summary>A row that is NaN as a whole is NaN in every shard, also where its own logits are plain numbers.</summary>
    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_row_without_a_finite_answer_has_none_in_any_shard(float merged)
    {
        foreach (int size in new[] { 3, 17 })
        {
            KernelSpec spec = Shard(size, typeof(float));
            Question question = RandomQuestions.Of(spec, 3) with { Labels = [size + 1, 0, -100], ClassOffset = 0 };
            question.Elements["logits"].AsSpan().Fill(0.5);
            question.Elements["sampleWeights"].AsSpan().Fill(1);
            question.Elements["logSumExp"] = [merged, 6, merged];
            Answer answer = new Call<float>(spec, question).Run(Libraries.Shards.Bind<float>(spec));

            Assert.All(answer.Elements["gradient"][..size], one => Assert.True(double.IsNaN(one)));
            Assert.True(double.IsNaN(answer.Elements["losses"][0]));
            Assert.All(answer.Elements["gradient"][size..(2 * size)], one => Assert.True(double.IsFinite(one)));
            Assert.Equal(5.5, answer.Elements["losses"][1]);
            Assert.All(answer.Elements["gradient"][(2 * size)..], one => Assert.Equal(0, one));
            Assert.Equal(0, answer.Elements["losses"][2]);
        }
    }

    private static KernelSpec LogSumExp(int classes, Type element) =>
        new("LogSumExp", classes, "logits logSumExp") { Element = element };

    private static KernelSpec Whole(int classes, Type element) =>
        new("SoftmaxLoss", classes, "logits labels sampleWeights losses gradient") { Element = element };

    private static KernelSpec Shard(int classes, Type element) =>
        new("SoftmaxLoss", classes, "logits labels sampleWeights losses gradient classOffset logSumExp") { Element = element };

    private static void Compare<T>(int[] sizes)
        where T : unmanaged, INumberBase<T>
    {
        int classes = sizes.Sum();
        KernelSpec spec = Whole(classes, typeof(T));
        Question question = RandomQuestions.Of(spec, Rows);
        Answer whole = Run<T>(spec, question);
        double[] merged = Merged<T>(sizes, question);
        double digit = typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16;
        double[] losses = new double[Rows];
        double returned = 0;
        int offset = 0;
        foreach (int size in sizes)
        {
            Question part = new(Rows) { Labels = question.Labels, ClassOffset = offset };
            part.Elements["logits"] = Columns(question.Elements["logits"], classes, offset, size);
            part.Elements["sampleWeights"] = question.Elements["sampleWeights"];
            part.Elements["logSumExp"] = merged;
            Answer answer = Run<T>(Shard(size, typeof(T)), part);
            double[] expected = Columns(whole.Elements["gradient"], classes, offset, size);
            for (int row = 0; row < Rows; row++)
            {
                // What the merged number has lost by its rounding is lost in each probability.
                double near = Closeness.BoundOf(typeof(T)) + 2 * digit * Math.Abs(merged[row]);
                losses[row] += answer.Elements["losses"][row];
                for (int k = row * size; k < (row + 1) * size; k++)
                {
                    Assert.InRange(answer.Elements["gradient"][k], expected[k] - near, expected[k] + near);
                }
            }

            returned += answer.Returned;
            offset += size;
        }

        double scale = 1 + merged.Max(Math.Abs);
        for (int row = 0; row < Rows; row++)
        {
            Near(whole.Elements["losses"][row], losses[row], 8 * digit * scale);
        }

        Near(whole.Returned, returned, 8 * digit * scale);
    }

    private static void Near(double expected, double actual, double distance)
    {
        if (double.IsFinite(expected))
        {
            Assert.InRange(actual, expected - distance, expected + distance);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    private static double[] Merged<T>(int[] sizes, Question question)
        where T : unmanaged, INumberBase<T>
    {
        int classes = sizes.Sum();
        double[] parts = new double[Rows * sizes.Length];
        int offset = 0;
        for (int shard = 0; shard < sizes.Length; shard++)
        {
            Question part = new(Rows);
            part.Elements["logits"] = Columns(question.Elements["logits"], classes, offset, sizes[shard]);
            double[] one = Run<T>(LogSumExp(sizes[shard], typeof(T)), part).Elements["logSumExp"];
            for (int row = 0; row < Rows; row++)
            {
                parts[row * sizes.Length + shard] = one[row];
            }

            offset += sizes[shard];
        }

        Question all = new(Rows);
        all.Elements["logits"] = parts;
        return Run<T>(LogSumExp(sizes.Length, typeof(T)), all).Elements["logSumExp"];
    }

    private static Answer Run<T>(KernelSpec spec, Question question)
        where T : unmanaged, INumberBase<T>
    {
        Call<T> call = new(spec, question);
        Answer answer = call.Run(Libraries.Shards.Bind<T>(spec));
        Assert.Null(call.Damage());
        return answer;
    }

    private static double[] Columns(double[] rows, int classes, int offset, int size) =>
        [.. Enumerable.Range(0, rows.Length / classes).SelectMany(row => rows.AsSpan(row * classes + offset, size).ToArray())];
}

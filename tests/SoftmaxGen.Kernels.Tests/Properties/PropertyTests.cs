using System.Numerics;
using FsCheck;
using SoftmaxGen.Kernels.Tests.Calling;
using Random = System.Random;

namespace SoftmaxGen.Kernels.Tests.Properties;

/// <summary>What holds for every batch, whatever the numbers: tried on random ones, and on simpler ones where one fails.</summary>
public abstract class PropertyTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Trials = 300;

    /// <summary>Some ulps of 1.</summary>
    private static readonly double Near = typeof(T) == typeof(float) ? 1e-6 : 2e-15;

    [Fact]
    public void Adding_a_number_to_a_row_changes_no_bit() => Holds((sample, logits, labels) =>
    {
        Random random = new(sample.Seed);
        T[] shifted = [.. logits];
        for (int row = 0; row < sample.Rows; row++)
        {
            T shift = T.CreateChecked(random.Next(-1000, 1000) / (double)Sample.Unit);
            foreach (ref T logit in RowOf(shifted, sample, row).Span)
            {
                logit += shift;
            }
        }

        return Same(Softmax(sample, logits), Softmax(sample, shifted))
            && Same(LogSoftmax(sample, logits), LogSoftmax(sample, shifted))
            && Same(Rows(sample, logits, labels)["gradient"], Rows(sample, shifted, labels)["gradient"])
            && Same(Rows(sample, logits, labels)["losses"], Rows(sample, shifted, labels)["losses"]);
    });

    [Fact]
    public void Rows_may_stand_in_any_order_and_none_changes_a_bit() => Holds((sample, logits, labels) =>
    {
        int[] order = Shuffled(sample.Rows, sample.Seed);
        T[] moved = [.. order.SelectMany(row => RowOf(logits, sample, row).ToArray())];
        Arguments<T> before = Rows(sample, logits, labels);
        Arguments<T> after = Rows(sample, moved, [.. order.Select(row => labels[row])]);
        return order.Index().All(place =>
            Same(RowOf(before["gradient"], sample, place.Item), RowOf(after["gradient"], sample, place.Index))
            && before["losses"].Span[place.Item] == after["losses"].Span[place.Index]
            && before["logSumExp"].Span[place.Item] == after["logSumExp"].Span[place.Index]);
    });

    [Fact]
    public void Classes_may_stand_in_any_order() => Holds((sample, logits, labels) =>
    {
        int[] order = Shuffled(sample.Classes, sample.Seed);
        T[] moved = [.. Enumerable.Range(0, logits.Length)
            .Select(i => logits[i / sample.Classes * sample.Classes + order[i % sample.Classes]])];
        Memory<T> before = Softmax(sample, logits);
        Memory<T> after = Softmax(sample, moved);
        return Enumerable.Range(0, logits.Length).All(i => IsNear(
            after.Span[i], before.Span[i / sample.Classes * sample.Classes + order[i % sample.Classes]], 1));
    });

    [Fact]
    public void Probabilities_sum_to_one_and_gradients_to_zero() => Holds((sample, logits, labels) =>
    {
        Memory<T> probabilities = Softmax(sample, logits);
        Memory<T> gradient = Rows(sample, logits, labels)["gradient"];
        return Enumerable.Range(0, sample.Rows).All(row =>
            Math.Abs(SumOf(RowOf(probabilities, sample, row)) - 1) <= 4 * Near && Math.Abs(SumOf(RowOf(gradient, sample, row))) <= 4 * Near);
    });

    [Fact]
    public void Softmax_of_a_log_softmax_is_the_softmax() => Holds((sample, logits, _) =>
    {
        Memory<T> once = Softmax(sample, logits);
        Memory<T> twice = Softmax(sample, LogSoftmax(sample, logits).ToArray());
        return Enumerable.Range(0, logits.Length).All(i => IsNear(once.Span[i], twice.Span[i], 1));
    });

    [Fact]
    public void A_log_softmax_of_a_log_softmax_changes_nothing_but_the_last_digits() => Holds((sample, logits, _) =>
    {
        Memory<T> once = LogSoftmax(sample, logits);
        Memory<T> twice = LogSoftmax(sample, once.ToArray());
        return Enumerable.Range(0, logits.Length).All(i => IsNear(once.Span[i], twice.Span[i], 100));
    });

    [Fact]
    public void The_sum_is_that_of_the_losses_and_the_mean_a_part_of_it() => Holds((sample, logits, labels) =>
    {
        Arguments<T> rows = Rows(sample, logits, labels);
        (T sum, Arguments<T> summed) = SampleKernels.Run(SampleKernels.Sum, sample.Classes, logits, labels);
        (T mean, Arguments<T> meant) = SampleKernels.Run(SampleKernels.Mean, sample.Classes, logits, labels);
        double total = SumOf(rows["losses"]);
        return Math.Abs(double.CreateChecked(sum) - total) <= Near * (1 + total)
            && Math.Abs(double.CreateChecked(mean) - total / sample.Rows) <= Near * (1 + total / sample.Rows)
            && Same(rows["gradient"], summed["gradient"])
            && Enumerable.Range(0, logits.Length).All(i => IsNear(
                rows["gradient"].Span[i] / T.CreateChecked(sample.Rows), meant["gradient"].Span[i], 1));
    });

    [Fact]
    public void In_place_gives_the_bits_of_elsewhere() => Holds((sample, logits, labels) =>
        Same(Softmax(sample, logits), SampleKernels.Run(SampleKernels.Softmax, sample.Classes, [.. logits], labels, "probabilities").Arguments["probabilities"])
        && Same(LogSoftmax(sample, logits), SampleKernels.Run(SampleKernels.LogSoftmax, sample.Classes, [.. logits], labels, "logProbabilities").Arguments["logProbabilities"])
        && Same(Rows(sample, logits, labels)["gradient"], SampleKernels.Run(SampleKernels.Gradient, sample.Classes, [.. logits], labels, "gradient").Arguments["gradient"]));

    /// <summary>What is false of a kernel is found false: the harness would see a property fail.</summary>
    [Fact]
    public void A_property_that_does_not_hold_is_refuted() => Assert.ThrowsAny<Exception>(
        () => Holds((sample, logits, _) => Same(Softmax(sample, logits), LogSoftmax(sample, logits))));

    private static void Holds(Func<Sample, T[], int[], bool> property)
    {
        Configuration configuration = Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = Trials;

        // The same samples in every run.
        configuration.Replay = FsCheck.Random.StdGen.NewStdGen(20_261_122, 1);
        Prop.ForAll(Sample.Any, sample =>
        {
            Random random = new(sample.Seed);
            T[] logits = [.. sample.Logits.Select(x => T.CreateChecked(x / (double)Sample.Unit))];
            return property(sample, logits, [.. Enumerable.Range(0, sample.Rows).Select(_ => random.Next(sample.Classes))]);
        }).Check(configuration);
    }

    private static Memory<T> Softmax(Sample sample, T[] logits) =>
        SampleKernels.Run(SampleKernels.Softmax, sample.Classes, logits, []).Arguments["probabilities"];

    private static Memory<T> LogSoftmax(Sample sample, T[] logits) =>
        SampleKernels.Run(SampleKernels.LogSoftmax, sample.Classes, logits, []).Arguments["logProbabilities"];

    private static Arguments<T> Rows(Sample sample, T[] logits, int[] labels) =>
        SampleKernels.Run(SampleKernels.Rows, sample.Classes, logits, labels).Arguments;

    private static Memory<T> RowOf(Memory<T> batch, Sample sample, int row) => batch.Slice(row * sample.Classes, sample.Classes);

    private static bool Same(Memory<T> left, Memory<T> right) => left.Span.SequenceEqual(right.Span);

    private static bool IsNear(T left, T right, double scale) =>
        Math.Abs(double.CreateChecked(left) - double.CreateChecked(right)) <= Near * scale;

    private static double SumOf(Memory<T> values) => values.ToArray().Sum(double.CreateChecked);

    private static int[] Shuffled(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }
}

/// <summary>In float.</summary>
public sealed class SinglePropertyTests : PropertyTests<float>;

/// <summary>In double.</summary>
public sealed class DoublePropertyTests : PropertyTests<double>;

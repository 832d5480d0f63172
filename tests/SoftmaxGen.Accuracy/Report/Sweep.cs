using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Contenders;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Report;

/// <summary>All contenders on all batches at all operators.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class Sweep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Enough for a block of every plan and some rows beside it.</summary>
    private const int MostRows = 75;

    private readonly Batch<T>[] batches;

    /// <param name="classCounts">The classes of its batches.</param>
    /// <param name="elements">How many elements a batch has, about.</param>
    public Sweep(IEnumerable<int> classCounts, int elements) => batches =
    [
        .. classCounts.SelectMany(classes =>
            Families.Of<T>().Select(family => new Batch<T>(family, Math.Clamp(elements / classes, 1, MostRows), classes))),
    ];

    /// <summary>The batches.</summary>
    public IReadOnlyList<Batch<T>> Batches => batches;

    /// <summary>The class counts that are swept.</summary>
    public IEnumerable<int> ClassCounts => batches.Select(batch => batch.Classes).Distinct();

    /// <summary>What each contender errs, by operator; without those that it does not have.</summary>
    public IReadOnlyList<Dictionary<Operator, Errors>> Run(IReadOnlyList<Contender<T>> contenders)
    {
        Dictionary<Operator, Errors>[] errors = [.. contenders.Select(_ => new Dictionary<Operator, Errors>())];
        foreach (Operator operation in Enum.GetValues<Operator>())
        {
            foreach (Batch<T> batch in batches)
            {
                T[]?[] outputs = [.. contenders.Select(contender => contender.Run(operation, batch))];
                for (int row = 0; row < batch.Rows.Length; row++)
                {
                    // It takes most of the time, so it is computed once for all.
                    IReadOnlyList<Expected> expected = References.Of(operation, batch, row);
                    for (int i = 0; i < outputs.Length; i++)
                    {
                        if (outputs[i] is not { } output)
                            continue;
                        if (!errors[i].TryGetValue(operation, out Errors? found))
                            errors[i].Add(operation, found = new Errors());
                        Measure(expected, output, batch, row, found);
                    }
                }
            }
        }

        return errors;
    }

    private static void Measure(
        IReadOnlyList<Expected> expected, T[] output, Batch<T> batch, int row, Errors errors)
    {
        for (int k = 0; k < expected.Count; k++)
        {
            T computed = output[row * expected.Count + k];
            double exact = expected[k].Value.ToDouble();
            double ulps = expected[k].Value.UlpsTo(computed, expected[k].Scale);
            errors.Add(ulps, expected[k].Slack, batch.Family.IsBenign, () => string.Create(
                CultureInfo.InvariantCulture,
                $"[{row}, {k}] of {batch.Classes} classes, {batch.Family.Name}: {computed} for {exact:R}"));
        }
    }
}

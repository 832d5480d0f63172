using System.Globalization;
using System.Numerics;
using SoftmaxGen.Accuracy.Operations;
using SoftmaxGen.Accuracy.Report;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>All contenders on all layers.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <param name="shapes">The layers.</param>
internal sealed class LinearSweep<T>(IEnumerable<LinearShape> shapes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The batches.</summary>
    public IReadOnlyList<LinearBatch<T>> Batches { get; } =
        [.. shapes.SelectMany(shape => LinearFamily.All.Select(family => new LinearBatch<T>(family, shape)))];

    /// <summary>What each contender errs, by operator; without those that it does not show.</summary>
    public IReadOnlyList<Dictionary<LinearOperator, Errors>> Run(IReadOnlyList<LinearContender<T>> contenders)
    {
        Dictionary<LinearOperator, Errors>[] errors = [.. contenders.Select(_ => new Dictionary<LinearOperator, Errors>())];
        foreach (LinearBatch<T> batch in Batches)
        {
            Dictionary<LinearOperator, Expected[]> expected = LinearReferences.Of(batch);
            for (int i = 0; i < contenders.Count; i++)
            {
                foreach ((LinearOperator operation, T[] output) in contenders[i].Run(batch))
                {
                    if (!errors[i].TryGetValue(operation, out Errors? found))
                        errors[i].Add(operation, found = new Errors());
                    Measure(expected[operation], output, batch, found);
                }
            }
        }

        return errors;
    }

    private static void Measure(Expected[] expected, T[] output, LinearBatch<T> batch, Errors errors)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            T computed = output[i];
            Expected one = expected[i];
            errors.Add(one.Value.UlpsTo(computed, one.Scale), 0, batch.Family.IsBenign, () => string.Create(
                CultureInfo.InvariantCulture,
                $"[{i}] of {batch.Shape}, {batch.Family.Name}: {computed} for {one.Value.ToDouble():R}"));
        }
    }
}

using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;
using SoftmaxGen.Accuracy.Numbers;
using SoftmaxGen.Accuracy.Operations;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>What is exact of a layer, and the size of what is added up on the way.</summary>
internal static class LinearReferences
{
    /// <summary>The results of every operator, in the order of the buffers that it is written to.</summary>
    public static Dictionary<LinearOperator, Expected[]> Of<T>(LinearBatch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int features, int classes, int rows) = batch.Shape;
        Exact[] inputs = Exacts(batch.Inputs);
        Exact[] weights = Exacts(batch.Weights);
        Expected[] given = [.. weights.Select(AsGiven)];
        Expected[] bias = [.. Exacts(batch.Bias).Select(AsGiven)];
        Dictionary<LinearOperator, Expected[]> results = new()
        {
            [LinearOperator.Logits] =
            [
                .. Enumerable.Range(0, rows * classes).Select(i => Sum(
                    Products(inputs, i / classes * features, 1, given, i % classes * features, 1, features)
                        .Append(bias[i % classes]))),
            ],
        };
        (Expected[] losses, Expected[] gradient) = Rows(results[LinearOperator.Logits], batch.Labels, classes);
        results[LinearOperator.Loss] = losses;
        results[LinearOperator.BiasGradient] =
            [.. Enumerable.Range(0, classes).Select(k => Sum(Enumerable.Range(0, rows).Select(row => gradient[row * classes + k])))];
        results[LinearOperator.WeightGradient] =
        [
            .. Enumerable.Range(0, weights.Length).Select(i =>
                Sum(Products(inputs, i % features, features, gradient, i / features, classes, rows))),
        ];
        results[LinearOperator.InputGradient] =
        [
            .. Enumerable.Range(0, inputs.Length).Select(i =>
                Sum(Products(weights, i % features, features, gradient, i / features * classes, 1, classes))),
        ];
        return results;
    }

    /// <summary>The losses of the rows and their gradient by the logits, each as far off as those are.</summary>
    private static (Expected[] Losses, Expected[] Gradient) Rows(Expected[] logits, int[] labels, int classes)
    {
        List<Expected> losses = [];
        List<Expected> gradient = [];
        for (int row = 0; row < labels.Length; row++)
        {
            Expected[] own = logits[(row * classes)..((row + 1) * classes)];
            ExactRow exact = new([.. own.Select(one => one.Value)]);
            Exact size = own.Aggregate(Exact.One, (greatest, one) => greatest.OrGreater(one.Scale));
            Exact shifted = exact.Shifted[labels[row]];
            losses.Add(new(exact.LogSum - shifted, size.OrGreater(shifted.Magnitude()).OrGreater(exact.LogSum)));
            for (int k = 0; k < classes; k++)
            {
                // An error of the logits is one of p, and never more than p times as large.
                Exact p = exact.Probabilities[k];
                Exact scale = (p * size).Trimmed();
                gradient.Add(k == labels[row]
                    ? new((p - Exact.One).Trimmed(), scale.OrGreater(Exact.One))
                    : new(p, scale));
            }
        }

        return ([.. losses], [.. gradient]);
    }

    private static IEnumerable<Expected> Products(
        Exact[] left, int leftStart, int leftStep, Expected[] right, int rightStart, int rightStep, int count) =>
        Enumerable.Range(0, count).Select(i =>
        {
            Exact factor = left[leftStart + i * leftStep];
            Expected other = right[rightStart + i * rightStep];
            return new Expected(factor * other.Value, factor.Magnitude() * other.Scale);
        });

    private static Expected Sum(IEnumerable<Expected> terms) => terms.Aggregate(
        new Expected(Exact.Zero, Exact.Zero),
        (sum, term) => new((sum.Value + term.Value).Trimmed(), (sum.Scale + term.Scale).Trimmed()));

    private static Expected AsGiven(Exact value) => new(value, value.Magnitude());

    private static Exact[] Exacts<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(value => Exact.Of(double.CreateChecked(value)))];
}

using System.Numerics;
using SoftmaxGen.Accuracy.Inputs;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>How large a layer is, and how many rows are put through it.</summary>
internal readonly record struct LinearShape(int Features, int Classes, int Rows);

/// <summary>The inputs of a linear layer.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class LinearBatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LinearBatch(LinearFamily family, LinearShape shape)
    {
        Family = family;
        Shape = shape;
        Random random = new(unchecked((shape.Features * 397 + shape.Classes) * 397 + family.Name.Length));
        Inputs = Fill(shape.Rows * shape.Features, () => family.Input(random));
        Weights = Fill(shape.Classes * shape.Features, () => family.Weight(random, shape.Features));
        Bias = Fill(shape.Classes, () => Families.Normal(random) / 10);
        Labels = [.. Enumerable.Range(0, shape.Rows).Select(_ => random.Next(shape.Classes))];
    }

    public LinearFamily Family { get; }

    public LinearShape Shape { get; }

    /// <summary>Row by row, <c>[N, F]</c>.</summary>
    public T[] Inputs { get; }

    /// <summary>Class by class, <c>[C, F]</c>.</summary>
    public T[] Weights { get; }

    public T[] Bias { get; }

    public int[] Labels { get; }

    /// <summary>Memory for what an operator writes, none of it a number.</summary>
    public T[] Output(LinearOperator operation)
    {
        T[] output = new T[operation switch
        {
            LinearOperator.Logits => Shape.Rows * Shape.Classes,
            LinearOperator.Loss => Shape.Rows,
            LinearOperator.WeightGradient => Weights.Length,
            LinearOperator.BiasGradient => Bias.Length,
            LinearOperator.InputGradient => Inputs.Length,
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        }];
        Array.Fill(output, T.NaN);
        return output;
    }

    private static T[] Fill(int length, Func<double> next) =>
        [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(next()))];
}

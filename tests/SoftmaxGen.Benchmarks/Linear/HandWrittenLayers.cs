using System.Numerics.Tensors;

namespace SoftmaxGen.Benchmarks.Linear;

/// <summary>The same by hand: plain loops, and row by row with <c>System.Numerics.Tensors</c>.</summary>
internal static class HandWrittenLayers
{
    /// <summary>What a textbook shows.</summary>
    public static float ScalarLoop(LinearWorkload work)
    {
        (int rows, int features, int classes) = (work.Shape.Rows, work.Shape.Features, work.Shape.Classes);
        Array.Clear(work.WeightGradient);
        Array.Clear(work.BiasGradient);
        float[] row = work.Row;
        double total = 0;
        for (int n = 0; n < rows; n++)
        {
            ReadOnlySpan<float> inputs = work.Inputs.AsSpan(n * features, features);
            Span<float> inputGradient = work.InputGradient.AsSpan(n * features, features);
            float max = float.NegativeInfinity;
            for (int k = 0; k < classes; k++)
            {
                ReadOnlySpan<float> weights = work.Weights.AsSpan(k * features, features);
                float logit = work.Bias[k];
                for (int f = 0; f < inputs.Length; f++)
                    logit += inputs[f] * weights[f];
                row[k] = logit;
                max = MathF.Max(max, logit);
            }

            float own = row[work.Labels[n]] - max;
            float sum = 0;
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = MathF.Exp(row[k] - max);
                sum += row[k];
            }

            total += MathF.Log(sum) - own;
            inputGradient.Clear();
            for (int k = 0; k < classes; k++)
            {
                float gradient = (row[k] / sum - (k == work.Labels[n] ? 1 : 0)) / rows;
                ReadOnlySpan<float> weights = work.Weights.AsSpan(k * features, features);
                Span<float> weightGradient = work.WeightGradient.AsSpan(k * features, features);
                work.BiasGradient[k] += gradient;
                for (int f = 0; f < inputs.Length; f++)
                {
                    weightGradient[f] += gradient * inputs[f];
                    inputGradient[f] += gradient * weights[f];
                }
            }
        }

        return (float)(total / rows);
    }

    /// <summary>What a careful user composes of <c>TensorPrimitives</c>.</summary>
    public static float Composed(LinearWorkload work)
    {
        (int rows, int features, int classes) = (work.Shape.Rows, work.Shape.Features, work.Shape.Classes);
        Array.Clear(work.WeightGradient);
        Array.Clear(work.BiasGradient);
        float[] row = work.Row;
        double total = 0;
        for (int n = 0; n < rows; n++)
        {
            ReadOnlySpan<float> inputs = work.Inputs.AsSpan(n * features, features);
            Span<float> inputGradient = work.InputGradient.AsSpan(n * features, features);
            for (int k = 0; k < classes; k++)
                row[k] = work.Bias[k] + TensorPrimitives.Dot(inputs, work.Weights.AsSpan(k * features, features));

            TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
            float own = row[work.Labels[n]];
            TensorPrimitives.Exp(row, row);
            float sum = TensorPrimitives.Sum<float>(row);
            total += MathF.Log(sum) - own;
            TensorPrimitives.Multiply(row, 1 / (sum * rows), row);
            row[work.Labels[n]] -= 1f / rows;

            TensorPrimitives.Add(work.BiasGradient, row, work.BiasGradient);
            inputGradient.Clear();
            for (int k = 0; k < classes; k++)
            {
                Span<float> weightGradient = work.WeightGradient.AsSpan(k * features, features);
                TensorPrimitives.MultiplyAdd(inputs, row[k], weightGradient, weightGradient);
                TensorPrimitives.MultiplyAdd(work.Weights.AsSpan(k * features, features), row[k], inputGradient, inputGradient);
            }
        }

        return (float)(total / rows);
    }
}

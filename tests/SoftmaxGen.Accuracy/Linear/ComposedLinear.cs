using System.Numerics;
using System.Numerics.Tensors;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>What a careful user composes of <c>System.Numerics.Tensors</c>, row by row.</summary>
internal sealed class ComposedLinear<T> : LinearContender<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override string Name => "TensorPrimitives";

    public override IReadOnlyDictionary<LinearOperator, T[]> Run(LinearBatch<T> batch)
    {
        (int features, int classes, int rows) = batch.Shape;
        Dictionary<LinearOperator, T[]> outputs = Outputs(batch);
        Span<T> biasGradient = outputs[LinearOperator.BiasGradient];
        outputs[LinearOperator.WeightGradient].AsSpan().Clear();
        outputs[LinearOperator.InputGradient].AsSpan().Clear();
        biasGradient.Clear();
        T[] gradient = new T[classes];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> input = batch.Inputs.AsSpan(row * features, features);
            Span<T> logits = outputs[LinearOperator.Logits].AsSpan(row * classes, classes);
            for (int k = 0; k < classes; k++)
                logits[k] = TensorPrimitives.Dot(input, batch.Weights.AsSpan(k * features, features)) + batch.Bias[k];

            TensorPrimitives.Subtract(logits, TensorPrimitives.Max<T>(logits), gradient);
            T shifted = gradient[batch.Labels[row]];
            TensorPrimitives.Exp(gradient, gradient);
            T sum = TensorPrimitives.Sum<T>(gradient);
            outputs[LinearOperator.Loss][row] = T.Log(sum) - shifted;
            TensorPrimitives.Divide(gradient, sum, gradient);
            gradient[batch.Labels[row]] -= T.One;

            TensorPrimitives.Add(biasGradient, gradient, biasGradient);
            Span<T> inputGradient = outputs[LinearOperator.InputGradient].AsSpan(row * features, features);
            for (int k = 0; k < classes; k++)
            {
                Span<T> weightGradient = outputs[LinearOperator.WeightGradient].AsSpan(k * features, features);
                TensorPrimitives.MultiplyAdd(input, gradient[k], weightGradient, weightGradient);
                TensorPrimitives.MultiplyAdd(batch.Weights.AsSpan(k * features, features), gradient[k], inputGradient, inputGradient);
            }
        }

        return outputs;
    }
}

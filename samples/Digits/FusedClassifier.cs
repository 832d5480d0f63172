using SoftmaxGen;

namespace Digits;

/// <summary>
/// The same classifier as <see cref="LinearClassifier"/> in one generated kernel: layer, loss and both gradients, without
/// an array of logits.
/// </summary>
internal sealed partial class FusedClassifier : IClassifier
{
    private const int Classes = 10;

    private readonly float[] _weights = new float[Classes * DigitData.Pixels];
    private readonly float[] _bias = new float[Classes];
    private readonly float[] _weightGradient = new float[Classes * DigitData.Pixels];
    private readonly float[] _biasGradient = new float[Classes];

    [LinearSoftmaxLoss(Classes = Classes, Features = DigitData.Pixels)]
    private static partial float Loss(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        ReadOnlySpan<int> labels,
        Span<float> weightGradient,
        Span<float> biasGradient);

    [LinearPredict(Classes = Classes, Features = DigitData.Pixels)]
    private static partial void Predict(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> bias,
        Span<int> labels,
        Span<float> probabilities);

    /// <inheritdoc />
    public float Learn(Digit[] batch, float learningRate)
    {
        int[] labels = Array.ConvertAll(batch, digit => digit.Label);
        float loss = Loss(Inputs(batch), _weights, _bias, labels, _weightGradient, _biasGradient);
        Descend(_weights, _weightGradient, learningRate);
        Descend(_bias, _biasGradient, learningRate);
        return loss;
    }

    /// <inheritdoc />
    public Reading[] Read(Digit[] digits)
    {
        int[] predicted = new int[digits.Length];
        float[] probabilities = new float[digits.Length * Classes];
        Predict(Inputs(digits), _weights, _bias, predicted, probabilities);
        return digits
            .Select((digit, i) => new Reading(digit, predicted[i], probabilities[i * Classes + predicted[i]]))
            .ToArray();
    }

    /// <summary>A row of pixels for each digit.</summary>
    private static float[] Inputs(Digit[] digits)
    {
        float[] inputs = new float[digits.Length * DigitData.Pixels];
        for (int i = 0; i < digits.Length; i++)
            digits[i].Pixels.CopyTo(inputs, i * DigitData.Pixels);
        return inputs;
    }

    private static void Descend(float[] parameters, float[] gradient, float learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] -= learningRate * gradient[i];
    }
}

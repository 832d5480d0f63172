using System.Diagnostics;
using SoftmaxGen;

namespace Digits;

/// <summary>A linear layer, 64 pixels to 10 logits, under a softmax cross-entropy that SoftmaxGen generates.</summary>
internal sealed partial class LinearClassifier : IClassifier
{
    private const int Classes = 10;

    private readonly float[] _weights = new float[Classes * DigitData.Pixels];
    private readonly float[] _bias = new float[Classes];

    /// <summary>The time spent in the loss.</summary>
    public LossClock Clock { get; } = new();

    [SoftmaxLoss(Classes = Classes)]
    private static partial float Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> gradient);

    [Softmax(Classes = Classes)]
    private static partial void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities);

    [ArgMax(Classes = Classes)]
    private static partial void ArgMax(ReadOnlySpan<float> logits, Span<int> labels);

    /// <inheritdoc />
    public float Learn(Digit[] batch, float learningRate)
    {
        float[] logits = Logits(batch);
        int[] labels = Array.ConvertAll(batch, digit => digit.Label);
        float[] gradient = logits; // in place: nobody needs the logits afterwards

        long start = Stopwatch.GetTimestamp();
        float loss = Loss(logits, labels, gradient);
        Clock.Add(Stopwatch.GetTimestamp() - start, logits.Length);

        Descend(batch, gradient, learningRate);
        return loss;
    }

    /// <inheritdoc />
    public Reading[] Read(Digit[] digits)
    {
        float[] logits = Logits(digits);
        int[] predicted = new int[digits.Length];
        ArgMax(logits, predicted);
        float[] probabilities = logits;
        Softmax(logits, probabilities);
        return digits
            .Select((digit, i) => new Reading(digit, predicted[i], probabilities[i * Classes + predicted[i]]))
            .ToArray();
    }

    /// <summary>The linear layer: one row of logits for each digit.</summary>
    private float[] Logits(Digit[] digits)
    {
        float[] logits = new float[digits.Length * Classes];
        for (int i = 0; i < logits.Length; i++)
        {
            (int row, int k) = (i / Classes, i % Classes);
            ReadOnlySpan<float> weights = _weights.AsSpan(k * DigitData.Pixels, DigitData.Pixels);
            ReadOnlySpan<float> pixels = digits[row].Pixels;
            float sum = _bias[k];
            for (int p = 0; p < pixels.Length; p++)
                sum += weights[p] * pixels[p];
            logits[i] = sum;
        }

        return logits;
    }

    /// <summary>Moves weights and bias down the gradient with respect to the logits.</summary>
    private void Descend(Digit[] digits, ReadOnlySpan<float> gradient, float learningRate)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            (int row, int k) = (i / Classes, i % Classes);
            Span<float> weights = _weights.AsSpan(k * DigitData.Pixels, DigitData.Pixels);
            ReadOnlySpan<float> pixels = digits[row].Pixels;
            float step = learningRate * gradient[i];
            _bias[k] -= step;
            for (int p = 0; p < pixels.Length; p++)
                weights[p] -= step * pixels[p];
        }
    }
}

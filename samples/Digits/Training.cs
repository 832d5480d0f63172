using System.Diagnostics;

namespace Digits;

/// <summary>Mini-batch gradient descent, the same on every run.</summary>
internal static class Training
{
    private const int Epochs = 60;
    private const int BatchSize = 32;
    private const float LearningRate = 0.5f;
    private const int Seed = 0;

    /// <summary>Trains the classifier.</summary>
    /// <param name="classifier">What learns.</param>
    /// <param name="digits">What it learns from; shuffled in place.</param>
    /// <param name="progress">Told after every epoch how much of the work is done, from 0 to 1.</param>
    /// <returns>The mean loss of every epoch, and the time that all of them took.</returns>
    public static (float[] Losses, TimeSpan Time) Run(
        IClassifier classifier, Digit[] digits, Action<double> progress)
    {
        var random = new Random(Seed);
        float[] losses = new float[Epochs];
        var watch = new Stopwatch();
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            watch.Start();
            random.Shuffle(digits);
            losses[epoch] = digits.Chunk(BatchSize).Average(batch => classifier.Learn(batch, LearningRate));
            watch.Stop();
            progress((epoch + 1.0) / Epochs);
        }

        return (losses, watch.Elapsed);
    }
}

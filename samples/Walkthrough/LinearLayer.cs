using System.Text.Json;
using SoftmaxGen;
using Spectre.Console;

namespace Walkthrough;

/// <summary>A linear layer under a cross-entropy, trained sample by sample on points around three centres.</summary>
internal static partial class LinearLayer
{
    private const double LearningRate = 0.01;

    private static readonly (double X, double Y)[] Centres = [(-2, 0), (2, 0), (0, 3)];

    private sealed record Sample(double X, double Y, int Label);

    [SoftmaxLoss(Classes = 3)]
    private static partial double Loss(double[] logits, int[] labels, double[] gradient);

    [ArgMax(Classes = 3)]
    private static partial void ArgMax(double[] logits, int[] labels);

    public static void Show(JsonElement seed)
    {
        var random = new Random(4);
        Sample[] training = Draw(random, 60);
        Sample[] test = Draw(random, 9);

        // Three rows of weights, for x, y and the constant 1.
        double[,] weights = new double[3, 3];
        string document = seed.GetProperty("document").GetString()!;
        AnsiConsole.MarkupLineInterpolated($"\n[italic]Document {document}: a linear layer, trained[/]");
        for (int epoch = 1; epoch <= 10; epoch++)
            AnsiConsole.WriteLine($"epoch {epoch,2}: loss {training.Average(sample => Learn(weights, sample)):F4}");

        var table = new Table().RoundedBorder().AddColumns("test sample", "predicted", "true");
        foreach (Sample sample in test)
        {
            int predicted = Predict(weights, sample);
            string mark = Tally.Mark(predicted == sample.Label);
            table.AddRow($"({sample.X:F2}, {sample.Y:F2})", $"{predicted} {mark}", $"{sample.Label}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>One step of gradient descent; returns the loss before it.</summary>
    private static double Learn(double[,] weights, Sample sample)
    {
        double[] gradient = new double[3];
        double loss = Loss(Logits(weights, sample), [sample.Label], gradient);
        for (int k = 0; k < 3; k++)
        {
            weights[k, 0] -= LearningRate * gradient[k] * sample.X;
            weights[k, 1] -= LearningRate * gradient[k] * sample.Y;
            weights[k, 2] -= LearningRate * gradient[k];
        }

        return loss;
    }

    private static int Predict(double[,] weights, Sample sample)
    {
        int[] predicted = new int[1];
        ArgMax(Logits(weights, sample), predicted);
        return predicted[0];
    }

    private static double[] Logits(double[,] weights, Sample sample)
    {
        double[] logits = new double[3];
        for (int k = 0; k < 3; k++)
            logits[k] = weights[k, 0] * sample.X + weights[k, 1] * sample.Y + weights[k, 2];
        return logits;
    }

    /// <summary>Draws points from a square around each centre in turn.</summary>
    private static Sample[] Draw(Random random, int count) => Enumerable.Range(0, count)
        .Select(i => i % Centres.Length)
        .Select(label => new Sample(
            Centres[label].X + 2 * random.NextDouble() - 1, Centres[label].Y + 2 * random.NextDouble() - 1, label))
        .ToArray();
}

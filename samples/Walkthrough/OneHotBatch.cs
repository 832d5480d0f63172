using System.Text.Json;
using SoftmaxGen;

namespace Walkthrough;

/// <summary>The mean cross-entropy of a batch, with the same answer in three ways.</summary>
internal static partial class OneHotBatch
{
    [SoftmaxLoss(Classes = 3, Target = Target.OneHot)]
    private static partial double OneHotLoss(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> gradient);

    [SoftmaxLoss(Classes = 3)]
    private static partial double IndexLoss(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> gradient);

    [LogSoftmax(Classes = 3)]
    private static partial void LogSoftmax(ReadOnlySpan<double> logits, Span<double> logProbabilities);

    [NllLoss(Classes = 3)]
    private static partial double NllLoss(
        ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels, Span<double> gradient);

    [LogSoftmaxBackward(Classes = 3)]
    private static partial void LogSoftmaxBackward(
        ReadOnlySpan<double> logProbabilities, ReadOnlySpan<double> upstream, Span<double> gradient);

    public static void Show(JsonElement seed, Tally tally)
    {
        double[] logits = seed.Doubles("logits");
        int[] labels = [2, 1, 0];

        double[] oneHotGradient = new double[9];
        double oneHotLoss = OneHotLoss(logits, seed.Doubles("targetRows"), oneHotGradient);

        double[] indexGradient = new double[9];
        double indexLoss = IndexLoss(logits, labels, indexGradient);

        // In two steps, as separate layers would: the gradient of the loss is the upstream of the log-softmax.
        double[] logProbabilities = new double[9];
        LogSoftmax(logits, logProbabilities);
        double[] upstream = new double[9];
        double chainedLoss = NllLoss(logProbabilities, labels, upstream);
        double[] chainedGradient = new double[9];
        LogSoftmaxBackward(logProbabilities, upstream, chainedGradient);

        var table = new NumberTable(
            seed, tally, "mean loss of a batch", "one-hot rows", "labels 2, 1, 0", "log-softmax, NLL");
        table.Add("loss", seed.GetProperty("loss"), oneHotLoss, indexLoss, chainedLoss);
        table.AddEach("gradient", seed.GetProperty("gradient"), oneHotGradient, indexGradient, chainedGradient);
        table.Show();
    }
}

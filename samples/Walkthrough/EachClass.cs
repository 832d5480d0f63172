using System.Text.Json;
using SoftmaxGen;

namespace Walkthrough;

/// <summary>One row of logits, and its loss for each label that it might have.</summary>
internal static partial class EachClass
{
    [SoftmaxLoss(Classes = 3, Reduction = Reduction.None)]
    private static partial void LossOfEachRow(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> losses);

    [SoftmaxLoss(Classes = 3, Target = Target.OneHot)]
    private static partial double LossAndProbabilities(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> probabilities);

    [Softmax(Classes = 3)]
    private static partial void Softmax(ReadOnlySpan<double> logits, Span<double> probabilities);

    [LogSoftmax(Classes = 3)]
    private static partial void LogSoftmax(ReadOnlySpan<double> logits, Span<double> logProbabilities);

    public static void Show(JsonElement seed, Tally tally)
    {
        double[] logits = seed.Doubles("logits");

        double[] indexLosses = new double[3];
        LossOfEachRow([.. logits, .. logits, .. logits], [0, 1, 2], indexLosses);

        double[] oneHotLosses = new double[3];
        double[] lossProbabilities = new double[3];
        for (int label = 0; label < 3; label++)
        {
            double[] target = new double[3];
            target[label] = 1;
            oneHotLosses[label] = LossAndProbabilities(logits, target, lossProbabilities);
        }

        double[] probabilities = new double[3];
        Softmax(logits, probabilities);
        double[] logProbabilities = new double[3];
        LogSoftmax(logits, logProbabilities);

        var losses = new NumberTable(seed, tally, "the loss for each label", "one-hot row", "labels 0, 1, 2");
        losses.AddEach("lossForLabel", seed.GetProperty("lossForLabel"), oneHotLosses, indexLosses);
        losses.Show();

        var forward = new NumberTable(seed, tally, "probabilities", "[Softmax], [LogSoftmax]", "[SoftmaxLoss]");
        forward.AddEach("probabilities", seed.GetProperty("probabilities"), probabilities, lossProbabilities);
        forward.AddEach("logProbabilities", seed.GetProperty("logProbabilities"), logProbabilities);
        forward.Show();
    }
}

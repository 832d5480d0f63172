using System.Text.Json;
using SoftmaxGen;

namespace Walkthrough;

/// <summary>Labels run from 0 to classes - 1: what is right, what is refused, and what is silently wrong.</summary>
internal static partial class IndexBatch
{
    [SoftmaxLoss(Classes = 5)]
    private static partial double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels);

    [LogSoftmax(Classes = 5)]
    private static partial void LogSoftmax(ReadOnlySpan<double> logits, Span<double> logProbabilities);

    [NllLoss(Classes = 5)]
    private static partial double NllLoss(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels);

    public static void Show(JsonElement seed, Tally tally)
    {
        double[] logits = seed.Doubles("logits");
        int[] labels = seed.Labels("labels");

        double loss = Loss(logits, labels);
        double[] logProbabilities = new double[logits.Length];
        LogSoftmax(logits, logProbabilities);

        var table = new NumberTable(
            seed, tally, "mean loss of a batch with labels", "[SoftmaxLoss]", "log-softmax, NLL");
        table.Add("loss", seed.GetProperty("loss"), loss, NllLoss(logProbabilities, labels));
        table.Show();

        double shifted = Loss(logits, Array.ConvertAll(labels, label => label + 1));
        tally.Claim($"labels shifted by one are other classes, with another loss: {shifted}", shifted != loss);

        string? refusal = Refusal(logits, [labels[0], labels[1], 5]);
        tally.Claim($"a label outside 0..4 is refused: {refusal}", refusal is not null);
    }

    /// <summary>The message with which the loss refuses the labels, or null when it takes them.</summary>
    private static string? Refusal(double[] logits, int[] labels)
    {
        try
        {
            Loss(logits, labels);
            return null;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }
}

using System.Text.Json;
using SoftmaxGen;
using static SoftmaxGen.Target;

namespace Walkthrough;

/// <summary>The loss against a soft target, and its gradient: the line that this project was born with.</summary>
internal static partial class SoftTarget
{
    [SoftmaxLoss(Classes = 9, Target = Soft)]
    private static partial double Loss(
        ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> gradient);

    public static void Show(JsonElement seed, Tally tally)
    {
        double[] gradient = new double[9];
        double loss = Loss(seed.Doubles("logits"), seed.Doubles("targetRow"), gradient);

        var table = new NumberTable(seed, tally, "loss against a soft target", "[SoftmaxLoss]");
        table.Add("loss", seed.GetProperty("loss"), loss);
        table.AddEach("gradient", seed.GetProperty("gradient"), gradient);
        table.Show();
    }
}

using Spectre.Console;

namespace Digits;

/// <summary>Shows in the terminal what was learnt.</summary>
internal static class Report
{
    private const int Classes = 10;
    private const int MisreadShown = 4;

    /// <summary>Runs the work under a progress bar.</summary>
    public static T WithProgress<T>(string title, Func<Action<double>, T> work) =>
        AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask(title, maxValue: 1);
            return work(done => task.Value = done);
        });

    /// <summary>Draws the loss of every epoch.</summary>
    public static void LossCurve(float[] losses)
    {
        AnsiConsole.WriteLine($"Loss in {losses.Length} epochs, from {losses[0]:F3} to {losses[^1]:F3}:");
        foreach (string line in Drawing.Curve(losses, height: 8))
            AnsiConsole.WriteLine(line);
        AnsiConsole.WriteLine();
    }

    /// <summary>Counts for every digit as what it was read.</summary>
    public static void ConfusionMatrix(Reading[] readings)
    {
        var table = new Table().RoundedBorder().Title("Held-out digits: written (rows), read as (columns)");
        table.AddColumn("");
        for (int predicted = 0; predicted < Classes; predicted++)
            table.AddColumn(new TableColumn($"{predicted}").RightAligned());
        table.AddColumn(new TableColumn("right").RightAligned());

        for (int label = 0; label < Classes; label++)
        {
            Reading[] written = readings.Where(reading => reading.Digit.Label == label).ToArray();
            List<string> cells = [$"{label}"];
            for (int predicted = 0; predicted < Classes; predicted++)
                cells.Add(Cell(written.Count(reading => reading.Predicted == predicted), predicted == label));
            cells.Add($"{written.Count(reading => reading.IsRight)}/{written.Length}");
            table.AddRow(cells.ToArray());
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }

    /// <summary>Draws the misread digits that the classifier was surest of.</summary>
    public static void Misread(Reading[] readings)
    {
        Reading[] worst = readings.Where(reading => !reading.IsRight)
            .OrderByDescending(reading => reading.Probability)
            .Take(MisreadShown)
            .ToArray();
        if (worst.Length == 0)
            return;

        var grid = new Grid();
        foreach (Reading _ in worst)
            grid.AddColumn();
        grid.AddRow(worst.Select(Caption).ToArray());
        grid.AddRow(worst.Select(reading => Drawing.Picture(reading.Digit)).ToArray());
        AnsiConsole.WriteLine("Misread, the surest first:");
        AnsiConsole.Write(grid);
        AnsiConsole.WriteLine();
    }

    /// <summary>Says what the loss cost.</summary>
    public static void LossTime(LossClock clock, TimeSpan training)
    {
        AnsiConsole.WriteLine(
            $"The loss and its gradient took {clock.Total.TotalMilliseconds:F1} ms " +
            $"of {training.TotalMilliseconds:F0} ms of training ({clock.Total / training:P1}).");
        AnsiConsole.WriteLine(
            $"First call, which compiles the kernel: {clock.First.TotalMilliseconds:F1} ms. " +
            $"Median call: {clock.NanosecondsPerLogit:F2} ns a logit.");
    }

    /// <summary>Says whether the fused kernel has learnt the same, and how long it took.</summary>
    public static void Fused(TimeSpan twoSteps, TimeSpan fused, float difference, int agreed, int readings) =>
        AnsiConsole.WriteLine(
            $"In one kernel, [LinearSoftmaxLoss]: {fused.TotalMilliseconds:F0} ms instead of {twoSteps.TotalMilliseconds:F0}, " +
            $"the same loss curve (to {difference:E0}), {agreed} of {readings} held-out digits read alike.");

    /// <summary>Says how many digits were read right.</summary>
    public static void Accuracy(Reading[] readings, double accuracy, double required)
    {
        int right = readings.Count(reading => reading.IsRight);
        string colour = accuracy >= required ? "green" : "red";
        AnsiConsole.MarkupLine(
            $"[{colour}]{right} of {readings.Length} held-out digits read right: accuracy {accuracy:F3}[/]" +
            $" (required {required:F2})");
    }

    private static string Caption(Reading reading) =>
        $"line {reading.Digit.Line}: a {reading.Digit.Label},\nread as {reading.Predicted} ({reading.Probability:F2})";

    private static string Cell(int count, bool isRight) =>
        count == 0 ? "[dim]·[/]" : isRight ? $"[green]{count}[/]" : $"[red]{count}[/]";
}

using System.Globalization;
using System.Runtime;
using SoftmaxGen.Benchmarks.Ratios;

namespace SoftmaxGen.Benchmarks.Columns;

/// <summary>What rows side by side cost against rows one after the other: a Markdown table.</summary>
internal static class ColumnCommand
{
    private const int Rounds = 200;

    private static readonly int[] DefaultRows = [8, 40, 256, 1000, 1024, 4096];

    /// <summary>Runs with the arguments after <c>columns</c>: numbers of rows, or none. Returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int[] rows = arguments.Length == 0 ? DefaultRows
            : [.. arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
        foreach (string line in Machine.Describe<float>())
            Console.WriteLine(line);
        ColumnContest[] contests = [.. rows.SelectMany(ColumnContest.Of).OrderBy(contest => contest.Shape.Classes)];
        foreach (ColumnContest contest in contests)
            contest.Check();
        WarmUp(contests);
        Console.WriteLine();
        Console.WriteLine("| C | N | row-major | class-major | class-major / row-major |");
        Console.WriteLine("|--:|--:|--:|--:|--:|");
        foreach (ColumnContest contest in contests)
        {
            Timings timings = contest.Measure(Rounds);
            string PerElement(int layout) =>
                (timings.Minimum(layout) / contest.Shape.Elements).ToString("F3", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contest.Shape.Classes} | {contest.Shape.Rows} | {PerElement(0)} | {PerElement(1)} | {timings.Ratio(1, 0):F2} |"));
        }

        return 0;
    }

    /// <summary>Until the runtime compiles nothing afresh any more, as in the table of ratios.</summary>
    private static void WarmUp(ColumnContest[] contests)
    {
        long before;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            foreach (ColumnContest contest in contests)
                contest.Run(2);
            Thread.Sleep(TimeSpan.FromMilliseconds(400));
        }
        while (JitInfo.GetCompiledMethodCount() != before);
    }
}

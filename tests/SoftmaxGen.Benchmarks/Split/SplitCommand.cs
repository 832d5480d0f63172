using System.Globalization;
using SoftmaxGen.Benchmarks.Ratios;

namespace SoftmaxGen.Benchmarks.Split;

/// <summary>From which size on <c>Parallel</c> pays: each kernel by one thread and by the pool, in turns.</summary>
internal static class SplitCommand
{
    private static readonly int[] Sizes = [65_536, 132_000, 262_144, 1_048_576];

    /// <summary>Runs with the arguments after <c>parallel</c>: the number of rounds, or nothing; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int rounds = arguments is [string text] ? int.Parse(text, CultureInfo.InvariantCulture) : 400;
        foreach (string line in Machine.Describe<float>())
            Console.WriteLine(line);
        Console.WriteLine($"{Environment.ProcessorCount} processors.");
        Console.WriteLine();
        Console.WriteLine("| kernel | C | N | elements | one thread, µs | Parallel, µs | fastest / fastest | median of ratios |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (IGrouping<(string, int), SplitContest> kernel in Sizes.SelectMany(SplitContest.Of).ToLookup(c => (c.Name, c.Classes)))
        {
            foreach (SplitContest contest in kernel)
            {
                contest.Check();
                contest.Measure(rounds / 10);
                Timings timings = contest.Measure(rounds);
                double alone = timings.Minimum(0), split = timings.Minimum(1);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {contest.Name} | {contest.Classes} | {contest.Rows} | {contest.Rows * contest.Classes} "
                        + $"| {alone / 1000:F1} | {split / 1000:F1} | {alone / split:F2} | {timings.Ratio(0, 1):F2} |"));
            }
        }

        return 0;
    }
}

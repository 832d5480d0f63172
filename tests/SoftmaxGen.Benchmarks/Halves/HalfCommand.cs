using System.Globalization;
using System.Runtime;
using SoftmaxGen.Benchmarks.Ratios;

namespace SoftmaxGen.Benchmarks.Halves;

/// <summary>What storing as Half costs: a Markdown table against the kernels of float.</summary>
internal static class HalfCommand
{
    private const int DefaultRounds = 200;

    /// <summary>Runs with the arguments after <c>half</c>: a number of rounds, or none. Returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        int rounds = arguments is [string given] ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultRounds;
        foreach (string line in Machine.Describe<float>())
            Console.WriteLine(line);
        foreach ((_, HalfContest contest) in HalfContest.All)
            contest.Check();
        WarmUp();
        Console.WriteLine();
        Console.WriteLine("| | C | N | Half | float | TensorPrimitives around float | Half / float | around / Half |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach ((string name, HalfContest contest) in HalfContest.All)
        {
            Timings timings = contest.Measure(rounds);
            string PerElement(int way) =>
                (timings.Minimum(way) / contest.Shape.Elements).ToString("F3", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {contest.Shape.Classes} | {contest.Shape.Rows} | {PerElement(0)} | {PerElement(1)} | {PerElement(2)} "
                + $"| {timings.Ratio(0, 1):F2} | {timings.Ratio(2, 0):F2} |"));
        }

        return 0;
    }

    /// <summary>Until the runtime compiles nothing afresh any more, as in the table of ratios.</summary>
    private static void WarmUp()
    {
        long before;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            foreach ((_, HalfContest contest) in HalfContest.All)
                contest.Run(40);
            Thread.Sleep(TimeSpan.FromMilliseconds(400));
        }
        while (JitInfo.GetCompiledMethodCount() != before);
    }
}

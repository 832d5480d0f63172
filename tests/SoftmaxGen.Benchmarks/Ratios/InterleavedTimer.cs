using System.Diagnostics;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>Measures several actions in turns: many short rounds, each with a slice of every action.</summary>
internal static class InterleavedTimer
{
    /// <summary>How long a slice is at least: long against the clock's tick, short against a scheduler's.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMicroseconds(150);

    /// <summary>Times that many rounds of actions that are compiled for good.</summary>
    public static Timings Measure(IReadOnlyList<Action> actions, int rounds) =>
        Measure([.. actions.Select(action => (Func<int, double>)(repeats => Time(action, repeats)))], rounds);

    /// <summary>The same for what times itself: given a number of calls, it makes them and returns the nanoseconds of one.</summary>
    public static Timings Measure(IReadOnlyList<Func<int, double>> contenders, int rounds)
    {
        int[] repeats = [.. contenders.Select(CallsInSlice)];
        double[][] times = new double[rounds][];
        for (int round = 0; round < rounds; round++)
        {
            times[round] = new double[contenders.Count];
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                // Every action follows every other one in some round: none always inherits the same cache.
                int contender = (round + turn) % contenders.Count;
                times[round][contender] = contenders[contender](repeats[contender]);
            }
        }

        return new(times);
    }

    /// <summary>How often a contender must run to fill a slice: a call by itself may be shorter than the clock's tick.</summary>
    private static int CallsInSlice(Func<int, double> contender)
    {
        int calls = 4;
        double call = FastestOf(calls);
        while (call * calls < Slice.TotalNanoseconds / 16)
        {
            calls *= 4;
            call = FastestOf(calls);
        }

        return Math.Max(1, (int)Math.Ceiling(Slice.TotalNanoseconds / call));

        double FastestOf(int count) => Enumerable.Range(0, 5).Min(_ => contender(count));
    }

    /// <summary>
    /// Nanoseconds per call, after one that is not timed: the fast ones would suffer most from a cache that another
    /// process has emptied.
    /// </summary>
    public static double Time(Action action, int repeats)
    {
        action();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats;
    }
}

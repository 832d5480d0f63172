using System.Diagnostics;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>Measures several actions in turns: many short rounds, each with a slice of every action.</summary>
internal static class InterleavedTimer
{
    /// <summary>How long a slice is at least: long against the clock's tick, short against a scheduler's.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMicroseconds(150);

    /// <summary>Times that many rounds of actions that are compiled for good.</summary>
    public static Timings Measure(IReadOnlyList<Action> actions, int rounds)
    {
        int[] repeats = [.. actions.Select(CallsInSlice)];
        double[][] times = new double[rounds][];
        for (int round = 0; round < rounds; round++)
        {
            times[round] = new double[actions.Count];
            for (int turn = 0; turn < actions.Count; turn++)
            {
                // Every action follows every other one in some round: none always inherits the same cache.
                int contender = (round + turn) % actions.Count;
                times[round][contender] = Time(actions[contender], repeats[contender]);
            }
        }

        return new(times);
    }

    /// <summary>How often an action must run to fill a slice.</summary>
    private static int CallsInSlice(Action action)
    {
        double call = Enumerable.Range(0, 5).Min(_ => Time(action, 4));
        return Math.Max(1, (int)Math.Ceiling(Slice.TotalNanoseconds / call));
    }

    /// <summary>
    /// Nanoseconds per call, after one that is not timed: the fast ones would suffer most from a cache that another
    /// process has emptied.
    /// </summary>
    private static double Time(Action action, int repeats)
    {
        action();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats;
    }
}

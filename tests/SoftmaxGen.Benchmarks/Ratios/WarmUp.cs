using System.Numerics;
using System.Runtime;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>
/// Runs all contests until the runtime has compiled them for good. It compiles a method afresh after some 30 calls,
/// first to learn how it is used and then in full: what is timed is what a user's program settles at.
/// </summary>
internal static class WarmUp
{
    /// <summary>More calls than the runtime counts before it compiles a method better.</summary>
    private const int Calls = 40;

    /// <summary>Longer than the runtime waits (100 ms) before it compiles in the background.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public static void Run<T>(IReadOnlyCollection<Contest<T>> contests)
        where T : struct, IFloatingPointIeee754<T>
    {
        long before;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            foreach (Contest<T> contest in contests)
                contest.Run(Calls);
            Thread.Sleep(Pause);
        }
        while (JitInfo.GetCompiledMethodCount() != before);
    }
}

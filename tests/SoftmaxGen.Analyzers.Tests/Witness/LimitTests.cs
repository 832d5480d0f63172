using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>No run costs more than it may, and cancelling ends it.</summary>
public sealed class LimitTests
{
    private static readonly SideBySide Both = new("""
        #pragma warning disable
        public static class C
        {
            public static int Forever() { int i = 0; while (true) unchecked { i++; } }
            public static int Deep(int n) => Deep(n + 1) + 1;
            public static double[] Large() => new double[2_000_000_000];
            public static double[,] LargeMatrix() => new double[100_000, 100_000];
            public static int Grow() { var l = new List<int>(); while (true) l.Add(1); }
            public static int Allocate() { int s = 0; while (true) s += new double[1000].Length; }
            public static long Range() => Enumerable.Range(0, int.MaxValue).Where(x => false).Sum();
            public static int Count() => Enumerable.Repeat(1, int.MaxValue).Count();
            public static IEnumerable<int> Endless() { while (true) yield return 1; }
            public static int FirstOfEndless() => Endless().First();
            public static object Fill() { var s = new int[90_000]; for (;;) s.AsSpan().Fill(1); }
            public static object Chain() { IEnumerable<double> e = new double[] { 1 }; for (int i = 0; i < 100_000; i++) e = e.Select(x => x + 1); return e.Sum(); }
            public static int Chained(int x) => x @@ 1;
            [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
            public struct Union { [System.Runtime.InteropServices.FieldOffset(0)] public float F; [System.Runtime.InteropServices.FieldOffset(0)] public int I; }
            public static float Overlapping() { Union u = default; u.I = 0x3F800000; return u.F; }
            public static int Fine() { int s = 0; for (int i = 0; i < 100; i++) s += i; return s; }
        }
        """.Replace("x @@ 1", string.Join(" + ", Enumerable.Repeat("x", 3000))));

    [Theory]
    [InlineData("Forever", "too many steps")]
    [InlineData("Overlapping", "Union, whose fields share memory")]
    [InlineData("Large", "too much memory")]
    [InlineData("LargeMatrix", "too much memory")]
    [InlineData("Grow", "too many steps")]
    [InlineData("Allocate", "too much memory")]
    [InlineData("Range", "too many steps")]
    [InlineData("Count", "too many steps")]
    [InlineData("FirstOfEndless", "too many steps")]
    [InlineData("Fill", "too many steps")]
    public void Limits_hold(string method, string reason)
    {
        RunOutcome outcome = Both.Interpret("C", method, InterpreterLimits.Default).Outcome;
        Assert.Equal(RunKind.NotInterpretable, outcome.Kind);
        Assert.Equal(reason, outcome.Reason);
    }

    [Theory]
    [InlineData("Deep", 10_000)]
    [InlineData("Chained", 32)]
    public void Depth_never_overflows_the_stack(string method, int depth)
    {
        // A small stack, as on some systems' worker threads.
        RunOutcome? outcome = null;
        Thread thread = new(
            () => outcome = Both.Interpret("C", method, new InterpreterLimits(1_000_000, depth, 1000), 0).Outcome,
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.NotNull(outcome);
        Assert.DoesNotContain("fault", outcome.Reason, StringComparison.Ordinal);
        if (method == "Deep") Assert.Equal(RunKind.NotInterpretable, outcome.Kind);
    }

    [Fact]
    public void Lazy_chains_never_overflow_the_stack()
    {
        RunOutcome? outcome = null;
        Thread thread = new(() => outcome = Both.Interpret("C", "Chain", new InterpreterLimits(10_000_000, 32, 10_000_000)).Outcome, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(RunKind.NotInterpretable, outcome!.Kind);
    }

    [Fact]
    public void Calls_have_a_depth() =>
        Assert.Equal("calls nested too deeply", Both.Interpret("C", "Deep", InterpreterLimits.Default, 0).Outcome.Reason);

    [Fact]
    public void Each_run_has_the_whole_budget()
    {
        Interpreter interpreter = new(Both.Code, new InterpreterLimits(steps: 2000), default);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(4950, interpreter.Invoke(Both.Method("C", "Fine"), []).Value);
        }
    }

    [Fact]
    public void Cancelled_before_it_begins()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Interpreter interpreter = new(Both.Code, InterpreterLimits.Default, source.Token);
        Assert.Throws<OperationCanceledException>(() => interpreter.Invoke(Both.Method("C", "Fine"), ImmutableArray<object?>.Empty));
    }

    [Fact]
    public void Cancelled_in_the_middle()
    {
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));
        Interpreter interpreter = new(Both.Code, new InterpreterLimits(steps: int.MaxValue), source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => interpreter.Invoke(Both.Method("C", "Forever"), []));
    }
}

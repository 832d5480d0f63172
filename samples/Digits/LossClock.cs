using System.Diagnostics;

namespace Digits;

/// <summary>The time spent in the loss, call by call.</summary>
internal sealed class LossClock
{
    private readonly List<long> _ticks = [];
    private readonly List<double> _ticksPerLogit = [];

    /// <summary>All calls together.</summary>
    public TimeSpan Total => Stopwatch.GetElapsedTime(0, _ticks.Sum());

    /// <summary>The first call, in which the runtime compiles the kernel.</summary>
    public TimeSpan First => Stopwatch.GetElapsedTime(0, _ticks[0]);

    /// <summary>What one logit costs, its loss and its gradient, in the median call.</summary>
    public double NanosecondsPerLogit =>
        _ticksPerLogit.Order().ElementAt(_ticksPerLogit.Count / 2) * (1e9 / Stopwatch.Frequency);

    /// <summary>Adds one call.</summary>
    public void Add(long ticks, int logits)
    {
        _ticks.Add(ticks);
        _ticksPerLogit.Add((double)ticks / logits);
    }
}

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>Nanoseconds per call of every contender in every round.</summary>
/// <param name="rounds">By round, then by contender.</param>
internal sealed class Timings(double[][] rounds)
{
    /// <summary>The fastest call: what the code needs where nothing disturbs it.</summary>
    public double Minimum(int contender) => rounds.Min(round => round[contender]);

    /// <summary>
    /// How many times as long the one takes as the other: the median over rounds, each of which has both within a
    /// millisecond, so that a slower clock or a busy neighbour hits both alike.
    /// </summary>
    public double Ratio(int contender, int other)
    {
        double[] ratios = [.. rounds.Select(round => round[contender] / round[other]).Order()];
        return ratios[ratios.Length / 2];
    }
}

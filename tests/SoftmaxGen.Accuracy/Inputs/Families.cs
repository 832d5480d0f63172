using System.Numerics;

namespace SoftmaxGen.Accuracy.Inputs;

/// <summary>All kinds of rows that are swept.</summary>
internal static class Families
{
    /// <summary>Those of an element type: how wide is extreme depends on it.</summary>
    public static IReadOnlyList<Family<T>> Of<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);

        // The logarithm of the least number there is.
        double tail = single ? 103 : 744;
        return
        [
            Each("normal, of deviation 3", true, random => 3 * Normal(random)),
            Each("uniform in ±10", true, random => Uniform(random, 10)),
            Each("an offset of 1000", true, random => 1000 + 3 * Normal(random)),
            One("one class leads by 8 to 20", true, random => Normal(random), random => 14 + Uniform(random, 6)),
            Each("as wide as the exponential", false, random => Uniform(random, tail / 2)),
            Each("as wide as the type", false, random => Uniform(random, single ? 1e38 : 1e307)),
            Each("subnormal", false, random => Uniform(random, single ? 1e-39 : 1e-309)),
            Each("all but equal", false, random => 7 + Uniform(random, single ? 1e-5 : 1e-14)),
            One("one class leads by all", false, random => -tail + Uniform(random, 8), _ => 0),
        ];

        static Family<T> Each(string name, bool isBenign, Func<Random, double> logit) => new(
            name, isBenign, (random, classes) => [.. Enumerable.Range(0, classes).Select(_ => T.CreateChecked(logit(random)))]);

        static Family<T> One(string name, bool isBenign, Func<Random, double> others, Func<Random, double> leader) => new(
            name,
            isBenign,
            (random, classes) =>
            {
                T[] row = [.. Enumerable.Range(0, classes).Select(_ => T.CreateChecked(others(random)))];
                row[random.Next(classes)] = T.CreateChecked(leader(random));
                return row;
            });
    }

    /// <summary>A normally distributed number (Box and Muller).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Uniform(Random random, double width) => (2 * random.NextDouble() - 1) * width;
}

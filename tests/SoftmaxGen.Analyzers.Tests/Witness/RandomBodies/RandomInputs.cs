namespace SoftmaxGen.Analyzers.Tests.Witness.RandomBodies;

/// <summary>Random arguments for <see cref="Bodies.Parameters"/>, with the values that arithmetic trips over among them.</summary>
internal static class RandomInputs
{
    private static readonly double[] Special =
        [0, -0.0, 1, -1, 0.5, 1000, -1000, 1e-3, 3.7, 88.8, 710, 1e10, -1e19, 1e300, 1e-310, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly int[] Whole = [0, 1, -1, 2, 3, 5, 7, 31, 100, -100, 32767, 65536, int.MaxValue, int.MinValue];

    public static object[] Next(Random random) =>
    [
        Enumerable.Range(0, 4).Select(_ => Real(random)).ToArray(),
        Enumerable.Range(0, 4).Select(_ => (float)Real(random)).ToArray(),
        Enumerable.Range(0, 4).Select(_ => Integer(random)).ToArray(),
        Real(random),
        (float)Real(random),
        Integer(random),
        (long)Integer(random) * Integer(random),
        (uint)random.Next(),
        random.Next(2) == 0,
    ];

    private static double Real(Random random) => random.Next(4) == 0
        ? Special[random.Next(Special.Length)]
        : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 4));

    private static int Integer(Random random) => random.Next(3) == 0 ? Whole[random.Next(Whole.Length)] : random.Next(-20, 20);
}

using SoftmaxGen.Accuracy.Inputs;

namespace SoftmaxGen.Accuracy.Linear;

/// <summary>A kind of inputs and weights.</summary>
/// <param name="Name">What is special about them.</param>
/// <param name="IsBenign">Whether a network has such.</param>
/// <param name="Input">Makes an element of the inputs.</param>
/// <param name="Weight">Makes a weight, given the number of features.</param>
internal sealed record LinearFamily(string Name, bool IsBenign, Func<Random, double> Input, Func<Random, int, double> Weight)
{
    /// <summary>All kinds that are swept; each number is rounded to the element type.</summary>
    public static IReadOnlyList<LinearFamily> All { get; } =
    [
        new("normal, a new layer", true, Families.Normal, New),
        new("pixels, a trained layer", true, random => random.Next(17), (random, _) => Families.Normal(random) / 10),
        new("an offset of 1000", false, random => 1000 + Families.Normal(random), New),
        new("all but equal products", false, _ => 1 / 3.0, (random, _) => 0.7 + random.NextDouble() / 1000),
        new("products of 1e15", false, random => 1e10 * Families.Normal(random), (random, _) => 1e5 * Families.Normal(random)),
    ];

    private static double New(Random random, int features) => Families.Normal(random) / Math.Sqrt(features);
}

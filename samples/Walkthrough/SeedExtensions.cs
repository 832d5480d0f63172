using System.Text.Json;

namespace Walkthrough;

/// <summary>Reads the inputs of a case of seeds.json.</summary>
internal static class SeedExtensions
{
    /// <summary>The array called <paramref name="name"/>, as numbers.</summary>
    public static double[] Doubles(this JsonElement seed, string name) =>
        seed.GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToArray();

    /// <summary>The array called <paramref name="name"/>, as labels.</summary>
    public static int[] Labels(this JsonElement seed, string name) =>
        seed.GetProperty(name).EnumerateArray().Select(number => number.GetInt32()).ToArray();
}

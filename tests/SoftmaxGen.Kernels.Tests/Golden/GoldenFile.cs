using System.Globalization;
using System.Text.Json;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Golden;

/// <summary>Reads Data/golden.json.</summary>
internal static class GoldenFile
{
    private static readonly Lazy<IReadOnlyList<GoldenCase>> Read = new(Load);

    /// <summary>All cases, in the order of the file.</summary>
    public static IReadOnlyList<GoldenCase> Cases => Read.Value;

    private static IReadOnlyList<GoldenCase> Load()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "golden.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(Case)];
    }

    private static GoldenCase Case(JsonElement json)
    {
        JsonElement options = json.GetProperty("options");
        if (options.TryGetProperty("IgnoreIndex", out JsonElement ignored) && ignored.GetInt32() != -100)
        {
            throw new InvalidDataException("The golden cases were made with the default ignored label.");
        }

        return new GoldenCase(
            json.GetProperty("name").GetString()!,
            json.GetProperty("op").GetString()!,
            json.GetProperty("batch").GetInt32(),
            json.GetProperty("classes").GetInt32(),
            Option(options, "Target", "Index"),
            Option(options, "Reduction", "Mean"),
            new KernelSettings
            {
                LabelSmoothing = Number(options, "LabelSmoothing", 0),
                Temperature = Number(options, "Temperature", 1),
                ZLoss = Number(options, "ZLoss", 0),
            },
            Arrays(json.GetProperty("inputs")),
            Arrays(json.GetProperty("outputs")));
    }

    private static string Option(JsonElement options, string name, string preset) =>
        options.TryGetProperty(name, out JsonElement value) ? value.GetString()! : preset;

    private static double Number(JsonElement options, string name, double preset) =>
        options.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : preset;

    private static Dictionary<string, double[]> Arrays(JsonElement json) =>
        json.EnumerateObject().ToDictionary(property => property.Name, property => Numbers(property.Value));

    private static double[] Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(Number)] : [Number(json)];

    private static double Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture)
            : json.GetDouble();
}

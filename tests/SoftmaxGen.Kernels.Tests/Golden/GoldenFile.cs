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

        Placement placement = new(json.GetProperty("layout").GetString()!, (int)Number(options, "Spatial", 1));
        int rows = json.GetProperty("batch").GetInt32() * placement.Spatial;
        int classes = json.GetProperty("classes").GetInt32();
        Dictionary<string, double[]> RowMajor(string part) => Arrays(json.GetProperty(part)).ToDictionary(
            pair => pair.Key, pair => ToRows(pair.Value, placement, rows, classes));
        return new GoldenCase(
            json.GetProperty("name").GetString()!,
            json.GetProperty("op").GetString()!,
            rows,
            classes,
            (int)Number(options, "Features", 0),
            Option(options, "Target", "Index"),
            Option(options, "Reduction", "Mean"),
            new KernelSettings
            {
                LabelSmoothing = Number(options, "LabelSmoothing", 0),
                Temperature = Number(options, "Temperature", 1),
                ZLoss = Number(options, "ZLoss", 0),
            },
            placement,
            RowMajor("inputs"),
            RowMajor("outputs"));
    }

    private static double[] ToRows(double[] elements, Placement placement, int rows, int classes) =>
        placement.Layout == "RowMajor" || elements.Length != rows * classes
            ? elements
            : [.. Enumerable.Range(0, elements.Length).Select(i => elements[placement.Of(i, rows, classes)])];

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

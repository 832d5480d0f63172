using System.Globalization;
using System.Text.Json;
using SoftmaxGen.Package.Tests.Golden;
using SoftmaxGen.Package.Tests.Harness;

namespace SoftmaxGen.Package.Tests;

/// <summary>Every golden case is right through the packed package, in both element types.</summary>
[Collection(PackageCollection.Name)]
[Trait("Category", "Package")]
public sealed class GoldenTests(PackageFixture package)
{
    private const double SingleBound = 4e-6;

    private const double DoubleBound = 2e-14;

    [Fact]
    public void EveryCaseIsWithinItsBound()
    {
        string data = Path.Combine(AppContext.BaseDirectory, "Data", "golden.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(data));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray()];
        string folder = package.FolderOf("Golden");
        File.WriteAllText(Path.Combine(folder, "SingleCases.cs"), GoldenSource.Of("SingleCases", "float", cases));
        File.WriteAllText(Path.Combine(folder, "DoubleCases.cs"), GoldenSource.Of("DoubleCases", "double", cases));

        package.Build("Golden").SucceededWithoutWarning();
        string[] lines = package.Run("Golden", data).Succeeded().Lines;

        int values = cases.Sum(
            json => json.GetProperty("outputs").EnumerateObject().Sum(output => LengthOf(output.Value)));
        Assert.Equal(2, lines.Length);
        AssertReport(lines[0], "Single", cases.Length, values, SingleBound);
        AssertReport(lines[1], "Double", cases.Length, values, DoubleBound);
    }

    private static void AssertReport(string line, string element, int cases, int values, double bound)
    {
        string[] words = line.Split(' ');
        Assert.Equal([element, $"{cases}", $"{values}"], words[..3]);
        Assert.True(double.Parse(words[3], CultureInfo.InvariantCulture) <= bound, line);
    }

    private static int LengthOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.GetArrayLength() : 1;
}

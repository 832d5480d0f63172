using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Golden;

using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(args[0]));
JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray()];
Report(cases, SingleCases.Table);
Report(cases, DoubleCases.Table);

// Prints the element type, the number of cases, the number of values compared, the worst error and its case.
static void Report<T>(JsonElement[] cases, Dictionary<string, Action<Case<T>>> table)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    int values = 0;
    (double Error, string Name) worst = (-1, "");
    foreach (JsonElement json in cases)
    {
        string name = json.GetProperty("name").GetString()!;
        Case<T> given = new(json);
        table[name](given);
        foreach (double error in given.Errors())
        {
            values++;
            worst = error > worst.Error ? (error, name) : worst;
        }
    }

    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{typeof(T).Name} {cases.Length} {values} {worst.Error:R} {worst.Name}"));
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Golden;

/// <summary>A golden case in an element type: what goes in, what came out, and how far that is off.</summary>
internal sealed class Case<T>(JsonElement json)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, T[]> made = [];

    /// <summary>What the case gives under that name, or what a kernel has already made.</summary>
    public T[] this[string name] => made.TryGetValue(name, out T[]? values)
        ? values
        : [.. Numbers(json.GetProperty("inputs").GetProperty(name)).Select(T.CreateChecked)];

    /// <summary>The label of each row.</summary>
    public int[] Labels => [.. Numbers(json.GetProperty("inputs").GetProperty("labels")).Select(label => (int)label)];

    /// <summary>Room for an output, full of NaN.</summary>
    public T[] Output(string name)
    {
        T[] room = new T[Expected(name).Length];
        Array.Fill(room, T.NaN);
        made[name] = room;
        return room;
    }

    /// <summary>Takes a number that a kernel has returned.</summary>
    public void Returned(string name, T value) => made[name] = [value];

    /// <summary>Each number's distance from the expected one, in units of the output's scale.</summary>
    public IEnumerable<double> Errors() =>
        json.GetProperty("outputs").EnumerateObject().SelectMany(output => Errors(output.Name));

    private IEnumerable<double> Errors(string name)
    {
        double[] expected = Expected(name);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        return expected.Zip(made[name], (wanted, got) => Distance(wanted, double.CreateChecked(got)) / scale);
    }

    private static double Distance(double wanted, double got) => double.IsFinite(wanted) && double.IsFinite(got)
        ? Math.Abs(wanted - got)
        : wanted.Equals(got) ? 0 : double.PositiveInfinity;

    private double[] Expected(string name) => Numbers(json.GetProperty("outputs").GetProperty(name));

    private static double[] Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(Number)] : [Number(json)];

    private static double Number(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? double.Parse(json.GetString()!, CultureInfo.InvariantCulture)
        : json.GetDouble();
}

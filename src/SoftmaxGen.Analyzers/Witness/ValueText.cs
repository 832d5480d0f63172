using System.Globalization;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Values as a message shows them: short, and in the invariant culture.</summary>
internal static class ValueText
{
    private const int Shown = 6;

    // What has no short text of its own.
    private const string Nameless = "an object";

    /// <summary>Whether a text made here says something: one with a value that is neither a number nor a collection of them does not.</summary>
    public static bool IsTelling(string text) => text.IndexOf(Nameless, StringComparison.Ordinal) < 0;

    /// <summary>The text of a value.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        double number => Of(number),
        float number => OfSingle(number),
        HalfValue half => OfSingle(half.Value),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        ArrayValue { Rank: 1 } array => Of(array.Cells),
        ArrayValue { Rank: 2 } array => OfRows(array),
        SpanValue span => Of(span.Array is null ? [] : span.Array.Cells.Skip(span.Offset).Take(span.Length)),
        ListValue list => Of(list.Items),
        Aggregate { Type.IsTupleType: true } tuple => $"({string.Join(", ", tuple.Fields.Select(Of))})",
        string text => text,
        _ => Nameless,
    };

    /// <summary>The text of a row.</summary>
    public static string Of(IEnumerable<object?> items)
    {
        List<object?> shown = [.. items.Take(Shown + 1)];
        string text = string.Join(", ", shown.Take(Shown).Select(Of));
        return shown.Count > Shown ? $"[{text}, …]" : $"[{text}]";
    }

    // The shortest text with few digits: a witness shows what happens, not the last bit.
    private static string Of(double number) => number switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        0 => "0",
        _ when double.IsNaN(number) => "NaN",
        _ => number.ToString("G4", CultureInfo.InvariantCulture),
    };

    private static string OfSingle(float number) => Of((double)number);

    private static string OfRows(ArrayValue array)
    {
        int width = array.LengthOf(1);
        return Of(Enumerable.Range(0, array.LengthOf(0)).Select(row => (object?)new ArrayValue(
            array.ElementType, [.. array.Cells.Skip(row * width).Take(width)])));
    }
}

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Texts that do not depend on a culture.</summary>
internal static class Texts
{
    /// <summary>The text of a value; null where formatting it could depend on the machine.</summary>
    public static string? Of(object? value) => value switch
    {
        null => "",
        string text => text,
        char character => character.ToString(),
        bool truth => truth.ToString(),
        int number when number >= 0 => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}

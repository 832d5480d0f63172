using System.Text.Json;

namespace Walkthrough;

/// <summary>A number as a document prints it: its digits matter, so <c>0.0300</c> has four decimals.</summary>
/// <param name="Digits">The text, sign and trailing zeros included.</param>
internal readonly record struct PrintedNumber(string Digits)
{
    private int Decimals => Digits.Contains('.') ? Digits.Length - Digits.IndexOf('.') - 1 : 0;

    /// <summary>Takes the raw text of a JSON number.</summary>
    public static PrintedNumber From(JsonElement number) => new(number.GetRawText());

    /// <summary>Whether <paramref name="value"/>, rounded to as many decimals, has the same digits.</summary>
    public bool Agrees(double value) => value.ToString("F" + Decimals) == Digits;

    /// <summary>Writes <paramref name="value"/> with a few decimals more, so that the rounding can be seen.</summary>
    public string WithMoreDecimals(double value)
    {
        // A double has about 15 decimals to show next to 1; what follows is noise.
        int decimals = Math.Max(Decimals, Math.Min(Decimals + 4, 15));
        return value.ToString("F" + decimals);
    }
}

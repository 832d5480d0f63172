namespace Digits;

/// <summary>Pictures made of block characters, which look the same in a terminal and in a file.</summary>
internal static class Drawing
{
    private const string Eighths = " ▁▂▃▄▅▆▇█";
    private const string Shades = " ░▒▓█";
    private const int Side = 8;

    /// <summary>Draws one bar for each value on a logarithmic scale, with its ends written at the left.</summary>
    public static IEnumerable<string> Curve(float[] values, int height)
    {
        double top = Math.Log(values.Max());
        double bottom = Math.Log(values.Min());
        for (int line = height - 1; line >= 0; line--)
        {
            double level = Math.Exp(bottom + (top - bottom) * line / (height - 1));
            yield return $"{level,6:F3} ┤" + string.Concat(values.Select(value => Bar(value, line)));
        }

        char Bar(float value, int line)
        {
            // One eighth at least, so that the lowest value is seen.
            double eighths = 1 + (height * 8 - 1) * (Math.Log(value) - bottom) / (top - bottom);
            return Eighths[(int)Math.Round(Math.Clamp(eighths - line * 8, 0, 8))];
        }
    }

    /// <summary>Draws a digit, two characters to a pixel because characters are narrow.</summary>
    public static string Picture(Digit digit) => string.Join('\n', digit.Pixels
        .Select(pixel => new string(Shades[(int)MathF.Round(pixel * (Shades.Length - 1))], 2))
        .Chunk(Side)
        .Select(row => string.Concat(row)));
}

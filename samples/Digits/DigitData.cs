namespace Digits;

/// <summary>Reads digits from a file of comma-separated numbers: 64 pixels from 0 to 16, then the label.</summary>
internal static class DigitData
{
    /// <summary>How many pixels a digit has.</summary>
    public const int Pixels = 64;

    private const int MaxPixel = 16;
    private const int MaxLabel = 9;

    /// <summary>Reads every digit of the file.</summary>
    /// <exception cref="InvalidDataException">The message names file, line and value.</exception>
    public static Digit[] Read(string path)
    {
        Digit[] digits = File.ReadLines(path).Select((text, i) => Parse(text, path, line: i + 1)).ToArray();
        return digits.Length > 1
            ? digits
            : throw new InvalidDataException($"{path}: {digits.Length} digits are too few to train and to test.");
    }

    private static Digit Parse(string text, string path, int line)
    {
        string[] columns = text.Split(',');
        if (columns.Length != Pixels + 1)
        {
            throw new InvalidDataException(
                $"{path}({line}): {columns.Length} columns; expected {Pixels} pixels and the label.");
        }

        float[] pixels = new float[Pixels];
        for (int i = 0; i < Pixels; i++)
            pixels[i] = Number(columns[i], MaxPixel, $"{path}({line}): pixel {i + 1}") / (float)MaxPixel;

        return new Digit(line, pixels, Number(columns[Pixels], MaxLabel, $"{path}({line}): label"));
    }

    private static int Number(string text, int max, string place) =>
        int.TryParse(text, out int number) && number >= 0 && number <= max
            ? number
            : throw new InvalidDataException($"{place} is '{text}'; expected a whole number from 0 to {max}.");
}

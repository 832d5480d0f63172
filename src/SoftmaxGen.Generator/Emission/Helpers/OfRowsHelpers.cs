namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// Reductions over the lanes of several registers at once, each the register of a row: as many as fill a piece of 128 bits,
/// in which row i gets lane i. The lanes are halved in the same order as by <see cref="AcrossHelpers"/>, with half the shuffles.
/// </summary>
internal static class OfRowsHelpers
{
    public static void Write(CodeWriter w, Helper helper, Lanes lanes)
    {
        if (lanes.IsScalar)
        {
            return;
        }

        bool isSum = helper == Helper.SumOfRows;
        string name = helper.ToString();
        string Both(string left, string right) => isSum ? $"{left} + {right}" : $"Max({left}, {right})";
        string[] rows = new[] { "a", "b", "c", "d" }.Take(16 / lanes.ElementSize).ToArray();
        string summary = isSum
            ? "The sum over the lanes of each register, lane j with lane j + half of them until one is left: that of the first in lane 0, and so on."
            : "The maximum over the lanes of each register: that of the first in lane 0, and so on.";
        string parameters = string.Join(", ", rows.Select(row => $"{lanes.Type} {row}"));
        using (HelperText.OpenInlined(w, summary, $"Vector128<{lanes.Scalar}> {name}({parameters})"))
        {
            if (lanes.Bits > 128)
            {
                w.Write($"return {name}({string.Join(", ", rows.Select(row => Both($"{row}.GetLower()", $"{row}.GetUpper()")))});");
            }
            else if (rows.Length == 2)
            {
                w.Write($"return {Both("UnpackLow(a, b)", "UnpackHigh(a, b)")};");
            }
            else
            {
                w.Write($"{lanes.Type} ab = {Both("Shuffle(a, b, 0x44)", "Shuffle(a, b, 0xEE)")};");
                w.Write($"{lanes.Type} cd = {Both("Shuffle(c, d, 0x44)", "Shuffle(c, d, 0xEE)")};");
                w.Write($"return {Both("Shuffle(ab, cd, 0x88)", "Shuffle(ab, cd, 0xDD)")};");
            }
        }

        w.Gap();
    }
}

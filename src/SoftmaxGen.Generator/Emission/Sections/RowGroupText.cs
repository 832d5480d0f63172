using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>How the passes over row groups name rows and places: a group goes piece by piece, as many rows as fill 128 bits at once.</summary>
internal static class RowGroupText
{
    /// <summary>Declares what a row is shifted by: its maximum, and 0 where it has none.</summary>
    public static void WriteShift(KernelText text, Lanes lanes, string name, string max)
    {
        if (!text.Plan.Has(Terms.Safe))
        {
            text.Writer.Write($"{lanes.Type} {name} = {max};");
            return;
        }

        text.Writer.Write("// A row of -inf alone has no maximum to shift it by.");
        string given = max;
        if (!lanes.IsScalar)
        {
            given = name.Replace("shift", "max");
            text.Writer.Write($"{lanes.Type} {given} = {max};");
        }

        text.Writer.Write($"{lanes.Type} {name} = {lanes.Select(lanes.EqualTo(given, lanes.NegativeInfinity), lanes.Zero, given)};");
    }

    /// <summary>Opens a loop over the pieces of a group, <c>i</c> the first row of one.</summary>
    public static CodeWriter.Block OpenPieces(KernelText text, int rows) => text.Writer.Open(
        $"for (nuint i = 0; i < {KernelText.Number(rows)}; i += {KernelText.Number(RowGroups.FewestRows(text.Plan))})");

    /// <summary>The rows of a piece.</summary>
    public static int[] Pieces(KernelText text) => Enumerable.Range(0, RowGroups.FewestRows(text.Plan)).ToArray();

    /// <summary>The variable of a row of the piece.</summary>
    public static string Of(string what, int row) => what + KernelText.Number(row);

    /// <summary>The first row of the piece in that buffer.</summary>
    public static string Row(KernelText text, string buffer) =>
        text.Access.Element(buffer, $"at + (i * {KernelText.Number(BatchPlaces.RowStep(text.Plan))})");

    /// <summary>A place in a row of the piece.</summary>
    public static string Place(KernelText text, int row, string k) =>
        row == 0 ? k : $"{k} + {KernelText.Number(row * BatchPlaces.RowStep(text.Plan))}";
}

using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// Rows in memory, columns in registers. Register i first takes row i in its first piece of 128 bits, and in the next
/// pieces the rows one piece's length further on; transposed within the pieces, lane j of each column is row j.
/// </summary>
internal static class TransposeHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes)
    {
        if (lanes.IsScalar)
        {
            return;
        }

        int columns = helper switch
        {
            Helper.LoadPairs or Helper.StorePairs => 2,
            Helper.LoadTriples or Helper.StoreTriples => 3,
            _ => lanes.Element == ElementType.Single ? 4 : 2,
        };
        bool strided = helper is Helper.LoadTransposed or Helper.StoreTransposed;
        bool load = helper is Helper.LoadTransposed or Helper.LoadPairs or Helper.LoadTriples;
        string registers = string.Join(
            ", ", Enumerable.Range(0, columns).Select(i => $"{(load ? "out " : "")}{lanes.Type} x{KernelText.Number(i)}"));
        string signature =
            $"void {helper}(ref {lanes.Scalar} rows, {(strided ? "nuint stride, " : "")}{registers})";
        string summary = (load ? "Loads" : "Stores")
            + (strided
                ? $" {columns} neighbouring columns of {lanes.Count} rows, transposed."
                : $" {lanes.Count} rows of {columns} columns, transposed.");
        using (HelperText.OpenInlined(writer, summary, signature))
        {
            writer.Write(helper switch
            {
                Helper.LoadPairs => LoadPairs(lanes),
                Helper.StorePairs => StorePairs(lanes),
                Helper.LoadTriples => LoadTriples(lanes),
                Helper.StoreTriples => StoreTriples,
                Helper.LoadTransposed => columns == 4 ? LoadFour(lanes) : LoadTwo(lanes),
                _ => columns == 4 ? StoreFour(lanes) : StoreTwo,
            });
        }

        writer.Gap();
    }

    private static string LoadFour(Lanes lanes) =>
        $"""
        LoadPieces(ref rows, 4 * stride, out {lanes.Type} row0);
        LoadPieces(ref Unsafe.Add(ref rows, stride), 4 * stride, out {lanes.Type} row1);
        LoadPieces(ref Unsafe.Add(ref rows, 2 * stride), 4 * stride, out {lanes.Type} row2);
        LoadPieces(ref Unsafe.Add(ref rows, 3 * stride), 4 * stride, out {lanes.Type} row3);
        {lanes.Type} low01 = Shuffle(row0, row1, 0x44);
        {lanes.Type} low23 = Shuffle(row2, row3, 0x44);
        {lanes.Type} high01 = Shuffle(row0, row1, 0xEE);
        {lanes.Type} high23 = Shuffle(row2, row3, 0xEE);
        x0 = Shuffle(low01, low23, 0x88);
        x1 = Shuffle(low01, low23, 0xDD);
        x2 = Shuffle(high01, high23, 0x88);
        x3 = Shuffle(high01, high23, 0xDD);
        """;

    private static string StoreFour(Lanes lanes) =>
        $"""
        {lanes.Type} low01 = Shuffle(x0, x1, 0x44);
        {lanes.Type} low23 = Shuffle(x2, x3, 0x44);
        {lanes.Type} high01 = Shuffle(x0, x1, 0xEE);
        {lanes.Type} high23 = Shuffle(x2, x3, 0xEE);
        StorePieces(ref rows, 4 * stride, Shuffle(low01, low23, 0x88));
        StorePieces(ref Unsafe.Add(ref rows, stride), 4 * stride, Shuffle(low01, low23, 0xDD));
        StorePieces(ref Unsafe.Add(ref rows, 2 * stride), 4 * stride, Shuffle(high01, high23, 0x88));
        StorePieces(ref Unsafe.Add(ref rows, 3 * stride), 4 * stride, Shuffle(high01, high23, 0xDD));
        """;

    private static string LoadTwo(Lanes lanes) =>
        $"""
        LoadPieces(ref rows, 2 * stride, out {lanes.Type} row0);
        LoadPieces(ref Unsafe.Add(ref rows, stride), 2 * stride, out {lanes.Type} row1);
        x0 = UnpackLow(row0, row1);
        x1 = UnpackHigh(row0, row1);
        """;

    private const string StoreTwo =
        """
        StorePieces(ref rows, 2 * stride, UnpackLow(x0, x1));
        StorePieces(ref Unsafe.Add(ref rows, stride), 2 * stride, UnpackHigh(x0, x1));
        """;

    private static string LoadPairs(Lanes lanes) =>
        $"""
        // A piece holds two rows.
        LoadPieces(ref rows, 8, out {lanes.Type} rows01);
        LoadPieces(ref Unsafe.Add(ref rows, 4), 8, out {lanes.Type} rows23);
        x0 = Shuffle(rows01, rows23, 0x88);
        x1 = Shuffle(rows01, rows23, 0xDD);
        """;

    private static string StorePairs(Lanes lanes) =>
        $"""
        {lanes.Type} low = Shuffle(x0, x1, 0x44);
        {lanes.Type} high = Shuffle(x0, x1, 0xEE);
        StorePieces(ref rows, 8, Shuffle(low, low, 0xD8));
        StorePieces(ref Unsafe.Add(ref rows, 4), 8, Shuffle(high, high, 0xD8));
        """;

    private static string LoadTriples(Lanes lanes) =>
        $"""
        // Four rows fill three pieces: x y z x | y z x y | z x y z.
        LoadPieces(ref rows, 12, out {lanes.Type} first);
        LoadPieces(ref Unsafe.Add(ref rows, 4), 12, out {lanes.Type} second);
        LoadPieces(ref Unsafe.Add(ref rows, 8), 12, out {lanes.Type} third);
        x0 = Shuffle(first, Shuffle(second, third, 0x5A), 0x8C);
        x1 = Shuffle(Shuffle(first, second, 0x05), Shuffle(second, third, 0xAF), 0x88);
        x2 = Shuffle(Shuffle(first, second, 0x5A), third, 0xC8);
        """;

    private const string StoreTriples =
        """
        // Four rows fill three pieces: x y z x | y z x y | z x y z.
        StorePieces(ref rows, 12, Shuffle(Shuffle(x0, x1, 0x00), Shuffle(x2, x0, 0x50), 0x88));
        StorePieces(ref Unsafe.Add(ref rows, 4), 12, Shuffle(Shuffle(x1, x2, 0x55), Shuffle(x0, x1, 0xAA), 0x88));
        StorePieces(ref Unsafe.Add(ref rows, 8), 12, Shuffle(Shuffle(x2, x0, 0xFA), Shuffle(x1, x2, 0xFF), 0x88));
        """;
}

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The multiplication of a matrix by a panel, at one width: tiles of a few rows, whose sums stay in registers, and the
/// placing of a tile in the result.
/// </summary>
internal static class TileText
{
    public static void Write(KernelText text, Lanes lanes)
    {
        text.Writer.Gap();
        WriteMultiply(text, lanes);
        foreach (int rows in PanelShape.TileRows(lanes))
        {
            text.Writer.Gap();
            WriteTile(text, lanes, rows);
        }

        text.Writer.Gap();
        WritePlace(text, lanes);
    }

    private static void WriteMultiply(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string width = KernelText.Suffix(lanes);
        int[] heights = PanelShape.TileRows(lanes);
        w.Write("// Multiplies the rows of a matrix by a panel, in tiles that are as tall as there are rows left.");
        text.WriteOptimized();
        using (w.Open(
            $"private static void Multiply{width}(ref {text.Scalar} left, nuint rowStep, nuint depthStep, int rows, "
            + $"ref {text.Scalar} panel, int depth, ref {text.Scalar} result, nuint resultStep, int width, bool add)"))
        {
            w.Write($"Span<{text.Scalar}> tile = stackalloc {text.Scalar}[{KernelText.Number(heights[0] * PanelShape.Columns(lanes))}];");
            w.Write($"ref {text.Scalar} sums = ref MemoryMarshal.GetReference(tile);");
            w.Write("int row = 0;");
            foreach (int height in heights)
            {
                string count = KernelText.Number(height);
                using (w.Open(height == heights[0] ? $"while (rows - row >= {count})" : $"if (rows - row >= {count})"))
                {
                    w.Write($"Tile{count}x{width}(ref Unsafe.Add(ref left, (nuint)row * rowStep), rowStep, depthStep, ref panel, depth, ref sums);");
                    w.Write($"Place{width}(ref sums, {count}, ref Unsafe.Add(ref result, (nuint)row * resultStep), resultStep, width, add);");
                    w.Write($"row += {count};");
                }
            }
        }
    }

    private static void WriteTile(KernelText text, Lanes lanes, int rows)
    {
        CodeWriter w = text.Writer;
        string columns = KernelText.Number(PanelShape.Columns(lanes));
        string Sum(int row, int register) => $"sum{KernelText.Number(row)}{(register == 0 ? "a" : "b")}";
        string Left(int row) => row == 0 ? "left" : $"left{KernelText.Number(row)}";
        w.Write($"// The sums of {KernelText.Number(rows)} {(rows == 1 ? "row" : "rows")}, in registers.");
        text.WriteOptimized();
        using (w.Open(
            $"private static void Tile{KernelText.Number(rows)}x{KernelText.Suffix(lanes)}(ref {text.Scalar} left, nuint rowStep, nuint depthStep, "
            + $"ref {text.Scalar} panel, int depth, ref {text.Scalar} sums)"))
        {
            for (int row = 1; row < rows; row++)
            {
                w.Write($"ref {text.Scalar} {Left(row)} = ref Unsafe.Add(ref {Left(row - 1)}, rowStep);");
            }

            for (int row = 0; row < rows; row++)
            {
                w.Write($"{lanes.Type} {Sum(row, 0)} = {lanes.Vector}.LoadUnsafe(ref panel);");
                w.Write($"{lanes.Type} {Sum(row, 1)} = {lanes.Vector}.LoadUnsafe(ref panel, {KernelText.Number(lanes.Count)});");
            }

            w.Write("nuint at = 0;");
            using (w.Open("for (; depth > 0; depth--)"))
            {
                w.Write($"panel = ref Unsafe.Add(ref panel, {columns});");
                w.Write($"{lanes.Type} a = {lanes.Vector}.LoadUnsafe(ref panel);");
                w.Write($"{lanes.Type} b = {lanes.Vector}.LoadUnsafe(ref panel, {KernelText.Number(lanes.Count)});");
                for (int row = 0; row < rows; row++)
                {
                    string left = $"x{KernelText.Number(row)}";
                    w.Write($"{lanes.Type} {left} = {lanes.Broadcast($"Unsafe.Add(ref {Left(row)}, at)")};");
                    w.Write($"{Sum(row, 0)} = {text.MultiplyAdd(left, "a", Sum(row, 0))};");
                    w.Write($"{Sum(row, 1)} = {text.MultiplyAdd(left, "b", Sum(row, 1))};");
                }

                w.Write("at += depthStep;");
            }

            w.Gap();
            for (int row = 0; row < rows; row++)
            {
                for (int register = 0; register < PanelShape.Registers; register++)
                {
                    int at = row * PanelShape.Columns(lanes) + register * lanes.Count;
                    w.Write($"{Sum(row, register)}.StoreUnsafe(ref sums{(at == 0 ? "" : ", " + KernelText.Number(at))});");
                }
            }
        }
    }

    private static void WritePlace(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string columns = KernelText.Number(PanelShape.Columns(lanes));
        string count = KernelText.Number(lanes.Count);
        w.Write("// Puts the sums of a tile into the result, or adds them to what it holds.");
        text.WriteOptimized();
        using (w.Open(
            $"private static void Place{KernelText.Suffix(lanes)}(ref {text.Scalar} sums, int rows, ref {text.Scalar} result, nuint resultStep, int width, bool add)"))
        using (w.Open("for (; rows > 0; rows--)"))
        {
            using (w.Open($"if (width == {columns})"))
            {
                w.Write($"{lanes.Type} a = {lanes.Vector}.LoadUnsafe(ref sums);");
                w.Write($"{lanes.Type} b = {lanes.Vector}.LoadUnsafe(ref sums, {count});");
                using (w.Open("if (add)"))
                {
                    w.Write($"a += {lanes.Vector}.LoadUnsafe(ref result);");
                    w.Write($"b += {lanes.Vector}.LoadUnsafe(ref result, {count});");
                }

                w.Gap();
                w.Write("a.StoreUnsafe(ref result);");
                w.Write($"b.StoreUnsafe(ref result, {count});");
            }

            using (w.Open("else"))
            using (w.Open("for (int j = 0; j < width; j++)"))
            {
                w.Write($"ref {text.Scalar} element = ref Unsafe.Add(ref result, j);");
                w.Write("element = add ? Unsafe.Add(ref sums, j) + element : Unsafe.Add(ref sums, j);");
            }

            w.Gap();
            w.Write($"sums = ref Unsafe.Add(ref sums, {columns});");
            w.Write("result = ref Unsafe.Add(ref result, resultStep);");
        }
    }
}

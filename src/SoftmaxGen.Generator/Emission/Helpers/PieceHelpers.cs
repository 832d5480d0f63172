using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// Registers put together from pieces of 128 bits that lie apart in memory, and shuffles that stay within the pieces.
/// </summary>
internal static class PieceHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes)
    {
        if (lanes.IsScalar)
        {
            return;
        }

        switch (helper)
        {
            case Helper.LoadPieces:
                WriteLoad(writer, lanes);
                break;
            case Helper.StorePieces:
                WriteStore(writer, lanes);
                break;
            default:
                WriteShuffles(writer, lanes);
                break;
        }
    }

    private static void WriteLoad(CodeWriter w, Lanes lanes)
    {
        string signature = $"void LoadPieces(ref {lanes.Scalar} source, nuint step, out {lanes.Type} value)";
        using (HelperText.OpenInlined(w, "Loads a register from pieces of 128 bits, each a step behind the one before it.", signature))
        {
            w.Write(lanes.Bits switch
            {
                512 =>
                    """
                    // Put together from halves, the lower half would be moved once more.
                    if (Avx512F.IsSupported)
                    {
                        Vector256<@> low = Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, step));
                        value = Avx512F.InsertVector128(low.ToVector512Unsafe(), Vector128.LoadUnsafe(ref source, 2 * step), 2);
                        value = Avx512F.InsertVector128(value, Vector128.LoadUnsafe(ref source, 3 * step), 3);
                        return;
                    }

                    value = Vector512.Create(
                        Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, step)),
                        Vector256.Create(Vector128.LoadUnsafe(ref source, 2 * step), Vector128.LoadUnsafe(ref source, 3 * step)));
                    """.Replace("@", lanes.Scalar),
                256 => "value = Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, step));",
                _ => "value = Vector128.LoadUnsafe(ref source);",
            });
        }

        w.Gap();
    }

    private static void WriteStore(CodeWriter w, Lanes lanes)
    {
        string signature = $"void StorePieces(ref {lanes.Scalar} destination, nuint step, {lanes.Type} value)";
        using (HelperText.OpenInlined(w, "Stores a register in pieces of 128 bits, each a step behind the one before it.", signature))
        {
            w.Write(lanes.Bits switch
            {
                512 =>
                    """
                    // A quarter is one move from the whole register, and two from its upper half.
                    if (Avx512F.IsSupported)
                    {
                        value.GetLower().GetLower().StoreUnsafe(ref destination);
                        Avx512F.ExtractVector128(value, 1).StoreUnsafe(ref destination, step);
                        Avx512F.ExtractVector128(value, 2).StoreUnsafe(ref destination, 2 * step);
                        Avx512F.ExtractVector128(value, 3).StoreUnsafe(ref destination, 3 * step);
                        return;
                    }

                    value.GetLower().GetLower().StoreUnsafe(ref destination);
                    value.GetLower().GetUpper().StoreUnsafe(ref destination, step);
                    value.GetUpper().GetLower().StoreUnsafe(ref destination, 2 * step);
                    value.GetUpper().GetUpper().StoreUnsafe(ref destination, 3 * step);
                    """,
                256 =>
                    """
                    value.GetLower().StoreUnsafe(ref destination);
                    value.GetUpper().StoreUnsafe(ref destination, step);
                    """,
                _ => "value.StoreUnsafe(ref destination);",
            });
        }

        w.Gap();
    }

    private static void WriteShuffles(CodeWriter w, Lanes lanes)
    {
        if (lanes.Element == ElementType.Double)
        {
            WriteUnpack(w, lanes, "UnpackLow", "first", "left.ToScalar(), right.ToScalar()");
            WriteUnpack(w, lanes, "UnpackHigh", "second", "left.GetElement(1), right.GetElement(1)");
            return;
        }

        const string Summary =
            "Within each piece: two elements of the left, then two of the right, chosen by two bits each of the control.";
        const string Control = "[global::System.Diagnostics.CodeAnalysis.ConstantExpected] byte control";
        string signature = $"{lanes.Type} Shuffle({lanes.Type} left, {lanes.Type} right, {Control})";
        using (HelperText.OpenInlined(w, Summary, signature))
        {
            w.Write($"if ({Extension(lanes)}.IsSupported)");
            w.Write("{").Write($"    return {Extension(lanes)}.Shuffle(left, right, control);").Write("}").Gap();
            w.Write(lanes.Bits > 128
                ? $"""
                return {lanes.Vector}.Create(
                    Shuffle(left.GetLower(), right.GetLower(), control),
                    Shuffle(left.GetUpper(), right.GetUpper(), control));
                """
                : """
                return Vector128.Create(
                    left.GetElement(control & 3),
                    left.GetElement((control >> 2) & 3),
                    right.GetElement((control >> 4) & 3),
                    right.GetElement(control >> 6));
                """);
        }

        w.Gap();
    }

    private static void WriteUnpack(CodeWriter w, Lanes lanes, string name, string which, string elements)
    {
        string summary = $"Within each piece: the {which} element of the left, then that of the right.";
        using (HelperText.OpenInlined(w, summary, $"{lanes.Type} {name}({lanes.Type} left, {lanes.Type} right)"))
        {
            w.Write($"if ({Extension(lanes)}.IsSupported)");
            w.Write("{").Write($"    return {Extension(lanes)}.{name}(left, right);").Write("}").Gap();
            w.Write(lanes.Bits > 128
                ? $"return {lanes.Vector}.Create({name}(left.GetLower(), right.GetLower()), {name}(left.GetUpper(), right.GetUpper()));"
                : $"return Vector128.Create({elements});");
        }

        w.Gap();
    }

    /// <summary>The x86 instruction set that shuffles registers of that width.</summary>
    private static string Extension(Lanes lanes) => lanes.Bits switch
    {
        512 => "Avx512F",
        256 => "Avx",
        _ => lanes.Element == ElementType.Single ? "Sse" : "Sse2",
    };
}

using SoftmaxGen.Generator.Emission.Elementary;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// The conversions between Half and float, exact and with the bits of .NET's own casts. No instruction for it is to be had in
/// .NET, nor vectors of Half: it is arithmetic on the bits, of as many numbers as a register has lanes.
/// </summary>
internal static class HalfHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes, TargetFacts target)
    {
        if (!lanes.IsScalar)
        {
            if (helper == Helper.ToSingle)
            {
                WriteWiden(writer, lanes);
            }
            else
            {
                WriteNarrow(writer, lanes);
            }

            return;
        }

        bool widens = helper == Helper.ToSingle;
        string comment = widens
            ? "<summary>Converts numbers to float, exactly.</summary>"
            : "<summary>Converts numbers to Half, rounded to the nearest and of two to the even one.</summary>";
        string signature = widens
            ? "void ToSingle(ReadOnlySpan<Half> source, Span<float> destination)"
            : "void ToHalf(ReadOnlySpan<float> source, Span<Half> destination)";
        writer.Gap();
        writer.Write("/// " + comment);
        if (target.Vectors)
        {
            writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        }

        using (writer.Open("internal static " + signature))
        {
            if (target.Vectors)
            {
                WriteVectors(writer, widens);
            }
            else
            {
                WriteLoop(writer, widens, "0");
            }
        }
    }

    private static void WriteLoop(CodeWriter w, bool widens, string from)
    {
        using (w.Open($"for (int k = {from}; k < source.Length; k++)"))
        {
            w.Write($"destination[k] = ({(widens ? "float" : "Half")})source[k];");
        }
    }

    private static void WriteVectors(CodeWriter w, bool widens)
    {
        (string from, string to) = widens ? ("source", "destination") : ("destination", "source");
        w.Write(
            $"""
            int length = source.Length;
            ref ushort halves = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference({from}));
            ref float floats = ref MemoryMarshal.GetReference({to});
            int i = 0;
            """);
        string method = widens ? "ToSingle" : "ToHalf";
        foreach (int bits in new[] { 512, 256, 128 })
        {
            string step = KernelText.Number(bits / 16);
            using (w.Open($"if (Vector{KernelText.Number(bits)}.IsHardwareAccelerated)"))
            using (w.Open($"for (; i <= length - {step}; i += {step})"))
            {
                w.Write($"{method}{KernelText.Number(bits)}(ref halves, ref floats, (nuint)i);");
            }

            w.Gap();
        }

        using (w.Open("if (Vector128.IsHardwareAccelerated && i < length && length >= 8)"))
        {
            w.Write(
                $"""
                // The last register overlaps the one before it.
                {method}128(ref halves, ref floats, (nuint)(length - 8));
                return;
                """);
        }

        w.Gap();
        WriteLoop(w, widens, "i");
    }

    private static void WriteWiden(CodeWriter w, Lanes lanes)
    {
        string v = lanes.Vector;
        string half = KernelText.Number(lanes.Bits / 32);
        string bits = KernelText.Number(lanes.Bits);
        using (HelperText.OpenInlined(
            w,
            "Converts a register of halves to two of floats.",
            $"void ToSingle{bits}(ref ushort halves, ref float floats, nuint index)"))
        {
            w.Write(
                $"""
                ({v}<uint> low, {v}<uint> high) = {v}.Widen({v}.LoadUnsafe(ref halves, index));
                Widened(low.AsInt32()).StoreUnsafe(ref floats, index);
                Widened(high.AsInt32()).StoreUnsafe(ref floats, index + {half});
                """);
        }

        w.Gap();
        string comment = """
            <summary>
            The floats of the halves in the low bits of each lane. A half has 5 bits of exponent and 10 of mantissa: moved to
            where a float has them, the exponent lacks 112, and that of infinity and NaN as much again. A subnormal half is a
            multiple of 2^-24: over an exponent of -14, and 2^-14 taken off again. Taking off 0 makes a NaN quiet.
            </summary>
            """;
        using (w.OpenMethod(comment, $"{lanes.Type} Widened({v}<int> halves)"))
        {
            w.Write(
                $"""
                {v}<int> sign = (halves & {v}.Create(0x8000)) << 16;
                {v}<int> size = (halves & {v}.Create(0x7FFF)) << 13;
                {v}<int> small = {v}.LessThan(size, {v}.Create(1 << 23));
                {v}<int> bits = size + {v}.Create(112 << 23) + (small & {v}.Create(1 << 23));
                bits += {v}.GreaterThan(size, {v}.Create(0x7BFF << 13)) & {v}.Create(112 << 23);
                return ((bits.AsSingle() - (small.AsSingle() & {v}.Create(6.10351562E-05f))).AsInt32() | sign).AsSingle();
                """);
        }
    }

    private static void WriteNarrow(CodeWriter w, Lanes lanes)
    {
        string v = lanes.Vector;
        string half = KernelText.Number(lanes.Bits / 32);
        string bits = KernelText.Number(lanes.Bits);
        using (HelperText.OpenInlined(
            w,
            "Converts two registers of floats to one of halves.",
            $"void ToHalf{bits}(ref ushort halves, ref float floats, nuint index)"))
        {
            w.Write(
                $"""
                {v}<uint> low = Narrowed({v}.LoadUnsafe(ref floats, index)).AsUInt32();
                {v}<uint> high = Narrowed({v}.LoadUnsafe(ref floats, index + {half})).AsUInt32();
                {v}.Narrow(low, high).StoreUnsafe(ref halves, index);
                """);
        }

        w.Gap();
        string comment = """
            <summary>
            The halves of floats, in the low bits of each lane. To a number of exponent e, at least -14, 2^(e + 13) is added:
            the last bit of the sum is then the last bit of the half, so that the sum is rounded as the half must be, and the
            bits in which it exceeds 2^(e + 13) are the half's mantissa. From 65,520 on it is infinite; a NaN stays one, quiet.
            </summary>
            """;
        using (w.OpenMethod(comment, $"{v}<int> Narrowed({lanes.Type} floats)"))
        {
            w.Write(
                $"""
                {v}<int> sign = {v}.ShiftRightLogical(floats.AsInt32(), 16) & {v}.Create(0x8000);
                {v}<int> whole = floats.AsInt32() & {v}.Create(0x7FFFFFFF);
                {v}<int> size = {v}.Min(whole, {v}.Create(0x47800000));
                {v}<int> exponent = {v}.Max(size & {v}.Create(0x7F800000), {v}.Create(113 << 23));
                {v}<int> unit = exponent + {v}.Create(13 << 23);
                {v}<int> bits = (size.AsSingle() + unit.AsSingle()).AsInt32() - unit;
                bits += {v}.ShiftRightLogical(exponent, 13) - {v}.Create(113 << 10);
                {v}<int> quiet = ({v}.ShiftRightLogical(whole, 13) & {v}.Create(0x3FF)) | {v}.Create(0x200);
                bits |= {v}.GreaterThan(whole, {v}.Create(0x7F800000)) & quiet;
                return bits | sign;
                """);
        }
    }
}

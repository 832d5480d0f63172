using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The check of <c>EdgeCases.Throw</c>: a logit less itself is 0 if it is finite and NaN if not, so one sum over all of
/// them tells whether there is anything to look for. A Half, without vectors of its kind, shows it in its exponent's bits.
/// </summary>
internal static class FiniteCheck
{
    public static void Write(KernelText text, string buffer)
    {
        CodeWriter w = text.Writer;
        string parameter = $"{text.Access.BufferType(text.Scalar, written: false)} {buffer}";
        w.Write("/// <summary>Every logit must be finite: names the first one that is not.</summary>");
        using (w.Open($"internal static void RequireFinite({parameter})"))
        {
            bool half = text.Plan.Element == ElementType.Half;
            string finite = half ? $"(bits[index] & {HalfExponent}) == {HalfExponent}" : $"{buffer}[index] - {buffer}[index] != 0";
            w.Write("int index = 0;");
            if (half)
            {
                w.Write($"ReadOnlySpan<ushort> bits = MemoryMarshal.Cast<Half, ushort>({buffer});");
            }

            if (text.Access.ByReference)
            {
                WriteFastPath(text, buffer);
            }

            (string row, string label, string padding) = Place(text.Plan, buffer);
            using (w.Open($"for (; index < {buffer}.Length; index++)"))
            using (w.Open($"if ({finite}{padding})"))
            {
                w.Write(
                    $$"""
                    throw new ArgumentException(
                        FormattableString.Invariant(
                            $"The logit of row {{{row}}}, class {{{label}}}, is {{{buffer}}[index]}: it must be finite."),
                        "{{buffer}}");
                    """);
            }
        }
    }

    /// <summary>The row and the class of an index, and how to know the padding between rows.</summary>
    private static (string Row, string Class, string Padding) Place(KernelPlan plan, string buffer)
    {
        string classes = KernelText.Number(plan.Classes);
        string spatial = KernelText.Number(plan.Shape.Spatial);
        string image = KernelText.Number(plan.Classes * plan.Shape.Spatial);
        string step = KernelText.Number(BatchPlaces.RowStep(plan));
        return plan.Shape.Layout switch
        {
            BatchLayoutKind.ClassMajor => (
                $"index % ({buffer}.Length / {classes})", $"index / ({buffer}.Length / {classes})", ""),
            BatchLayoutKind.ChannelsFirst => (
                $"index / {image} * {spatial} + index % {spatial}", $"index % {image} / {spatial}", ""),
            _ => ($"index / {step}", $"index % {step}", plan.Shape.RowStride > 0 ? $" && index % {step} < {classes}" : ""),
        };
    }

    private const string HalfExponent = "0x7C00";

    private static void WriteFastPath(KernelText text, string buffer)
    {
        if (text.Plan.Element == ElementType.Half)
        {
            WriteFastPathOfBits(text.Writer);
            return;
        }

        string register = $"Vector<{text.Scalar}>";
        using (text.Writer.Open($"if ({buffer}.Length >= {register}.Count)"))
        {
            text.Writer.Write(
                $$"""
                ref {{text.Scalar}} first = ref MemoryMarshal.GetReference({{buffer}});
                {{register}} zeros = {{register}}.Zero;
                int whole = {{buffer}}.Length - {{buffer}}.Length % {{register}}.Count;
                for (; index < whole; index += {{register}}.Count)
                {
                    {{register}} some = Vector.LoadUnsafe(ref first, (nuint)index);
                    zeros += some - some;
                }

                // Somewhere is one that is not: it is found from the start.
                if (!Vector.EqualsAll(zeros, {{register}}.Zero))
                {
                    index = 0;
                }
                """);
        }
    }

    private static void WriteFastPathOfBits(CodeWriter w)
    {
        using (w.Open("if (bits.Length >= Vector<ushort>.Count)"))
        {
            w.Write(
                $$"""
                ref ushort first = ref MemoryMarshal.GetReference(bits);
                Vector<ushort> exponent = new({{HalfExponent}});
                int whole = bits.Length - bits.Length % Vector<ushort>.Count;
                while (index < whole && !Vector.EqualsAny(Vector.LoadUnsafe(ref first, (nuint)index) & exponent, exponent))
                {
                    index += Vector<ushort>.Count;
                }
                """);
        }
    }
}

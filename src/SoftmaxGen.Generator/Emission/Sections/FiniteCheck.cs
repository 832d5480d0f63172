using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The check of <c>EdgeCases.Throw</c>: a logit less itself is 0 if it is finite and NaN if not, so one sum over all of
/// them tells whether there is anything to look for.
/// </summary>
internal static class FiniteCheck
{
    public static void Write(KernelText text, string buffer)
    {
        CodeWriter w = text.Writer;
        string classes = KernelText.Number(text.Plan.Classes);
        w.Write("/// <summary>Every logit must be finite: names the first one that is not.</summary>");
        using (w.Open($"internal static void RequireFinite({text.Access.BufferType(text.Scalar, written: false)} {buffer})"))
        {
            w.Write("int index = 0;");
            if (text.Access.ByReference)
            {
                WriteFastPath(text, buffer);
            }

            using (w.Open($"for (; index < {buffer}.Length; index++)"))
            using (w.Open($"if ({buffer}[index] - {buffer}[index] != 0)"))
            {
                w.Write(
                    $$"""
                    throw new ArgumentException(
                        FormattableString.Invariant(
                            $"The logit of row {index / {{classes}}}, class {index % {{classes}}}, is {{{buffer}}[index]}: it must be finite."),
                        "{{buffer}}");
                    """);
            }
        }
    }

    private static void WriteFastPath(KernelText text, string buffer)
    {
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
                    {{register}} logits = Vector.LoadUnsafe(ref first, (nuint)index);
                    zeros += logits - logits;
                }

                // Somewhere is one that is not: it is found from the start.
                if (!Vector.EqualsAll(zeros, {{register}}.Zero))
                {
                    index = 0;
                }
                """);
        }
    }
}

using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>
/// The check of labels, which also counts them for the mean. Where there are vectors it first looks at whole registers
/// for a label out of range; only if it meets one (or an ignored one) is each label looked at by itself.
/// </summary>
internal static class LabelCheck
{
    public static void Write(CodeWriter w, LabelType type, TargetFacts target)
    {
        string keyword = LabelText.Keyword(type);
        string buffer = target.Spans ? $"ReadOnlySpan<{keyword}>" : $"{keyword}[]";
        w.Write("/// <summary>Every label must be in range or ignored; returns how many are not ignored.</summary>");
        using (w.Open($"internal static int Labels({buffer} labels, int classes, int ignoreIndex, string name)"))
        {
            if (target.Vectors)
            {
                WriteFastPath(w, type);
            }

            w.Write(
                $$"""
                int counted = 0;
                for (int row = 0; row < labels.Length; row++)
                {
                    long label = {{(type == LabelType.UInt64 ? "unchecked((long)labels[row])" : "labels[row]")}};
                    if (label == ignoreIndex)
                    {
                        continue;
                    }

                    if (label < 0 || label >= classes)
                    {
                        throw new ArgumentOutOfRangeException(
                            name,
                            labels[row],
                            FormattableString.Invariant($"Label {labels[row]} of row {row} is outside 0..{classes - 1} and is not the ignored {ignoreIndex}."));
                    }

                    counted++;
                }

                return counted;
                """);
        }
    }

    /// <summary>A count by registers of 128 bits, which every machine with vectors has.</summary>
    private static void WriteFastPath(CodeWriter w, LabelType type)
    {
        string keyword = LabelText.Keyword(type);
        string unsigned = LabelText.UnsignedKeyword(type);
        string register = $"Vector128<{unsigned}>";
        string name = char.ToUpperInvariant(unsigned[0]) + unsigned.Substring(1);
        string clrName = unsigned switch { "ushort" => "UInt16", "uint" => "UInt32", "ulong" => "UInt64", _ => name };

        // An unsigned type that cannot even hold C leaves nothing to compare with. Of a signed one only the numbers from
        // zero up count, and as an unsigned number the least of them all is right behind those.
        string fits = type is LabelType.Byte or LabelType.UInt16 ? $"classes <= {keyword}.MaxValue && " : "";
        string classes = type is LabelType.SByte or LabelType.Int16 ? $"Math.Min(classes, {keyword}.MaxValue + 1)" : "classes";
        using (w.Open($"if ({fits}(ignoreIndex < 0 || ignoreIndex >= classes) && labels.Length >= {register}.Count)"))
        {
            w.Write(
                $$"""
                // As unsigned numbers, labels below zero are beyond the last class. The last register overlaps.
                ref {{keyword}} first = ref MemoryMarshal.GetReference(labels);
                {{register}} limit = Vector128.Create(({{unsigned}}){{classes}});
                {{register}} inside = {{register}}.AllBitsSet;
                int last = labels.Length - {{register}}.Count;
                for (int row = 0; row < last; row += {{register}}.Count)
                {
                    inside &= Vector128.LessThan(Vector128.LoadUnsafe(ref first, (nuint)row).As{{clrName}}(), limit);
                }

                inside &= Vector128.LessThan(Vector128.LoadUnsafe(ref first, (nuint)last).As{{clrName}}(), limit);
                if (inside == {{register}}.AllBitsSet)
                {
                    return labels.Length;
                }
                """);
        }

        w.Gap();
    }
}

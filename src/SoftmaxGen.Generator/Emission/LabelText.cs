using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>How the integers of labels are spelled, read and compared.</summary>
internal static class LabelText
{
    /// <summary>The C# keyword of the label's type.</summary>
    public static string Keyword(LabelType type) => type switch
    {
        LabelType.SByte => "sbyte",
        LabelType.Byte => "byte",
        LabelType.Int16 => "short",
        LabelType.UInt16 => "ushort",
        LabelType.Int32 => "int",
        LabelType.UInt32 => "uint",
        LabelType.Int64 => "long",
        LabelType.UInt64 => "ulong",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There are no labels."),
    };

    /// <summary>The keyword of the unsigned type of the same size.</summary>
    public static string UnsignedKeyword(LabelType type) => type switch
    {
        LabelType.SByte or LabelType.Byte => "byte",
        LabelType.Int16 or LabelType.UInt16 => "ushort",
        LabelType.Int32 or LabelType.UInt32 => "uint",
        _ => "ulong",
    };

    /// <summary>The labels of the rows in the lanes, as integers as wide as the elements.</summary>
    public static string Load(KernelText text, Lanes lanes, string row)
    {
        LabelType type = text.Plan.Labels;
        if (lanes.IsScalar)
        {
            return Convert(type, lanes.Integer, text.Access.Element("labels", text.Access.RowIndex(row)));
        }

        if (Size(type) == lanes.ElementSize)
        {
            string load = $"{lanes.Vector}.LoadUnsafe(ref labels, (nuint){row})";
            return Keyword(type) == lanes.Integer ? load : $"{load}.{(lanes.Integer == "int" ? "AsInt32" : "AsInt64")}()";
        }

        IEnumerable<string> labels = Enumerable.Range(0, lanes.Count)
            .Select(lane => Convert(type, lanes.Integer, $"Unsafe.Add(ref labels, row + {KernelText.Number(lane)})"));
        return $"{lanes.Vector}.Create({string.Join(", ", labels)})";
    }

    /// <summary>
    /// A label as a signed integer. An ignored label of an unsigned type wraps around to the negative number that it
    /// stands for, also where the consumer compiles with overflow checks.
    /// </summary>
    public static string Convert(LabelType type, string integer, string label) =>
        type is LabelType.UInt32 or LabelType.UInt64 ? $"unchecked(({integer}){label})" : $"({integer}){label}";

    private static int Size(LabelType type) => UnsignedKeyword(type) switch
    {
        "byte" => 1,
        "ushort" => 2,
        "uint" => 4,
        _ => 8,
    };
}

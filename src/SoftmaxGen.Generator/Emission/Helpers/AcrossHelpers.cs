namespace SoftmaxGen.Generator.Emission;

/// <summary>Reductions over the lanes of one register, in halves, so that the order is the same at every width.</summary>
internal static class AcrossHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes)
    {
        if (lanes.IsScalar)
        {
            return;
        }

        switch (helper)
        {
            case Helper.SumAcross:
                WriteSum(writer, lanes);
                break;
            case Helper.MaxAcross:
                WriteMax(writer, lanes);
                break;
            default:
                WriteIndex(writer, lanes);
                break;
        }

        writer.Gap();
    }

    private static void WriteSum(CodeWriter w, Lanes lanes)
    {
        const string Summary = "The sum over the lanes: lane j with lane j + half of them, until one is left.";
        using (HelperText.OpenInlined(w, Summary, $"{lanes.Scalar} SumAcross({lanes.Type} value)"))
        {
            w.Write(lanes.Bits > 128 ? "return SumAcross(value.GetLower() + value.GetUpper());"
                : lanes.Count == 2 ? "return value.GetElement(0) + value.GetElement(1);"
                : "return value.GetElement(0) + value.GetElement(2) + (value.GetElement(1) + value.GetElement(3));");
        }
    }

    private static void WriteMax(CodeWriter w, Lanes lanes)
    {
        using (HelperText.OpenInlined(w, "The maximum over the lanes.", $"{lanes.Scalar} MaxAcross({lanes.Type} value)"))
        {
            w.Write(lanes.Bits > 128 ? "return MaxAcross(Max(value.GetLower(), value.GetUpper()));"
                : lanes.Count == 2 ? "return Max(value.GetElement(0), value.GetElement(1));"
                : "return Max(Max(value.GetElement(0), value.GetElement(2)), Max(value.GetElement(1), value.GetElement(3)));");
        }
    }

    private static void WriteIndex(CodeWriter w, Lanes lanes)
    {
        const string Summary = "The first lane that is set in a mask with at least one.";
        using (HelperText.OpenInlined(w, Summary, $"int IndexOfMatch({lanes.Type} mask)"))
        {
            w.Write("return BitOperations.TrailingZeroCount(mask.ExtractMostSignificantBits());");
        }
    }
}

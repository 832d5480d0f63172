namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The first class of a row that equals a given one of its elements, or that is NaN.</summary>
internal static class FindPass
{
    /// <summary>Writes the method for that width.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int whole = classes / lanes.Count * lanes.Count;
        string row = text.Access.RowParameter(text.Scalar, "x", written: false);

        w.Write("// The first class with that logit, which the row holds; the first NaN where the row holds one.");
        text.WriteOptimized();
        using (w.Open($"private static int Find{KernelText.Suffix(lanes)}({row}, {text.Scalar} wanted)"))
        {
            if (!lanes.IsScalar)
            {
                w.Write($"{lanes.Type} all = {lanes.Broadcast("wanted")};");
            }

            string step = KernelText.Number(lanes.Count);
            using (w.Open($"for ({text.Access.IndexType} k = 0; k < {KernelText.Number(whole)}; k += {step})"))
            {
                WriteStep(text, lanes, "k");
            }

            if (whole < classes)
            {
                WriteStep(text, lanes, KernelText.Number(classes - lanes.Count));
            }

            w.Gap().Write("return 0;");
        }
    }

    private static void WriteStep(KernelText text, Lanes lanes, string index)
    {
        CodeWriter w = text.Writer;
        string name = index == "k" ? "logit" : "last";
        string match = $"{lanes.EqualTo(name, lanes.IsScalar ? "wanted" : "all")} | {lanes.IsNaN(name)}";
        w.Write($"{lanes.Type} {name} = {text.Access.Load(lanes, "x", index)};");
        if (lanes.IsScalar)
        {
            using (w.Open($"if ({match})"))
            {
                w.Write(text.Access.ByReference ? $"return (int){index};" : $"return {index};");
            }

            return;
        }

        w.Write($"{lanes.Type} {name}Match = {match};");
        using (w.Open($"if ({name}Match.As{(lanes.Integer == "int" ? "Int32" : "Int64")}() != {lanes.IntegerType}.Zero)"))
        {
            w.Write($"return (int){index} + {text.Call(Helper.IndexOfMatch, name + "Match")};");
        }
    }
}

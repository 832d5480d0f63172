using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The arg max of each row of a transposed block: the first of equals; a NaN counts as the greatest.</summary>
internal static class ArgMaxInLanes
{
    public static void Write(KernelText text, Lanes lanes)
    {
        TransposedBlock.Load(text, lanes, "logits", "x");
        WriteIndex(text, lanes, "labels", text.Plan.Labels);
    }

    /// <summary>Writes the classes of the rows in <c>xk</c> to that buffer.</summary>
    public static void WriteIndex(KernelText text, Lanes lanes, string buffer, LabelType type)
    {
        CodeWriter w = text.Writer;
        string[] x = TransposedBlock.Names(text, "x");
        w.Gap().Write("// What to look for: NaN where the row holds one, else its maximum.");
        w.Write($"{lanes.MaskType} nan = {string.Join(" | ", x.Select(lanes.IsNaN))};");
        string greatest = NormalizerSteps.Tournament(text, x);
        w.Write($"{lanes.Type} wanted = {lanes.Select("nan", lanes.Broadcast(lanes.Scalar + ".NaN"), greatest)};");

        w.Gap().Write("// The first class that is it: from the last to the first, each match replaces the one before.");
        w.Write($"{lanes.IntegerType} index = {lanes.IntegerConstant(0)};");
        for (int k = x.Length - 1; k >= 0; k--)
        {
            string match = $"{lanes.EqualTo(x[k], "wanted")} | {lanes.IsNaN(x[k])}";
            w.Write($"index = {lanes.Select(lanes.IsScalar ? match : Integers(lanes, match), lanes.IntegerConstant(k), "index")};");
        }

        Store(text, lanes, buffer, LabelText.Keyword(type));
    }

    private static string Integers(Lanes lanes, string mask) =>
        $"({mask}).{(lanes.Integer == "int" ? "AsInt32" : "AsInt64")}()";

    /// <summary>Writes what stores the classes in <c>index</c>.</summary>
    public static void Store(KernelText text, Lanes lanes, string buffer, string keyword)
    {
        if (lanes.IsScalar)
        {
            text.Writer.Write($"{text.Access.Element(buffer, text.Access.RowIndex("row"))} = ({keyword})index;");
        }
        else if (keyword == lanes.Integer)
        {
            text.Writer.Write($"index.StoreUnsafe(ref {buffer}, (nuint)row);");
        }
        else
        {
            text.Writer.WriteEach(
                Enumerable.Range(0, lanes.Count).Select(KernelText.Number),
                lane => $"Unsafe.Add(ref {buffer}, row + {lane}) = ({keyword})index.GetElement({lane});");
        }
    }
}

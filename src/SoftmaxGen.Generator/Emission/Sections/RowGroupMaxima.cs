namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The maxima of the rows of a group.</summary>
internal static class RowGroupMaxima
{
    public static void Write(KernelText text, Lanes lanes, int rows)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int whole = classes / lanes.Count * lanes.Count;
        bool marksNaN = text.Plan.MarksNaN;
        using (RowGroupText.OpenPieces(text, rows))
        {
            int[] all = RowGroupText.Pieces(text);
            w.Write($"ref {text.Scalar} x = ref {RowGroupText.Row(text, "logits")};");
            w.WriteEach(all, r => $"{lanes.Type} {RowGroupText.Of("max", r)} = {lanes.NegativeInfinity};");
            w.WriteEach(marksNaN ? all : [], r => $"{lanes.Type} {RowGroupText.Of("nan", r)} = {lanes.Zero};");
            using (w.Open($"for (nuint k = 0; k < {KernelText.Number(whole)}; k += {KernelText.Number(lanes.Count)})"))
            {
                WriteMax(text, lanes, "x", r => RowGroupText.Place(text, r, "k"));
            }

            if (whole < classes)
            {
                w.Write("// The last register overlaps the one before it; to meet an element twice does no harm.");
                WriteMax(text, lanes, "last", r => RowGroupText.Place(text, r, KernelText.Number(classes - lanes.Count)));
            }

            var piece = new Lanes(lanes.Element, 128);
            w.Write($"{piece.Type} max = {text.Call(Helper.MaxOfRows, all.Select(r => RowGroupText.Of("max", r)).ToArray())};");
            if (marksNaN)
            {
                w.Write("// The lanes of a mask add up to NaN where any is set.");
                w.Write($"{piece.Type} nan = {text.Call(Helper.SumOfRows, all.Select(r => RowGroupText.Of("nan", r)).ToArray())};");
                w.Write($"max = {piece.Select(piece.IsNaN("nan"), piece.Broadcast(lanes.Scalar + ".NaN"), "max")};");
            }

            w.Write("// Adding zero makes -0 a +0, so that its sign cannot depend on the order.");
            w.Write(text.Access.Store(piece, $"max + {piece.Zero}", "maxima", "slot + i"));
        }
    }

    private static void WriteMax(KernelText text, Lanes lanes, string name, Func<int, string> place)
    {
        foreach (int r in RowGroupText.Pieces(text))
        {
            string value = text.Access.Load(lanes, "x", place(r));
            if (text.Plan.MarksNaN)
            {
                text.Writer.Write($"{lanes.Type} {RowGroupText.Of(name, r)} = {value};");
                value = RowGroupText.Of(name, r);
                text.Writer.Write($"{RowGroupText.Of("nan", r)} |= {lanes.IsNaN(value)};");
            }

            text.Writer.Write($"{RowGroupText.Of("max", r)} = {text.Call(Helper.Max, RowGroupText.Of("max", r), value)};");
        }
    }
}

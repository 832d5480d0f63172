using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The exponentials of the rows of a group, and their sums.</summary>
internal static class RowGroupExponentials
{
    /// <summary>So many exponentials are on their way at once.</summary>
    private const int Chains = 4;

    public static void Write(KernelText text, Lanes lanes, int rows)
    {
        CodeWriter w = text.Writer;
        using (RowGroupText.OpenPieces(text, rows))
        {
            int[] all = RowGroupText.Pieces(text);
            w.Write($"ref {text.Scalar} x = ref {RowGroupText.Row(text, "logits")};");
            if (NormalizerRow.Store(text.Plan) is { } store)
            {
                w.Write($"ref {text.Scalar} e = ref {RowGroupText.Row(text, store)};");
            }

            int atOnce = Math.Max(1, Math.Min(all.Length, Chains * lanes.Count / text.Plan.VirtualLanes));
            for (int first = 0; first < all.Length; first += atOnce)
            {
                WriteExponentials(text, lanes, all.Skip(first).Take(atOnce).ToArray());
            }

            string sums = text.Call(Helper.SumOfRows, all.Select(r => RowGroupText.Of("sum", r)).ToArray());
            w.Write(text.Access.Store(new Lanes(lanes.Element, 128), sums, "sums", "slot + i"));
        }
    }

    /// <summary>The exponentials of some rows side by side, summed as <see cref="ReductionPass"/> sums those of a row by itself.</summary>
    private static void WriteExponentials(KernelText text, Lanes lanes, int[] rows)
    {
        CodeWriter w = text.Writer;
        KernelPlan plan = text.Plan;
        int parts = plan.VirtualLanes / lanes.Count;
        int whole = plan.Classes / plan.VirtualLanes * plan.VirtualLanes;
        ReductionPass.Part[] tail = ReductionPass.TailParts(plan.Classes - whole, lanes, parts).ToArray();
        bool stores = plan.StoresExps;
        string Name(string what, int row, int part) => RowGroupText.Of(what, row) + (parts == 1 ? "" : "_" + KernelText.Number(part));
        void Step(string value, int row, int part, string input, string place, string mask)
        {
            w.Write($"{lanes.Type} {value} = {text.Call(Helper.ScaledExp, RowLogits.InRegisters(text, lanes, input, RowGroupText.Of("shift", row)))};");
            if (stores)
            {
                w.Write(text.Access.Store(lanes, value, "e", place));
            }

            w.Write($"{Name("total", row, part)} += {value}{mask};");
        }

        foreach (int row in rows)
        {
            string max = lanes.Broadcast(text.Access.Element("maxima", RowBlockGroups.Plus("slot + i", row)));
            RowGroupText.WriteShift(text, lanes, RowGroupText.Of("shift", row), max);
            w.WriteEach(Enumerable.Range(0, parts), part => $"{lanes.Type} {Name("total", row, part)} = {lanes.Zero};");
            foreach (ReductionPass.Part part in tail.Where(part => part.Hidden > 0 && stores))
            {
                if (row == rows[0])
                {
                    w.Write("// Loaded before the loop overwrites what it shares with this register.");
                }

                w.Write($"{lanes.Type} {Name("last", row, part.Index)} = {text.Access.Load(lanes, "x", RowGroupText.Place(text, row, ReductionPass.TailIndex(text, lanes, part)))};");
            }
        }

        using (w.Open($"for (nuint k = 0; k < {KernelText.Number(whole)}; k += {KernelText.Number(plan.VirtualLanes)})"))
        {
            foreach (int row in rows)
            {
                for (int part = 0; part < parts; part++)
                {
                    string place = RowGroupText.Place(text, row, part == 0 ? "k" : "k + " + KernelText.Number(part * lanes.Count));
                    Step(Name("e", row, part), row, part, text.Access.Load(lanes, "x", place), place, "");
                }
            }
        }

        foreach (int row in rows)
        {
            foreach (ReductionPass.Part part in tail)
            {
                string place = RowGroupText.Place(text, row, ReductionPass.TailIndex(text, lanes, part));
                string input = part.Hidden > 0 && stores ? Name("last", row, part.Index) : text.Access.Load(lanes, "x", place);
                string mask = part.Hidden == 0 ? "" : " & " + ReductionPass.Mask(lanes, part.Hidden);
                Step(Name("end", row, part.Index), row, part.Index, input, place, mask);
            }

            string[] totals = Enumerable.Range(0, parts).Select(part => Name("total", row, part)).ToArray();
            w.Write($"{lanes.Type} {RowGroupText.Of("sum", row)} = {ReductionPass.Halves(totals)};");
        }
    }
}

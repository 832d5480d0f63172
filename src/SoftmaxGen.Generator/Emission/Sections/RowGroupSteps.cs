using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The bodies of the passes over row groups: along each row, in registers of neighbouring classes.</summary>
internal static class RowGroupSteps
{
    /// <summary>So many exponentials are on their way at once.</summary>
    private const int Chains = 4;

    public static void Maxima(KernelText text, Lanes lanes, int rows)
    {
        CodeWriter w = text.Writer;
        int classes = text.Plan.Classes;
        int whole = classes / lanes.Count * lanes.Count;
        bool marksNaN = text.Plan.MarksNaN;
        using (OpenPieces(text, rows))
        {
            int[] all = Pieces(text);
            w.Write($"ref {text.Scalar} x = ref {Row(text, "logits")};");
            w.WriteEach(all, r => $"{lanes.Type} {Of("max", r)} = {lanes.NegativeInfinity};");
            w.WriteEach(marksNaN ? all : [], r => $"{lanes.Type} {Of("nan", r)} = {lanes.Zero};");
            using (w.Open($"for (nuint k = 0; k < {KernelText.Number(whole)}; k += {KernelText.Number(lanes.Count)})"))
            {
                WriteMax(text, lanes, "x", r => Place(text, r, "k"));
            }

            if (whole < classes)
            {
                w.Write("// The last register overlaps the one before it; to meet an element twice does no harm.");
                WriteMax(text, lanes, "last", r => Place(text, r, KernelText.Number(classes - lanes.Count)));
            }

            var piece = new Lanes(lanes.Element, 128);
            w.Write($"{piece.Type} max = {text.Call(Helper.MaxOfRows, all.Select(r => Of("max", r)).ToArray())};");
            if (marksNaN)
            {
                w.Write("// The lanes of a mask add up to NaN where any is set.");
                w.Write($"{piece.Type} nan = {text.Call(Helper.SumOfRows, all.Select(r => Of("nan", r)).ToArray())};");
                w.Write($"max = {piece.Select(piece.IsNaN("nan"), piece.Broadcast(lanes.Scalar + ".NaN"), "max")};");
            }

            w.Write("// Adding zero makes -0 a +0, so that its sign cannot depend on the order.");
            w.Write(text.Access.Store(piece, $"max + {piece.Zero}", "maxima", "slot + i"));
        }
    }

    private static void WriteMax(KernelText text, Lanes lanes, string name, Func<int, string> place)
    {
        foreach (int r in Pieces(text))
        {
            string value = text.Access.Load(lanes, "x", place(r));
            if (text.Plan.MarksNaN)
            {
                text.Writer.Write($"{lanes.Type} {Of(name, r)} = {value};");
                value = Of(name, r);
                text.Writer.Write($"{Of("nan", r)} |= {lanes.IsNaN(value)};");
            }

            text.Writer.Write($"{Of("max", r)} = {text.Call(Helper.Max, Of("max", r), value)};");
        }
    }

    public static void Exponentials(KernelText text, Lanes lanes, int rows)
    {
        CodeWriter w = text.Writer;
        using (OpenPieces(text, rows))
        {
            int[] all = Pieces(text);
            w.Write($"ref {text.Scalar} x = ref {Row(text, "logits")};");
            if (NormalizerRow.Store(text.Plan) is { } store)
            {
                w.Write($"ref {text.Scalar} e = ref {Row(text, store)};");
            }

            int atOnce = Math.Max(1, Math.Min(all.Length, Chains * lanes.Count / text.Plan.VirtualLanes));
            for (int first = 0; first < all.Length; first += atOnce)
            {
                WriteExponentials(text, lanes, all.Skip(first).Take(atOnce).ToArray());
            }

            string sums = text.Call(Helper.SumOfRows, all.Select(r => Of("sum", r)).ToArray());
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
        string Name(string what, int row, int part) => Of(what, row) + (parts == 1 ? "" : "_" + KernelText.Number(part));
        void Step(string value, int row, int part, string input, string place, string mask)
        {
            w.Write($"{lanes.Type} {value} = {text.Call(Helper.ScaledExp, RowLogits.InRegisters(text, lanes, input, Of("shift", row)))};");
            if (stores)
            {
                w.Write(text.Access.Store(lanes, value, "e", place));
            }

            w.Write($"{Name("total", row, part)} += {value}{mask};");
        }

        foreach (int row in rows)
        {
            string max = lanes.Broadcast(text.Access.Element("maxima", RowBlockGroups.Plus("slot + i", row)));
            WriteShift(text, lanes, Of("shift", row), max);
            w.WriteEach(Enumerable.Range(0, parts), part => $"{lanes.Type} {Name("total", row, part)} = {lanes.Zero};");
            foreach (ReductionPass.Part part in tail.Where(part => part.Hidden > 0 && stores))
            {
                if (row == rows[0])
                {
                    w.Write("// Loaded before the loop overwrites what it shares with this register.");
                }

                w.Write($"{lanes.Type} {Name("last", row, part.Index)} = {text.Access.Load(lanes, "x", Place(text, row, ReductionPass.TailIndex(text, lanes, part)))};");
            }
        }

        using (w.Open($"for (nuint k = 0; k < {KernelText.Number(whole)}; k += {KernelText.Number(plan.VirtualLanes)})"))
        {
            foreach (int row in rows)
            {
                for (int part = 0; part < parts; part++)
                {
                    string place = Place(text, row, part == 0 ? "k" : "k + " + KernelText.Number(part * lanes.Count));
                    Step(Name("e", row, part), row, part, text.Access.Load(lanes, "x", place), place, "");
                }
            }
        }

        foreach (int row in rows)
        {
            foreach (ReductionPass.Part part in tail)
            {
                string place = Place(text, row, ReductionPass.TailIndex(text, lanes, part));
                string input = part.Hidden > 0 && stores ? Name("last", row, part.Index) : text.Access.Load(lanes, "x", place);
                string mask = part.Hidden == 0 ? "" : " & " + ReductionPass.Mask(lanes, part.Hidden);
                Step(Name("end", row, part.Index), row, part.Index, input, place, mask);
            }

            string[] totals = Enumerable.Range(0, parts).Select(part => Name("total", row, part)).ToArray();
            w.Write($"{lanes.Type} {Of("sum", row)} = {ReductionPass.Halves(totals)};");
        }
    }

    /// <summary>Row by row: the sums over the coefficients of a target.</summary>
    public static void Coefficients(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        w.Write($"{text.Scalar} mass = {CoefficientPasses.Mass(plan).Call(text, lanes, [.. CoefficientPasses.Rows(plan)], CoefficientPasses.Numbers(plan))};");
        if (plan.NeedsLoss)
        {
            if (plan.Has(Terms.Safe))
            {
                WriteShift(text, new Lanes(lanes.Element, 0), "shift", "max");
            }

            w.Write($"{text.Scalar} dot = {RowTruth.DotCall(text, lanes)};");
        }
    }

    public static void Sum(KernelText text, Lanes lanes) => RowBlockSteps.AfterSum(text, lanes, text.Plan.NeedsOwn);

    /// <summary>Row by row: what the passes of a row by itself write, with what the register of rows has left for each.</summary>
    public static void Outputs(KernelText text, Lanes lanes)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(lanes.Element, 0);
        if (plan.Has(Planning.Outputs.LogProbabilities))
        {
            if (plan.Has(Terms.Safe))
            {
                WriteShift(text, one, "shift", "max");
            }

            w.Write(Passes.LogProbabilities(plan).Call(
                text, lanes, [("logits", "at"), ("logProbabilities", "at")], [.. RowLogits.Arguments(plan), "logSum"]));
        }

        RowOutputs.WriteProbabilities(text, lanes, "inverse");
        RowTerms terms = new(text, one, areRows: false);
        if (plan.Has(Planning.Outputs.Gradient) && plan.PicksLabel)
        {
            RowBlockSteps.Label(text, one);
            RowOutputs.WriteLabelGradient(text, lanes, terms);
        }
        else if (plan.Has(Planning.Outputs.Gradient))
        {
            RowOutputs.WriteTargetGradient(text, lanes, terms.Share);
        }
    }

    private static void WriteShift(KernelText text, Lanes lanes, string name, string max)
    {
        if (!text.Plan.Has(Terms.Safe))
        {
            text.Writer.Write($"{lanes.Type} {name} = {max};");
            return;
        }

        text.Writer.Write("// A row of -inf alone has no maximum to shift it by.");
        string given = max;
        if (!lanes.IsScalar)
        {
            given = name.Replace("shift", "max");
            text.Writer.Write($"{lanes.Type} {given} = {max};");
        }

        text.Writer.Write($"{lanes.Type} {name} = {lanes.Select(lanes.EqualTo(given, lanes.NegativeInfinity), lanes.Zero, given)};");
    }

    /// <summary>Opens a loop over the pieces of a group, <c>i</c> the first row of one.</summary>
    private static CodeWriter.Block OpenPieces(KernelText text, int rows) => text.Writer.Open(
        $"for (nuint i = 0; i < {KernelText.Number(rows)}; i += {KernelText.Number(RowGroups.FewestRows(text.Plan))})");

    private static int[] Pieces(KernelText text) => Enumerable.Range(0, RowGroups.FewestRows(text.Plan)).ToArray();

    private static string Of(string what, int row) => what + KernelText.Number(row);

    /// <summary>The first row of the piece in that buffer.</summary>
    private static string Row(KernelText text, string buffer) =>
        text.Access.Element(buffer, $"at + (i * {KernelText.Number(BatchPlaces.RowStep(text.Plan))})");

    /// <summary>A place in a row of the piece.</summary>
    private static string Place(KernelText text, int row, string k) =>
        row == 0 ? k : $"{k} + {KernelText.Number(row * BatchPlaces.RowStep(text.Plan))}";
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The kernel's entry, <c>Run</c>, and the choice of a width. The constants that it asks are known when the code is
/// compiled for the machine, so that only one path remains.
/// </summary>
internal static class Entry
{
    /// <summary>The virtual lanes over which the losses of a part are summed.</summary>
    public const int TotalLanes = 16;

    /// <summary>The parameters of <c>Run</c>, in the order in which the user's method hands them over.</summary>
    public static IEnumerable<string> Parameters(KernelPlan plan)
    {
        var access = new Access(plan.Target);
        IEnumerable<string> parameters = RowsSignature.Buffers(plan)
            .Select(b => $"{access.BufferType(b.Element, b.Written)} {b.Name}")
            .Concat(RowsSignature.Numbers(plan).Select(n => $"{n.Type} {n.Name}"));
        if (RowsSignature.TakesCount(plan))
        {
            parameters = parameters.Append("int counted");
        }

        return plan.Batch > 0 ? parameters : parameters.Append("int rows");
    }

    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        string returns = plan.Has(Outputs.Total) ? "double" : "void";
        w.Write("/// <summary>Runs the kernel on buffers whose lengths and labels were checked before.</summary>");
        using (w.Open($"internal static {returns} Run({string.Join(", ", Parameters(plan))})"))
        {
            if (plan.Has(Terms.Parallel))
            {
                PartMethods.WriteAllParts(text);
            }
            else if (plan.Has(Outputs.Total))
            {
                WriteFixedRows(text);
                w.Write("double total = 0;");
                WriteTotal(text);
                w.Gap().Write("return total;");
            }
            else
            {
                WriteFixedRows(text);
                BatchParts.WriteWhole(text);
            }
        }

        if (plan.Has(Terms.Parallel))
        {
            w.Gap();
            PartMethods.Write(text);
        }

        if (plan.Widths.Count > 1)
        {
            w.Gap();
            WriteDispatch(text);
        }
    }

    private static void WriteTotal(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool mayBeAlone = text.Access.ByReference && !BatchPlaces.IsByImage(text.Plan);
        if (mayBeAlone && text.Plan.Batch * text.Plan.Shape.Spatial == 1)
        {
            WriteRange(text, "0", "rows", "total");
            return;
        }

        if (mayBeAlone && text.Plan.Batch == 0)
        {
            w.Write("// A row by itself needs no lanes to sum over, which would take longer than the row.");
            using (w.Open("if (rows == 1)"))
            {
                WriteRange(text, "0", "rows", "total");
                w.Write("return total;");
            }

            w.Gap();
        }

        string together = KernelText.Number(BatchParts.PartsTogether(text.Plan));
        WriteLanes(text, text.Plan.Shape.IsColumns && !BatchPlaces.IsByImage(text.Plan) && text.Plan.Batch == 0 && together != "1"
            ? $"Math.Min({BatchParts.Quotient("rows", Parts.RowsOf(text.Plan))}, {together})"
            : together);
        BatchParts.WriteEach(text, rows => AddParts(text, rows));
    }

    /// <summary>Declares the number of rows where it is fixed and so no parameter.</summary>
    public static void WriteFixedRows(KernelText text)
    {
        if (text.Plan.Batch > 0)
        {
            text.Writer.Write($"const int rows = {KernelText.Number(text.Plan.Batch * text.Plan.Shape.Spatial)};");
        }
    }

    /// <summary>Declares the virtual lanes of so many parts, where there are vectors.</summary>
    public static void WriteLanes(KernelText text, string parts)
    {
        if (text.Access.ByReference)
        {
            string factor = parts == "1" ? "" : parts + " * ";
            text.Writer.Write($"Span<double> lanes = stackalloc double[{factor}{KernelText.Number(TotalLanes)}];");
        }
    }

    /// <summary>Writes what clears the lanes and lets a part of the batch add to them; gives the expression of their sum.</summary>
    public static string WritePart(KernelText text, Action rows)
    {
        bool lanes = text.Access.ByReference;
        text.Writer.Write(lanes ? "lanes.Clear();" : "double partial = 0;");
        rows();
        return lanes ? text.Call(Helper.SumOfLanes, "lanes") : "partial";
    }

    /// <summary>Writes what adds to the total a part of the batch, or the parts that are run at once, each with lanes of its own.</summary>
    public static void AddParts(KernelText text, Action rows)
    {
        CodeWriter w = text.Writer;
        if (BatchParts.PartsTogether(text.Plan) == 1)
        {
            w.Write($"total += {WritePart(text, rows)};");
            return;
        }

        string count = KernelText.Number(TotalLanes);
        w.Write("lanes.Clear();");
        rows();
        using (w.Open($"for (int first = 0; first < lanes.Length; first += {count})"))
        {
            w.Write($"total += {text.Call(Helper.SumOfLanes, $"lanes.Slice(first, {count})")};");
        }
    }

    /// <summary>Writes what runs the rows from one to before another.</summary>
    public static void WriteRange(KernelText text, string row, string end) =>
        WriteRange(text, row, end, text.Access.ByReference ? "lanes[0]" : "partial");

    private static void WriteRange(KernelText text, string row, string end, string sum)
    {
        CodeWriter w = text.Writer;
        string method = text.Plan.Widths.Count > 1 ? "Rows" : "RowsScalar";
        w.Write($"{method}({RowsSignature.EntryArguments(text, row, end, sum)});");
        if (ClearIgnored.IsConditional(text.Plan))
        {
            using (w.Open("if (counted < rows)"))
            {
                w.Write(ClearIgnored.Call(text, row, end));
            }
        }
        else if (ClearIgnored.Applies(text.Plan))
        {
            w.Write(ClearIgnored.Call(text, row, end));
        }
    }

    /// <summary>The scalar path, asked only for rows where it would get a buffer for none.</summary>
    private static void WriteRest(KernelText text, string call)
    {
        if (text.Plan.Strategy != Strategy.BlocksInLanes || !text.Plan.Shape.IsColumns)
        {
            text.Writer.Write(call);
            return;
        }

        using (text.Writer.Open("if (row < end)"))
        {
            text.Writer.Write(call);
        }
    }

    private static void WriteDispatch(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool leavesRest = text.Plan.Strategy is Strategy.RowsInLanes or Strategy.ColumnsInLanes
            || (text.Plan.Strategy == Strategy.BlocksInLanes && text.Plan.Shape.IsColumns);
        w.Write(leavesRest
            ? "// The widest registers first; each width takes the rows that the one before it has left."
            : text.Plan.Strategy == Strategy.RowsTogether
            ? "// Groups of rows, and the rows that are left one by one, in the widest registers that the machine has."
            : text.Plan.Strategy == Strategy.BlocksInLanes
            ? "// Blocks of rows in the widest registers first; the rows that are left one by one in the widest that the machine has."
            : "// In the widest registers that the machine has.");
        using (w.Open($"private static void Rows({RowsSignature.Parameters(text)})"))
        {
            string arguments = RowsSignature.Arguments(text, "row", "end");
            RowBlockFrame.WriteCalls(text, arguments);
            RowGroupFrame.WriteCalls(text, arguments);
            foreach (int bits in text.Plan.Widths)
            {
                var lanes = new Lanes(text.Plan.Element, bits);
                string call = $"Rows{KernelText.Suffix(lanes)}({arguments});";
                if (lanes.IsScalar)
                {
                    WriteRest(text, call);
                    continue;
                }

                // A call that finds too few rows would still clear its buffer.
                string enough = leavesRest ? $" && end - row >= {KernelText.Number(lanes.Count)}" : "";
                using (w.Open($"if ({lanes.Vector}.IsHardwareAccelerated{enough})"))
                {
                    w.Write(leavesRest ? "row = " + call : call);
                    if (!leavesRest)
                    {
                        w.Write("return;");
                    }
                }

                w.Gap();
            }
        }
    }
}

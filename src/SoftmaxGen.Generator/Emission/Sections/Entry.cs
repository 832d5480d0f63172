using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The kernel's entry, <c>Run</c>, and the choice of a width. The constants that it asks are known when the code is
/// compiled for the machine, so that only one path remains.
/// </summary>
internal static class Entry
{
    /// <summary>
    /// The rows whose losses are summed before they join the total: a two-level tree, whose error does not grow with N.
    /// </summary>
    private const int ChunkRows = 1024;

    /// <summary>The virtual lanes over which the losses of a chunk are summed.</summary>
    private const int TotalLanes = 16;

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
            if (plan.Batch > 0)
            {
                w.Write($"const int rows = {KernelText.Number(plan.Batch * plan.Shape.Spatial)};");
            }

            if (plan.Has(Outputs.Total))
            {
                WriteTotal(text);
            }
            else
            {
                WriteAll(text);
            }
        }

        if (text.Plan.Widths.Count > 1)
        {
            w.Gap();
            WriteDispatch(text);
        }
    }

    private static void WriteTotal(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool lanes = text.Access.ByReference;
        w.Write("double total = 0;");
        if (lanes)
        {
            w.Write($"Span<double> lanes = stackalloc double[{KernelText.Number(TotalLanes)}];");
        }

        if (!BatchPlaces.IsByImage(text.Plan))
        {
            WriteChunks(text, "0", "rows");
        }
        else
        {
            WriteImages(text, () => WriteChunks(text, First(text), Last(text)));
        }

        w.Gap().Write("return total;");
    }

    private static void WriteChunks(KernelText text, string first, string last)
    {
        CodeWriter w = text.Writer;
        bool lanes = text.Access.ByReference;
        string chunk = KernelText.Number(ChunkRows);
        using (w.Open($"for (int start = {first}; start < {last}; start += {chunk})"))
        {
            w.Write($"int end = Math.Min({last}, start + {chunk});");
            w.Write(lanes ? "lanes.Clear();" : "double partial = 0;");
            WriteRange(text, "start", "end");
            w.Write($"total += {(lanes ? text.Call(Helper.SumOfLanes, "lanes") : "partial")};");
        }
    }

    private static void WriteAll(KernelText text)
    {
        if (!BatchPlaces.IsByImage(text.Plan))
        {
            WriteRange(text, "0", "rows");
        }
        else
        {
            WriteImages(text, () => WriteRange(text, First(text), Last(text)));
        }
    }

    private static void WriteImages(KernelText text, Action body)
    {
        text.Writer.Write("// Image by image: the positions of one are rows, whose classes lie a whole image apart.");
        using (text.Writer.Open($"for (int plane = 0; plane < rows / {KernelText.Number(text.Plan.Shape.Spatial)}; plane++)"))
        {
            body();
        }
    }

    /// <summary>The first row of the present image.</summary>
    private static string First(KernelText text) =>
        text.Access.ByReference ? "0" : "plane * " + KernelText.Number(text.Plan.Shape.Spatial);

    /// <summary>Behind its last row.</summary>
    private static string Last(KernelText text) => text.Access.ByReference
        ? KernelText.Number(text.Plan.Shape.Spatial)
        : "(plane + 1) * " + KernelText.Number(text.Plan.Shape.Spatial);

    private static void WriteRange(KernelText text, string row, string end)
    {
        CodeWriter w = text.Writer;
        string method = text.Plan.Widths.Count > 1 ? "Rows" : "RowsScalar";
        w.Write($"{method}({RowsSignature.EntryArguments(text, row, end)});");
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

    private static void WriteDispatch(KernelText text)
    {
        CodeWriter w = text.Writer;
        bool leavesRest = text.Plan.Strategy is Strategy.RowsInLanes or Strategy.ColumnsInLanes;
        w.Write(leavesRest
            ? "// The widest registers first; each width takes the rows that the one before it has left."
            : "// In the widest registers that the machine has.");
        using (w.Open($"private static void Rows({RowsSignature.Parameters(text)})"))
        {
            string arguments = RowsSignature.Arguments(text, "row", "end");
            foreach (int bits in text.Plan.Widths)
            {
                var lanes = new Lanes(text.Plan.Element, bits);
                string call = $"Rows{KernelText.Suffix(lanes)}({arguments});";
                if (lanes.IsScalar)
                {
                    w.Write(call);
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

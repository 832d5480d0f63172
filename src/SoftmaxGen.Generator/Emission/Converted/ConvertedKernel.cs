using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>
/// The entry of a kernel whose elements are stored as Half: block by block it converts them to float, runs the kernel for
/// float, and converts back what that one has written.
/// </summary>
internal static class ConvertedKernel
{
    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Scratch scratch = new(plan);
        BlockMoves moves = new(text, scratch);
        string returns = plan.Has(Outputs.Total) ? "double" : "void";
        w.Write("/// <summary>Runs the kernel on buffers whose lengths and labels were checked before.</summary>");
        using (w.Open($"internal static {returns} Run({string.Join(", ", Entry.Parameters(plan))})"))
        {
            if (plan.Has(Terms.Parallel))
            {
                PartMethods.WriteAllParts(text);
            }
            else
            {
                Entry.WriteFixedRows(text);
                WriteScratch(text, scratch, moves, "rows", () => WriteWhole(text, scratch, moves));
            }
        }

        if (plan.Has(Terms.Parallel))
        {
            w.Gap();
            WriteParts(text, scratch, moves);
        }

        moves.WriteMethods();
    }

    private static void WriteParts(KernelText text, Scratch scratch, BlockMoves moves)
    {
        string size = KernelText.Number(moves.RowsOfPart);
        PartMethods.Write(text, BatchParts.Quotient("rows", moves.RowsOfPart), () =>
        {
            Entry.WriteFixedRows(text);
            text.Writer.Write($"int start = part * {size};");
            text.Writer.Write($"int end = Math.Min(rows, start + {size});");
            WriteScratch(text, scratch, moves, "end - start", () =>
            {
                bool returns = text.Plan.Has(Outputs.Total);
                text.Writer.Write(returns ? "double total = 0;" : "");
                WriteBlocks(text, scratch, moves, "start", "end", returns ? "total" : "");
                text.Writer.Gap().Write(returns ? "return total;" : "");
            });
        });
    }

    /// <summary>Declares the memory that the numbers of so many rows wait in, around what uses it.</summary>
    private static void WriteScratch(KernelText text, Scratch scratch, BlockMoves moves, string rows, Action body)
    {
        CodeWriter w = text.Writer;
        string length = BlockMoves.Times("most", scratch.PerRow) + (scratch.Fixed > 0 ? $" + {KernelText.Number(scratch.Fixed)}" : "");
        w.Write("// The rows of a block, and its numbers as floats.");
        w.Write($"int most = Math.Min({rows}, {KernelText.Number(moves.RowsOfBlock)});");
        if (!scratch.IsRented)
        {
            w.Write($"Span<float> scratch = stackalloc float[{length}];");
            WriteSpans(text, scratch);
            body();
            return;
        }

        string pool = KernelText.Pool("float");
        w.Write($"float[] rented = {pool}.Rent({length});");
        using (w.Open("try"))
        {
            w.Write("Span<float> scratch = rented;");
            WriteSpans(text, scratch);
            body();
        }

        using (w.Open("finally"))
        {
            w.Write($"{pool}.Return(rented);");
        }
    }

    /// <summary>All rows on one thread. A total is summed as where threads take its parts: part by part.</summary>
    private static void WriteWhole(KernelText text, Scratch scratch, BlockMoves moves)
    {
        CodeWriter w = text.Writer;
        if (!text.Plan.Has(Outputs.Total))
        {
            WriteBlocks(text, scratch, moves, "0", "rows", "");
            return;
        }

        w.Write("double total = 0;");
        if (moves.RowsOfPart == moves.RowsOfBlock && !moves.SplitsImages)
        {
            WriteBlocks(text, scratch, moves, "0", "rows", "total");
        }
        else
        {
            string size = KernelText.Number(moves.RowsOfPart);
            using (w.Open($"for (int start = 0; start < rows; start += {size})"))
            {
                w.Write($"int end = Math.Min(rows, start + {size});");
                w.Write("double partial = 0;");
                WriteBlocks(text, scratch, moves, "start", "end", "partial");
                w.Gap().Write("total += partial;");
            }
        }

        w.Gap().Write("return total;");
    }

    /// <summary>The loop over the blocks of the rows from one to before another.</summary>
    private static void WriteBlocks(KernelText text, Scratch scratch, BlockMoves moves, string first, string last, string total)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        if (moves.SplitsImages)
        {
            w.Write("int count;");
        }

        using (w.Open($"for (int row = {first}; row < {last}; row += {(moves.SplitsImages ? "count" : "most")})"))
        {
            string spatial = KernelText.Number(plan.Shape.Spatial);
            string rest = $"Math.Min(most, {last} - row)";
            w.Write(moves.SplitsImages
                ? $"count = Math.Min({rest}, {spatial} - row % {spatial});"
                : $"int count = {rest};");
            w.WriteEach(Converted(scratch).Where(part => part.IsRead), moves.Load);
            w.Write($"{(total.Length > 0 ? total + " += " : "")}{plan.Calls[0].Name}.Run({string.Join(", ", Arguments(plan, scratch, moves))});");
            w.WriteEach(Converted(scratch).Where(part => part.Buffer.Written), moves.Store);
        }
    }

    /// <summary>The parts that are converted in each block.</summary>
    private static IEnumerable<ScratchPart> Converted(Scratch scratch) =>
        scratch.Parts.Where(part => !part.IsLabels && part.Shape != BufferShape.PerClass);

    private static void WriteSpans(KernelText text, Scratch scratch)
    {
        int classes = text.Plan.Classes;
        int before = 0;
        foreach (ScratchPart part in scratch.Own.OrderBy(part => part.Shape == BufferShape.PerClass ? 0 : 1))
        {
            int perRow = part.PerRow(classes);
            string from = BlockMoves.Times("most", before) + (scratch.Fixed > 0 ? $" + {KernelText.Number(scratch.Fixed)}" : "");
            text.Writer.Write(part.Shape == BufferShape.PerClass
                ? $"Span<float> {part.Name} = scratch.Slice(0, {KernelText.Number(classes)});"
                : before == 0 && scratch.Fixed == 0
                    ? $"Span<float> {part.Name} = scratch.Slice(0, {BlockMoves.Times("most", perRow)});"
                    : $"Span<float> {part.Name} = scratch.Slice({(before == 0 ? KernelText.Number(scratch.Fixed) : from)}, {BlockMoves.Times("most", perRow)});");
            before += perRow;
        }

        text.Writer.WriteEach(
            scratch.Own.Where(part => part.Shape == BufferShape.PerClass),
            part => text.Call(Helper.ToSingle, part.Buffer.Name, part.Name) + ";");
    }

    private static IEnumerable<string> Arguments(KernelPlan plan, Scratch scratch, BlockMoves moves)
    {
        foreach (ScratchPart part in scratch.Parts)
        {
            yield return part.IsLabels ? moves.Source(part) : moves.BlockOf(part);
        }

        foreach ((string _, string name) in RowsSignature.Numbers(plan))
        {
            yield return name;
        }

        if (RowsSignature.TakesCount(plan))
        {
            yield return RowsSignature.CountOfBlock;
        }

        yield return "count";
    }
}

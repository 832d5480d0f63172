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
            if (plan.Batch > 0)
            {
                w.Write($"const int rows = {KernelText.Number(plan.Batch * plan.Shape.Spatial)};");
            }

            WriteBody(text, scratch, moves);
        }

        moves.WriteMethods();
    }

    private static void WriteBody(KernelText text, Scratch scratch, BlockMoves moves)
    {
        CodeWriter w = text.Writer;
        int spatial = text.Plan.Shape.Spatial;
        int rows = moves.HoldsImages ? scratch.Rows / spatial * spatial : scratch.Rows;
        string length = BlockMoves.Times("most", scratch.PerRow) + (scratch.Fixed > 0 ? $" + {KernelText.Number(scratch.Fixed)}" : "");
        w.Write("// The rows of a block, and its numbers as floats.");
        w.Write($"int most = Math.Min(rows, {KernelText.Number(rows)});");
        if (!scratch.IsRented)
        {
            w.Write($"Span<float> scratch = stackalloc float[{length}];");
            WriteBlocks(text, scratch, moves);
            return;
        }

        const string Pool = "global::System.Buffers.ArrayPool<float>.Shared";
        w.Write($"float[] rented = {Pool}.Rent({length});");
        using (w.Open("try"))
        {
            w.Write("Span<float> scratch = rented;");
            WriteBlocks(text, scratch, moves);
        }

        using (w.Open("finally"))
        {
            w.Write($"{Pool}.Return(rented);");
        }
    }

    private static void WriteBlocks(KernelText text, Scratch scratch, BlockMoves moves)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        WriteSpans(text, scratch);
        foreach (ScratchPart part in scratch.Own.Where(part => part.Shape == BufferShape.PerClass))
        {
            w.Write(text.Call(Helper.ToSingle, part.Buffer.Name, part.Name) + ";");
        }

        bool returns = plan.Has(Outputs.Total);
        if (returns)
        {
            w.Write("double total = 0;");
        }

        if (moves.SplitsImages)
        {
            w.Write("int count;");
        }

        using (w.Open($"for (int row = 0; row < rows; row += {(moves.SplitsImages ? "count" : "most")})"))
        {
            string spatial = KernelText.Number(plan.Shape.Spatial);
            w.Write(moves.SplitsImages
                ? $"count = Math.Min(most, {spatial} - row % {spatial});"
                : "int count = Math.Min(most, rows - row);");
            w.WriteEach(Converted(scratch).Where(part => part.IsRead), moves.Load);
            w.Write($"{(returns ? "total += " : "")}{plan.Calls[0].Name}.Run({string.Join(", ", Arguments(plan, scratch, moves))});");
            w.WriteEach(Converted(scratch).Where(part => part.Buffer.Written), moves.Store);
        }

        if (returns)
        {
            w.Gap().Write("return total;");
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

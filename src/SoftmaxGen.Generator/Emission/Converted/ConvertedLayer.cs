using SoftmaxGen.Generator.Emission.Linear;
using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>
/// A linear layer whose elements are stored as Half: the weights are converted to float once, the inputs block by block, and
/// the kernel for float runs on each block. The sums over the batch stay floats until the last block has been added.
/// </summary>
internal sealed class ConvertedLayer(KernelText text)
{
    private static readonly string Pool = KernelText.Pool("float");

    private readonly KernelPlan plan = text.Plan;
    private readonly CodeWriter w = text.Writer;
    private readonly LayerPart[] parts = LayerPart.Of(text.Plan).ToArray();

    private string Rows { get; } = KernelText.Number(LinearParts.BlockRows);

    private string Inner { get; } = text.Plan.Calls[0].Name;

    public static void Write(KernelText text) => new ConvertedLayer(text).Write();

    private void Write()
    {
        bool total = plan.Has(Outputs.Total);
        w.Write("/// <summary>Runs the kernel on buffers whose lengths and labels were checked before.</summary>");
        using (w.Open($"internal static {(total ? "double" : "void")} Run({string.Join(", ", Entry.Parameters(plan))})"))
        {
            Entry.WriteFixedRows(text);
            WriteRented(parts, WriteBlocks);
        }

        if (plan.Has(Terms.Parallel))
        {
            w.Gap();
            ConvertedTasks.Write(text, parts);
        }

        if (plan.Has(Terms.Throw))
        {
            w.Gap();
            WriteFiniteCheck();
        }
    }

    /// <summary>Rents an array for each part, around what uses them.</summary>
    private void WriteRented(IReadOnlyList<LayerPart> rented, Action body)
    {
        w.Write($"int most = Math.Min(rows, {Rows});");
        w.WriteEach(rented, part => $"float[] {part.Buffer.Name}Rented = {Pool}.Rent({part.Length("most")});");
        using (w.Open("try"))
        {
            w.WriteEach(rented, part => $"Span<float> {part.Floats} = new Span<float>({part.Buffer.Name}Rented, 0, {part.Length("most")});");
            body();
        }

        using (w.Open("finally"))
        {
            w.WriteEach(rented, part => $"{Pool}.Return({part.Buffer.Name}Rented);");
        }
    }

    private void WriteBlocks()
    {
        bool total = plan.Has(Outputs.Total);
        w.WriteEach(parts.Where(part => !part.IsOfRows), part => part.IsRead ? Load(part) : $"{part.Floats}.Clear();");
        w.Write(total ? "double total = 0;" : "");
        using (w.Open($"for (int row = 0; row < rows; row += {Rows})"))
        {
            w.Write($"int count = Math.Min(rows - row, {Rows});");
            w.WriteEach(parts.Where(part => part.IsOfRows && part.IsRead), Load);
            IEnumerable<string> arguments = RowsSignature.Buffers(plan).Select(BlockOf)
                .Concat(RowsSignature.Numbers(plan).Select(number => number.Name))
                .Concat(RowsSignature.TakesCount(plan) ? [RowsSignature.CountOfBlock] : Array.Empty<string>())
                .Append("count");
            w.Write($"{(total ? "total += " : "")}{Inner}.Run({string.Join(", ", arguments)});");
            w.WriteEach(parts.Where(part => part.IsOfRows && part.Buffer.Written), Store);
        }

        w.Gap();
        w.WriteEach(parts.Where(part => !part.IsOfRows && part.Buffer.Written), Store);
        w.Write(total ? "return total;" : "");
    }

    /// <summary>What the kernel for float is given for a buffer.</summary>
    private string BlockOf(RowsSignature.Buffer buffer) =>
        parts.FirstOrDefault(part => part.Buffer == buffer)?.Block ?? $"{buffer.Name}.Slice(row, count)";

    private string Load(LayerPart part) => text.Call(Helper.ToSingle, Source(part), part.Floats) + ";";

    private string Store(LayerPart part) => text.Call(Helper.ToHalf, part.Block, Source(part)) + ";";

    /// <summary>The present block's part of a user's buffer.</summary>
    private static string Source(LayerPart part) =>
        part.IsOfRows ? part.Slice(part.Buffer.Name, "row", "count") : part.Buffer.Name;

    private void WriteFiniteCheck()
    {
        LayerPart[] read = parts.Where(part => LinearFiniteCheck.Buffers(plan).Contains(part.Buffer.Name)).ToArray();
        IEnumerable<string> parameters = read.Select(part => $"ReadOnlySpan<Half> {part.Buffer.Name}");
        w.Write("/// <summary>Every logit must be finite: names the first one that is not.</summary>");
        using (w.Open($"internal static void RequireFinite({string.Join(", ", parameters)}, int rows)"))
        {
            WriteRented(read, () =>
            {
                w.WriteEach(read.Where(part => !part.IsOfRows), Load);
                using (w.Open($"for (int row = 0; row < rows; row += {Rows})"))
                {
                    w.Write($"int count = Math.Min(rows - row, {Rows});");
                    w.WriteEach(read.Where(part => part.IsOfRows), Load);
                    w.Write($"{Inner}.RequireFinite({string.Join(", ", read.Select(part => BlockOf(part.Buffer)))}, count, row);");
                }
            });
        }
    }
}

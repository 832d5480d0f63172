using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Converted;

/// <summary>
/// How the elements of a block are found in a batch: in one piece where rows lie without gaps, otherwise row by row, or class
/// by class, by methods of the kernel. A block of columns lies class by class itself.
/// </summary>
internal sealed class BlockMoves(KernelText text, Scratch scratch)
{
    private readonly BatchShape shape = text.Plan.Shape;
    private readonly string classes = KernelText.Number(text.Plan.Classes);
    private readonly string spatial = KernelText.Number(text.Plan.Shape.Spatial);
    private readonly string image = KernelText.Number(text.Plan.Classes * text.Plan.Shape.Spatial);

    /// <summary>Whether a block may hold several images, which are then whole.</summary>
    public bool HoldsImages => shape.Layout == BatchLayoutKind.ChannelsFirst && shape.Spatial <= scratch.Rows;

    /// <summary>Whether a block is a part of an image.</summary>
    public bool SplitsImages => shape.Layout == BatchLayoutKind.ChannelsFirst && !HoldsImages;

    /// <summary>The most rows of a block; of images that it holds, whole ones.</summary>
    public int RowsOfBlock => HoldsImages ? scratch.Rows / shape.Spatial * shape.Spatial : scratch.Rows;

    /// <summary>The rows of a part, which a thread takes, and whose losses join the total together: blocks of about as many rows as where nothing is converted.</summary>
    public int RowsOfPart => Math.Max(1, Parts.RowsOf(text.Plan) / RowsOfBlock) * RowsOfBlock;

    private bool IsInOnePiece => !text.Plan.Calls[0].Shape.IsColumns && shape.RowStride == 0;

    /// <summary>A statement that converts the elements of a block.</summary>
    public string Load(ScratchPart part) => IsMoved(part)
        ? $"Load({part.Buffer.Name}, {part.Name}, row, count{Rows});"
        : text.Call(Helper.ToSingle, Source(part), part.Name) + ";";

    /// <summary>A statement that converts back what was computed.</summary>
    public string Store(ScratchPart part) => IsMoved(part)
        ? $"Store({part.Name}, {part.Buffer.Name}, row, count{Rows});"
        : text.Call(Helper.ToHalf, BlockOf(part), Source(part)) + ";";

    /// <summary>The part of a span that the present block takes up.</summary>
    public string BlockOf(ScratchPart part) => part.Shape == BufferShape.PerClass
        ? part.Name
        : $"{part.Name}.Slice(0, {Times("count", part.PerRow(text.Plan.Classes))})";

    /// <summary>The present block's part of a user's buffer that lies in one piece.</summary>
    public string Source(ScratchPart part)
    {
        int perRow = part.IsLabels ? 1 : part.PerRow(text.Plan.Classes);
        return $"{part.Buffer.Name}.Slice({Times("row", perRow)}, {Times("count", perRow)})";
    }

    /// <summary>Writes the methods that find the pieces, where they are called.</summary>
    public void WriteMethods()
    {
        if (scratch.Parts.Any(part => IsMoved(part) && part.IsRead))
        {
            text.Writer.Gap().Write("// Converts the elements of a block from where they lie in the batch.");
            Write("Load", "ReadOnlySpan<Half> batch, Span<float> block", (at, to, count) =>
                text.Call(Helper.ToSingle, $"batch.Slice({at}, {count})", $"block.Slice({to}, {count})"));
        }

        if (scratch.Parts.Any(part => IsMoved(part) && part.Buffer.Written))
        {
            text.Writer.Gap().Write("// Converts the elements of a block back to where they lie in the batch.");
            Write("Store", "ReadOnlySpan<float> block, Span<Half> batch", (at, to, count) =>
                text.Call(Helper.ToHalf, $"block.Slice({to}, {count})", $"batch.Slice({at}, {count})"));
        }
    }

    /// <summary>Such a multiple of a variable.</summary>
    public static string Times(string variable, int factor) =>
        factor == 1 ? variable : $"{variable} * {KernelText.Number(factor)}";

    private string Rows => shape.Layout == BatchLayoutKind.ClassMajor ? ", rows" : "";

    private bool IsMoved(ScratchPart part) => part.Shape == BufferShape.Full && !IsInOnePiece;

    private void Write(string name, string spans, Func<string, string, string, string> move)
    {
        CodeWriter w = text.Writer;
        string rows = Rows.Length > 0 ? ", int rows" : "";
        using (w.Open($"private static void {name}({spans}, int row, int count{rows})"))
        {
            if (shape.RowStride > 0)
            {
                using (w.Open("for (int i = 0; i < count; i++)"))
                {
                    w.Write(move($"(row + i) * {KernelText.Number(shape.RowStride)}", $"i * {classes}", classes) + ";");
                }

                return;
            }

            if (HoldsImages)
            {
                using (w.Open($"for (int i = 0; i < count; i += {spatial})"))
                using (w.Open($"for (int k = 0; k < {classes}; k++)"))
                {
                    w.Write(move($"(row + i) * {classes} + k * {spatial}", "k * count + i", spatial) + ";");
                }

                return;
            }

            if (SplitsImages)
            {
                w.Write($"int at = row / {spatial} * {image} + row % {spatial};");
            }

            using (w.Open($"for (int k = 0; k < {classes}; k++)"))
            {
                w.Write(move(SplitsImages ? $"at + k * {spatial}" : "k * rows + row", "k * count", "count") + ";");
            }
        }
    }
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// Loops over a batch by <see cref="Parts"/>. A batch of images is run image by image: its parts are those of an image, or
/// some small images together.
/// </summary>
internal static class BatchParts
{
    /// <summary>How many parts an image has.</summary>
    public static int PartsOfImage(KernelPlan plan) => (plan.Shape.Spatial - 1) / Parts.RowsOf(plan) + 1;

    /// <summary>How many images make a part; 1 where an image is one part or more.</summary>
    public static int ImagesOfPart(KernelPlan plan) => Math.Max(1, Parts.RowsOf(plan) / plan.Shape.Spatial);

    /// <summary>
    /// How many parts, of an image or of a batch of columns, are run at once where one thread does all: as many as a chunk holds. The
    /// losses of each are still summed by themselves.
    /// </summary>
    public static int PartsTogether(KernelPlan plan)
    {
        if (plan.Strategy != Strategy.BlocksInLanes || !plan.Shape.IsColumns)
        {
            return 1;
        }

        int rows = BatchPlaces.IsByImage(plan) ? plan.Shape.Spatial : plan.Batch == 0 ? int.MaxValue : plan.Batch;
        int parts = (rows - 1) / Parts.RowsOf(plan) + 1;
        return Math.Max(1, Math.Min(parts, ColumnBlockFrame.RowsOfChunk(plan) / Parts.RowsOf(plan)));
    }

    /// <summary>Writes what runs the rows of the whole batch.</summary>
    public static void WriteWhole(KernelText text)
    {
        if (BatchPlaces.IsByImage(text.Plan))
        {
            WriteImages(text, "0", Images(text), () => Entry.WriteRange(text, First(text), Last(text)));
        }
        else
        {
            Entry.WriteRange(text, "0", "rows");
        }
    }

    /// <summary>Writes a loop over the parts of the batch; its body is given what writes the rows of a part.</summary>
    public static void WriteEach(KernelText text, Action<Action> body)
    {
        void WriteImage() => body(() => Entry.WriteRange(text, First(text), Last(text)));

        if (!BatchPlaces.IsByImage(text.Plan))
        {
            WriteParts(text, "0", "rows", body);
        }
        else if (PartsOfImage(text.Plan) > 1)
        {
            WriteImages(text, "0", Images(text), () => WriteParts(text, First(text), Last(text), body));
        }
        else if (ImagesOfPart(text.Plan) == 1)
        {
            WriteImages(text, "0", Images(text), WriteImage);
        }
        else
        {
            string count = KernelText.Number(ImagesOfPart(text.Plan));
            using (text.Writer.Open($"for (int image = 0; image < {Images(text)}; image += {count})"))
            {
                text.Writer.Write($"int stop = Math.Min({Images(text)}, image + {count});");
                body(() => WriteImages(text, "image", "stop", () => Entry.WriteRange(text, First(text), Last(text))));
            }
        }
    }

    /// <summary>Writes the rows of the part that has the number <c>part</c>.</summary>
    public static void WriteOne(KernelText text)
    {
        CodeWriter w = text.Writer;
        KernelPlan plan = text.Plan;
        string size = KernelText.Number(Parts.RowsOf(plan));
        if (!BatchPlaces.IsByImage(plan))
        {
            w.Write($"int start = part * {size};");
            w.Write($"int end = Math.Min(rows, start + {size});");
            Entry.WriteRange(text, "start", "end");
        }
        else if (PartsOfImage(plan) > 1)
        {
            string parts = KernelText.Number(PartsOfImage(plan));
            string shift = text.Access.ByReference ? "" : $"{First(text)} + ";
            w.Write($"int plane = part / {parts};");
            w.Write($"int start = {shift}part % {parts} * {size};");
            w.Write($"int end = Math.Min({Last(text)}, start + {size});");
            Entry.WriteRange(text, "start", "end");
        }
        else if (ImagesOfPart(plan) == 1)
        {
            w.Write("int plane = part;");
            Entry.WriteRange(text, First(text), Last(text));
        }
        else
        {
            string count = KernelText.Number(ImagesOfPart(plan));
            w.Write($"int image = part * {count};");
            w.Write($"int stop = Math.Min({Images(text)}, image + {count});");
            WriteImages(text, "image", "stop", () => Entry.WriteRange(text, First(text), Last(text)));
        }
    }

    /// <summary>The expression for the number of parts.</summary>
    public static string Count(KernelPlan plan)
    {
        string images = $"rows / {KernelText.Number(plan.Shape.Spatial)}";
        return !BatchPlaces.IsByImage(plan) ? Quotient("rows", Parts.RowsOf(plan))
            : PartsOfImage(plan) > 1 ? $"{images} * {KernelText.Number(PartsOfImage(plan))}"
            : ImagesOfPart(plan) == 1 ? images
            : Quotient(images, ImagesOfPart(plan));
    }

    /// <summary>How many parts of a size there are; no batch is so large that the sum overflows: it has two classes at least.</summary>
    public static string Quotient(string count, int size) =>
        size == 1 ? count : $"({count} + {KernelText.Number(size - 1)}) / {KernelText.Number(size)}";

    private static void WriteParts(KernelText text, string first, string last, Action<Action> body)
    {
        string size = KernelText.Number(Parts.RowsOf(text.Plan) * PartsTogether(text.Plan));
        using (text.Writer.Open($"for (int start = {first}; start < {last}; start += {size})"))
        {
            text.Writer.Write($"int end = Math.Min({last}, start + {size});");
            body(() => Entry.WriteRange(text, "start", "end"));
        }
    }

    private static void WriteImages(KernelText text, string first, string last, Action body)
    {
        text.Writer.Write("// Image by image: the positions of one are rows, whose classes lie a whole image apart.");
        using (text.Writer.Open($"for (int plane = {first}; plane < {last}; plane++)"))
        {
            body();
        }
    }

    private static string Images(KernelText text) => $"rows / {KernelText.Number(text.Plan.Shape.Spatial)}";

    /// <summary>The first row of the present image.</summary>
    private static string First(KernelText text) =>
        text.Access.ByReference ? "0" : "plane * " + KernelText.Number(text.Plan.Shape.Spatial);

    /// <summary>Behind its last row.</summary>
    private static string Last(KernelText text) => text.Access.ByReference
        ? KernelText.Number(text.Plan.Shape.Spatial)
        : "(plane + 1) * " + KernelText.Number(text.Plan.Shape.Spatial);
}

using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The loop over blocks of rows and their scratch memory: on the stack where it is short, else rented. Without spans
/// there are no parts of an array, and the whole batch is one block.
/// </summary>
internal static class LinearBlocks
{
    /// <summary>Writes the loop: <c>start</c> is a block's first row, <c>count</c> its rows, <c>block</c> its logits.</summary>
    public static void Write(KernelText text, Action body)
    {
        CodeWriter w = text.Writer;
        string classes = KernelText.Number(text.Plan.Classes);
        string most = KernelText.Number(PanelShape.BlockRows);
        if (!text.Plan.Target.Spans)
        {
            w.Write("int count = rows;");
            w.Write($"{text.Scalar}[] block = new {text.Scalar}[rows * {classes}];");
            body();
            return;
        }

        if (!text.Access.ByReference)
        {
            w.Write($"{text.Scalar}[] scratch = new {text.Scalar}[Math.Min(rows, {most}) * {classes}];");
            WriteLoop(text, body);
            return;
        }

        string stack = KernelText.Number(PanelShape.StackElements(text.Plan));
        w.Write(
            $"""
            int length = Math.Min(rows, {most}) * {classes}{Slack(text.Plan)};
            {text.Scalar}[]? rented = null;
            Span<{text.Scalar}> scratch = length <= {stack}
                ? stackalloc {text.Scalar}[length]
                : (rented = {KernelText.Pool(text.Scalar)}.Rent(length));
            """);
        using (w.Open("try"))
        {
            WriteLoop(text, body);
        }

        using (w.Open("finally"))
        using (w.Open("if (rented is not null)"))
        {
            w.Write($"{KernelText.Pool(text.Scalar)}.Return(rented);");
        }
    }

    /// <summary>A buffer of a product, from the present block on.</summary>
    public static string Buffer(KernelText text, string name) => name switch
    {
        "inputs" or "inputGradient" => Slice(text, name, text.Plan.Features),
        "logits" or "gradient" => "block",
        "labels" => Slice(text, name, 1),
        _ => name,
    };

    /// <summary>The block's part of a buffer with so many elements a row.</summary>
    public static string Slice(KernelText text, string name, int elements)
    {
        string times = elements == 1 ? "" : " * " + KernelText.Number(elements);
        return text.Plan.Target.Spans ? $"{name}.Slice(start{times}, count{times})" : name;
    }

    private static void WriteLoop(KernelText text, Action body)
    {
        CodeWriter w = text.Writer;
        string most = KernelText.Number(PanelShape.BlockRows);
        using (w.Open($"for (int start = 0; start < rows; start += {most})"))
        {
            w.Write($"int count = Math.Min(rows - start, {most});");
            string length = $"count * {KernelText.Number(text.Plan.Classes)}";
            w.Write(text.Access.ByReference
                ? $"Span<{text.Scalar}> block = scratch.Slice(0, {length});"
                : $"Span<{text.Scalar}> block = new Span<{text.Scalar}>(scratch, 0, {length});");
            body();
        }
    }

    /// <summary>Room behind the last row for a whole panel's registers, where a row is shorter than that.</summary>
    public static int SlackOf(KernelPlan plan) =>
        Math.Max(0, PanelShape.Columns(new Lanes(plan.Element, 512)) - plan.Classes);

    private static string Slack(KernelPlan plan) => SlackOf(plan) > 0 ? " + " + KernelText.Number(SlackOf(plan)) : "";
}

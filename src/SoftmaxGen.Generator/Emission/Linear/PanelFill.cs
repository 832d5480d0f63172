using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The methods that lay a panel out, at one width: copied row by row, or transposed. Columns beyond the matrix keep what
/// they hold, for no sum over them is placed anywhere.
/// </summary>
internal static class PanelFill
{
    public static void Write(KernelText text, Lanes lanes)
    {
        if (text.Plan.Has(Outputs.WeightGradient | Outputs.InputGradient))
        {
            text.Writer.Gap();
            WriteCopy(text, lanes);
        }

        text.Writer.Gap();
        WriteTransposed(text, lanes);
    }

    private static void WriteCopy(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string columns = KernelText.Number(PanelShape.Columns(lanes));
        string count = KernelText.Number(lanes.Count);
        w.Write($"// Copies rows of a matrix, {KernelText.Number(text.Plan.Features)} elements apart, into a panel.");
        text.WriteOptimized();
        using (w.Open($"private static void FillPanel{KernelText.Suffix(lanes)}(ref {text.Scalar} source, int width, int depth, ref {text.Scalar} panel)"))
        using (w.Open("for (int d = 0; d < depth; d++)"))
        {
            w.Write($"panel = ref Unsafe.Add(ref panel, {columns});");
            using (w.Open($"if (width == {columns})"))
            {
                w.Write($"{lanes.Vector}.LoadUnsafe(ref source).StoreUnsafe(ref panel);");
                w.Write($"{lanes.Vector}.LoadUnsafe(ref source, {count}).StoreUnsafe(ref panel, {count});");
            }

            using (w.Open("else"))
            using (w.Open("for (int j = 0; j < width; j++)"))
            {
                w.Write("Unsafe.Add(ref panel, j) = Unsafe.Add(ref source, j);");
            }

            w.Gap().Write($"source = ref Unsafe.Add(ref source, {KernelText.Number(text.Plan.Features)});");
        }
    }

    private static void WriteTransposed(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string features = KernelText.Number(text.Plan.Features);
        string columns = KernelText.Number(PanelShape.Columns(lanes));
        string count = KernelText.Number(lanes.Count);
        int group = Group(lanes);
        w.Write($"// Copies rows of the weights into the columns of a panel, a register of rows and {KernelText.Number(group)} features at a time.");
        text.WriteOptimized();
        using (w.Open($"private static void TransposePanel{KernelText.Suffix(lanes)}(ref {text.Scalar} source, int width, int depth, ref {text.Scalar} panel)"))
        {
            w.Write($"panel = ref Unsafe.Add(ref panel, {columns});");
            w.Write("int k = 0;");
            using (w.Open($"for (; width - k >= {count}; k += {count})"))
            {
                w.Write($"ref {text.Scalar} rows = ref Unsafe.Add(ref source, (nuint)k * {features});");
                w.Write($"ref {text.Scalar} to = ref Unsafe.Add(ref panel, k);");
                w.Write("int d = 0;");
                using (w.Open($"for (; depth - d >= {KernelText.Number(group)}; d += {KernelText.Number(group)})"))
                {
                    string outs = string.Join(", ", Enumerable.Range(0, group).Select(i => $"out {lanes.Type} x{KernelText.Number(i)}"));
                    w.Write(text.Call(Helper.LoadTransposed, "ref Unsafe.Add(ref rows, d)", features, outs) + ";");
                    for (int i = 0; i < group; i++)
                    {
                        w.Write($"x{KernelText.Number(i)}.StoreUnsafe(ref to, (nuint)(d + {KernelText.Number(i)}) * {columns});");
                    }
                }

                using (w.Open("for (; d < depth; d++)"))
                using (w.Open($"for (int lane = 0; lane < {count}; lane++)"))
                {
                    w.Write($"Unsafe.Add(ref to, (nuint)d * {columns} + (nuint)lane) = Unsafe.Add(ref rows, (nuint)lane * {features} + (nuint)d);");
                }
            }

            using (w.Open("for (; k < width; k++)"))
            using (w.Open("for (int d = 0; d < depth; d++)"))
            {
                w.Write($"Unsafe.Add(ref panel, (nuint)d * {columns} + (nuint)k) = Unsafe.Add(ref source, (nuint)k * {features} + (nuint)d);");
            }
        }
    }

    /// <summary>The columns that <see cref="Helper.LoadTransposed"/> takes at once: a piece of 128 bits.</summary>
    private static int Group(Lanes lanes) => 16 / lanes.ElementSize;
}

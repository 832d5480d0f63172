namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>The gradient of the bias: the sums over the rows of a block, class by class.</summary>
internal static class BiasGradient
{
    /// <summary>
    /// So many rows are summed before they join the block's sum: the same additions in a row by one and in sixteens lose 5.4 and
    /// 1.4 ulp in the sweep of tests/SoftmaxGen.Accuracy.
    /// </summary>
    private const string Run = "16";

    public static void Write(KernelText text)
    {
        CodeWriter w = text.Writer;
        Access access = text.Access;
        string classes = KernelText.Number(text.Plan.Classes);
        string Index(string value) => access.ByReference ? "(nuint)" + value : value;
        w.Write("// biasGradient[k] += sum over n of gradient[n, k], in runs of 16 rows, whose sums lose less than one long one.");
        text.WriteOptimized();
        using (w.Open(
            $"private static void BiasGradient({access.Parameter(text.Scalar, "gradient", written: false)}, "
            + $"{access.Parameter(text.Scalar, "biasGradient", written: true)}, int rows)"))
        {
            w.Write("int k = 0;");
            foreach (int bits in text.Plan.Widths.Where(bits => bits > 0))
            {
                WriteRegisters(text, new Lanes(text.Plan.Element, bits));
            }

            using (w.Open($"for (; k < {classes}; k++)"))
            {
                WriteSum(
                    w,
                    text.Scalar,
                    new Lanes(text.Plan.Element, 0).Zero,
                    access.Element("gradient", $"{Index("row")} * {classes} + {Index("k")}"));
                w.Write($"{access.Element("biasGradient", Index("k"))} += sum;");
            }
        }
    }

    /// <summary>As many classes as fill registers of that width; a narrower one takes what it leaves.</summary>
    private static void WriteRegisters(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        string classes = KernelText.Number(text.Plan.Classes);
        string count = KernelText.Number(lanes.Count);
        if (text.Plan.Classes < lanes.Count)
        {
            return;
        }

        using (w.Open($"if ({lanes.Vector}.IsHardwareAccelerated)"))
        using (w.Open($"for (; {classes} - k >= {count}; k += {count})"))
        {
            WriteSum(w, lanes.Type, lanes.Zero, $"{lanes.Vector}.LoadUnsafe(ref gradient, (nuint)row * {classes} + (nuint)k)");
            w.Write($"({lanes.Vector}.LoadUnsafe(ref biasGradient, (nuint)k) + sum).StoreUnsafe(ref biasGradient, (nuint)k);");
        }

        w.Gap();
    }

    /// <summary>A sum over the rows of the block, in runs.</summary>
    private static void WriteSum(CodeWriter w, string type, string zero, string term)
    {
        w.Write($"{type} sum = {zero};");
        using (w.Open("for (int row = 0; row < rows;)"))
        {
            w.Write($"int stop = Math.Min(rows, row + {Run});");
            w.Write($"{type} run = {zero};");
            using (w.Open("for (; row < stop; row++)"))
            {
                w.Write($"run += {term};");
            }

            w.Gap().Write("sum += run;");
        }

        w.Gap();
    }
}

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>The gradient of the bias: the sums over the rows of a block, class by class.</summary>
internal static class BiasGradient
{
    public static void Write(KernelText text)
    {
        CodeWriter w = text.Writer;
        Access access = text.Access;
        string classes = KernelText.Number(text.Plan.Classes);
        string Index(string value) => access.ByReference ? "(nuint)" + value : value;
        w.Write("// biasGradient[k] += sum over n of gradient[n, k].");
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
                w.Write($"{text.Scalar} sum = {new Lanes(text.Plan.Element, 0).Zero};");
                using (w.Open("for (int row = 0; row < rows; row++)"))
                {
                    w.Write($"sum += {access.Element("gradient", $"{Index("row")} * {classes} + {Index("k")}")};");
                }

                w.Gap().Write($"{access.Element("biasGradient", Index("k"))} += sum;");
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
            w.Write($"{lanes.Type} sum = {lanes.Zero};");
            using (w.Open("for (int row = 0; row < rows; row++)"))
            {
                w.Write($"sum += {lanes.Vector}.LoadUnsafe(ref gradient, (nuint)row * {classes} + (nuint)k);");
            }

            w.Gap().Write($"({lanes.Vector}.LoadUnsafe(ref biasGradient, (nuint)k) + sum).StoreUnsafe(ref biasGradient, (nuint)k);");
        }

        w.Gap();
    }
}

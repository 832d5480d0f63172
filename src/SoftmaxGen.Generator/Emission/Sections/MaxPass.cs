using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The maximum of a row. Its value does not depend on the order of the comparisons, so every width runs as many chains
/// as hide its latency; only the sign of a zero could differ, and is made positive.
/// </summary>
internal static class MaxPass
{
    private const int MostChains = 4;

    /// <summary>Writes the method for that width.</summary>
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        bool marksNaN = text.Plan.MarksNaN;
        int classes = text.Plan.Classes;
        int chains = Math.Min(MostChains, classes / lanes.Count);
        int block = chains * lanes.Count;
        int blocks = classes / block * block;

        w.Write(marksNaN
            ? "// The row's maximum, or NaN where the row holds one."
            : "// The row's maximum. A NaN may get lost here; the sum of the exponentials catches it.");
        text.WriteOptimized();
        string row = text.Access.RowParameter(text.Scalar, "x", written: false);
        using (w.Open($"private static {text.Scalar} Max{KernelText.Suffix(lanes)}({row})"))
        {
            w.WriteEach(Enumerable.Range(0, chains), i => $"{lanes.Type} {Chain(i)} = {lanes.NegativeInfinity};");
            if (marksNaN)
            {
                w.Write($"{lanes.MaskType} nan = {(lanes.IsScalar ? "false" : lanes.Zero)};");
            }

            string k = $"{text.Access.IndexType} k = 0";
            using (w.Open($"for ({k}; k < {KernelText.Number(blocks)}; k += {KernelText.Number(block)})"))
            {
                for (int i = 0; i < chains; i++)
                {
                    WriteStep(text, lanes, marksNaN, i, i == 0 ? "k" : "k + " + KernelText.Number(i * lanes.Count));
                }
            }

            int first = blocks;
            for (int i = 0; first + lanes.Count <= classes; first += lanes.Count, i++)
            {
                WriteStep(text, lanes, marksNaN, i, KernelText.Number(first));
            }

            if (first < classes)
            {
                w.Write("// The last register overlaps the one before it; to meet an element twice does no harm.");
                WriteStep(text, lanes, marksNaN, 0, KernelText.Number(classes - lanes.Count));
            }

            WriteResult(text, lanes, marksNaN, chains);
        }
    }

    private static string Chain(int i) => "max" + KernelText.Number(i);

    private static void WriteStep(KernelText text, Lanes lanes, bool marksNaN, int chain, string index)
    {
        string load = text.Access.Load(lanes, "x", index);
        if (marksNaN)
        {
            string name = "logit" + index.Replace("k", "").Replace(" + ", "");
            text.Writer.Write($"{lanes.Type} {name} = {load};").Write($"nan |= {lanes.IsNaN(name)};");
            load = name;
        }

        text.Writer.Write($"{Chain(chain)} = {text.Call(Helper.Max, Chain(chain), load)};");
    }

    private static void WriteResult(KernelText text, Lanes lanes, bool marksNaN, int chains)
    {
        string max = NormalizerSteps.Tournament(text, Enumerable.Range(0, chains).Select(Chain).ToArray());
        max = lanes.IsScalar ? max : text.Call(Helper.MaxAcross, max);
        string zero = new Lanes(lanes.Element, 0).Zero;
        if (!marksNaN)
        {
            text.Writer.Write($"return {max} + {zero};");
            return;
        }

        string any = lanes.IsScalar ? "nan" : $"nan.{(lanes.Integer == "int" ? "AsInt32" : "AsInt64")}() != {lanes.IntegerType}.Zero";
        text.Writer.Write($"return {any} ? {text.Scalar}.NaN : {max} + {zero};");
    }
}

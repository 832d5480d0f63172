using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The calls of the methods that run rows in blocks or groups, widest registers first; each leaves what fills none of its own.</summary>
internal static class BlockCalls
{
    /// <summary>Writes the calls, and leaves <c>row</c> at the first row that is left.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="method">The methods' name, without the width.</param>
    /// <param name="arguments">Their arguments.</param>
    /// <param name="rows">The rows of a block at a width.</param>
    /// <param name="widestOnly">Whether what the machine's widest registers leave goes row by row rather than in blocks of a narrower width.</param>
    public static void Write(KernelText text, string method, string arguments, Func<Lanes, int> rows, bool widestOnly)
    {
        CodeWriter w = text.Writer;
        string wider = "";
        foreach (Lanes lanes in text.Plan.Widths.Select(bits => new Lanes(text.Plan.Element, bits)).Where(lanes => !lanes.IsScalar))
        {
            if (Serves(text.Plan, lanes, rows(lanes)))
            {
                using (w.Open($"if ({lanes.Vector}.IsHardwareAccelerated{wider} && end - row >= {KernelText.Number(rows(lanes))})"))
                {
                    w.Write($"row = {method}{KernelText.Suffix(lanes)}({arguments});");
                }

                w.Gap();
            }

            wider = widestOnly ? $" && !{lanes.Vector}.IsHardwareAccelerated" : "";
        }
    }

    /// <summary>Whether that plan ever has a block of so many rows at that width.</summary>
    public static bool Serves(KernelPlan plan, Lanes lanes, int rows) =>
        !lanes.IsScalar && (plan.Batch == 0 || plan.Batch * plan.Shape.Spatial >= rows);
}

using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// The sum of a batch's losses: row i is added to virtual lane i mod 16, in double, so that neither the width of the
/// registers nor the type of the elements shows in the order of the additions.
/// </summary>
internal static class TotalHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes)
    {
        if (helper == Helper.AddToLanes)
        {
            WriteAdd(writer, lanes);
        }
        else if (lanes.IsScalar)
        {
            WriteSum(writer);
        }
    }

    private static void WriteAdd(CodeWriter w, Lanes lanes)
    {
        string summary = "Adds the losses of the rows from <c>row</c> on to their virtual lanes.";
        using (HelperText.OpenInlined(w, summary, $"void AddToLanes(ref double lanes, int row, {lanes.Type} losses)"))
        {
            w.Write("ref double lane = ref Unsafe.Add(ref lanes, row & 15);");
            if (lanes.IsScalar)
            {
                w.Write("lane += losses;");
            }
            else if (lanes.Element == ElementType.Double)
            {
                w.Write($"({lanes.Vector}.LoadUnsafe(ref lane) + losses).StoreUnsafe(ref lane);");
            }
            else
            {
                string upper = (lanes.Count / 2).ToString(CultureInfo.InvariantCulture);
                w.Write(
                    $"""
                    (Vector{lanes.Bits}<double> low, Vector{lanes.Bits}<double> high) = {lanes.Vector}.Widen(losses);
                    ({lanes.Vector}.LoadUnsafe(ref lane) + low).StoreUnsafe(ref lane);
                    ({lanes.Vector}.LoadUnsafe(ref lane, {upper}) + high).StoreUnsafe(ref lane, {upper});
                    """);
            }
        }

        w.Gap();
    }

    private static void WriteSum(CodeWriter w)
    {
        using (HelperText.OpenInlined(w, "The sum of the 16 virtual lanes, in pairs.", "double SumOfLanes(Span<double> lanes)"))
        {
            w.Write(
                """
                // Lane j with lane j + 8, then with lane j + 4, with j + 2, with j + 1.
                ref double lane = ref MemoryMarshal.GetReference(lanes);
                Vector128<double> sum0 = Vector128.LoadUnsafe(ref lane) + Vector128.LoadUnsafe(ref lane, 8);
                Vector128<double> sum2 = Vector128.LoadUnsafe(ref lane, 2) + Vector128.LoadUnsafe(ref lane, 10);
                Vector128<double> sum4 = Vector128.LoadUnsafe(ref lane, 4) + Vector128.LoadUnsafe(ref lane, 12);
                Vector128<double> sum6 = Vector128.LoadUnsafe(ref lane, 6) + Vector128.LoadUnsafe(ref lane, 14);
                Vector128<double> sum = (sum0 + sum4) + (sum2 + sum6);
                return sum.ToScalar() + sum.GetElement(1);
                """);
        }

        w.Gap();
    }
}

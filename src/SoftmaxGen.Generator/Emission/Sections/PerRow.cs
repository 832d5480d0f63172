using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>Numbers of which every row has one: its loss, its log-sum-exp.</summary>
internal static class PerRow
{
    /// <summary>Whether a buffer of that role holds one number for each row.</summary>
    public static bool Holds(ParameterRole role) => role is ParameterRole.Labels or ParameterRole.Losses
        or ParameterRole.LogSumExp or ParameterRole.SampleWeights or ParameterRole.Predictions;

    /// <summary>A register of them, or one of them, from <c>row</c> on.</summary>
    public static string Load(KernelText text, Lanes lanes, string buffer) => lanes.IsScalar
        ? text.Access.Element(buffer, text.Access.RowIndex("row"))
        : text.Access.Load(lanes, buffer, "(nuint)row");

    /// <summary>A statement that stores a register of them, or one of them, from <c>row</c> on.</summary>
    public static string Store(KernelText text, Lanes lanes, string value, string buffer) => lanes.IsScalar
        ? $"{text.Access.Element(buffer, text.Access.RowIndex("row"))} = {value};"
        : text.Access.Store(lanes, value, buffer, "(nuint)row");

    /// <summary>The lanes of the part that the row belongs to, where several are run at once.</summary>
    private static string LanesOfRow(KernelPlan plan)
    {
        int together = BatchParts.PartsTogether(plan);
        string part = $"row / {KernelText.Number(Parts.RowsOf(plan))} % {KernelText.Number(together)}";
        return together == 1 ? "ref lanes" : $"ref Unsafe.Add(ref lanes, {part} * {KernelText.Number(Entry.TotalLanes)})";
    }

    /// <summary>
    /// A statement that adds them to the batch's total: row i to virtual lane i mod 16, in double, so that the order of
    /// the additions is the same at every width. Without vectors there is one lane.
    /// </summary>
    public static string Accumulate(KernelText text, string value) => text.Access.ByReference
        ? text.Call(Helper.AddToLanes, LanesOfRow(text.Plan), "row", value) + ";"
        : $"lanes += {value};";
}

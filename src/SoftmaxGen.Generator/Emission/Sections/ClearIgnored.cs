using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The gradient rows of ignored labels, set to exactly zero after the fact: so the loop over all rows need not ask, and
/// whatever an ignored row holds (NaN, infinity) cannot leak. Called only where the label check has met such a label.
/// </summary>
internal static class ClearIgnored
{
    /// <summary>Whether the plan needs it.</summary>
    public static bool Applies(KernelPlan plan) =>
        plan.Truth == Truth.Labels && plan.Has(Outputs.Gradient) && plan.Strategy != Strategy.Gather;

    public static void Write(KernelText text)
    {
        CodeWriter w = text.Writer;
        string labels = text.Access.Parameter(LabelText.Keyword(text.Plan.Labels), "labels", written: false);
        string gradient = text.Access.Parameter(text.Scalar, "gradient", written: true);
        w.Write("// Sets the gradient of ignored rows to zero, whatever they hold.");
        using (w.Open($"private static void ClearIgnored({labels}, {gradient}, int ignoreIndex, int row, int end)"))
        using (w.Open("for (; row < end; row++)"))
        using (w.Open($"if ({LabelText.Load(text, new Lanes(text.Plan.Element, 0), "row")} == ignoreIndex)"))
        {
            w.Write(RowsSignature.At(text));
            w.Write(ClearRow(text, "at"));
        }
    }

    /// <summary>A statement that sets a row of the gradient to zero.</summary>
    public static string ClearRow(KernelText text, string at)
    {
        string classes = KernelText.Number(text.Plan.Classes);
        return text.Access.ByReference
            ? $"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref gradient, {at}), {classes}).Clear();"
            : text.Plan.Target.Spans
                ? $"gradient.Slice({at}, {classes}).Clear();"
                : $"Array.Clear(gradient, {at}, {classes});";
    }
}

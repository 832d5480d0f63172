using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>
/// The rows of gradient and Hessian that count for nothing, by an ignored label or a weight of 0, set to exactly zero
/// after the fact: so the loop over all rows need not ask, and whatever such a row holds (NaN, infinity) cannot leak.
/// Where labels alone can be ignored, it is called only if the label check has met one.
/// </summary>
internal static class ClearIgnored
{
    /// <summary>Whether the plan needs it.</summary>
    public static bool Applies(KernelPlan plan) =>
        plan.Operator is KernelOperator.SoftmaxLoss or KernelOperator.SoftmaxLossHessianVector
        && (plan.Truth == Truth.Labels || plan.Has(Terms.SampleWeights))
        && Cleared(plan).Any();

    /// <summary>Whether it is called only where the label check has met an ignored one.</summary>
    public static bool IsConditional(KernelPlan plan) => Applies(plan) && !plan.Has(Terms.SampleWeights);

    /// <summary>A call of it at the kernel's entry.</summary>
    public static string Call(KernelText text, string row, string end)
    {
        IEnumerable<string> arguments = RowsSignature.Buffers(text.Plan)
            .Where(buffer => Read(text.Plan).Concat(Cleared(text.Plan)).Contains(buffer.Name))
            .Select(buffer => BatchPlaces.EntryArgument(text, buffer.Role, buffer.Name))
            .Concat(Numbers(text.Plan))
            .Concat(BatchPlaces.EntryGeometry(text));
        return $"ClearIgnored({string.Join(", ", arguments.Concat([row, end]))});";
    }

    public static void Write(KernelText text)
    {
        KernelPlan plan = text.Plan;
        CodeWriter w = text.Writer;
        Lanes one = new(plan.Element, 0);
        string Type(string buffer) => buffer == "labels" ? LabelText.Keyword(plan.Labels) : text.Scalar;
        IEnumerable<string> parameters = Read(plan).Select(name => text.Access.Parameter(Type(name), name, written: false))
            .Concat(Cleared(plan).Select(name => text.Access.Parameter(text.Scalar, name, written: true)))
            .Concat(Numbers(plan).Concat(BatchPlaces.Geometry(text)).Select(name => "int " + name));
        List<string> reasons = [];
        if (plan.Truth == Truth.Labels)
        {
            reasons.Add($"{LabelText.Load(text, one, "row")} == ignoreIndex");
        }

        if (plan.Has(Terms.SampleWeights))
        {
            reasons.Add($"{PerRow.Load(text, one, "sampleWeights")} == {one.Zero}");
        }

        w.Write("// Sets what rows that count for nothing have in the derivatives to zero, whatever they hold.");
        using (w.Open($"private static void ClearIgnored({string.Join(", ", parameters)}, int row, int end)"))
        using (w.Open("for (; row < end; row++)"))
        using (w.Open($"if ({string.Join(" || ", reasons)})"))
        {
            w.Write(RowsSignature.At(text));
            foreach (string buffer in Cleared(plan))
            {
                WriteClearRow(text, buffer);
            }
        }
    }

    /// <summary>Writes what sets the row at <c>at</c> of a buffer to zero.</summary>
    public static void WriteClearRow(KernelText text, string buffer)
    {
        string classes = KernelText.Number(text.Plan.Classes);
        if (text.Plan.Shape.IsColumns)
        {
            string zero = new Lanes(text.Plan.Element, 0).Zero;
            using (text.Writer.Open($"for ({text.Access.IndexType} k = 0; k < {classes}; k++)"))
            {
                text.Writer.Write($"{text.Access.Element(buffer, BatchPlaces.OfClass(text.Plan, "k"))} = {zero};");
            }

            return;
        }

        text.Writer.Write(text.Access.ByReference
            ? $"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {buffer}, at), {classes}).Clear();"
            : text.Plan.Target.Spans
                ? $"{buffer}.Slice(at, {classes}).Clear();"
                : $"Array.Clear({buffer}, at, {classes});");
    }

    private static IEnumerable<string> Cleared(KernelPlan plan)
    {
        if (plan.Has(Outputs.Gradient) && !plan.Has(Terms.Accumulate))
        {
            yield return "gradient";
        }

        if (plan.Has(Outputs.HessianDiagonal))
        {
            yield return "hessianDiagonal";
        }

        if (plan.Has(Outputs.Product))
        {
            yield return "product";
        }
    }

    private static IEnumerable<string> Read(KernelPlan plan)
    {
        if (plan.Truth == Truth.Labels)
        {
            yield return "labels";
        }

        if (plan.Has(Terms.SampleWeights))
        {
            yield return "sampleWeights";
        }
    }

    private static IEnumerable<string> Numbers(KernelPlan plan) => plan.Truth == Truth.Labels ? ["ignoreIndex"] : [];
}

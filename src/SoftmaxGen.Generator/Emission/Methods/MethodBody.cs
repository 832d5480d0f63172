using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>The body of an implementing part.</summary>
internal static class MethodBody
{
    public static void Write(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        ArgumentViews.Write(w, model, plan.Target);
        ArgumentChecks.Write(w, model, plan);
        if (plan.Truth == Truth.Labels)
        {
            string check = $"{ArgumentChecks.Guard}.Labels({ArgumentViews.Labels(model, plan.Target)}, "
                + $"{KernelText.Number(model.Classes)}, {KernelText.Number(model.IgnoreIndex)}, \"labels\")";
            w.Write(UsesCount(model, plan) ? $"int counted = {check};" : check + ";");
        }

        if (RowsSignature.TakesWeight(plan))
        {
            w.Gap();
            WriteWeight(w, model, plan);
        }

        string arguments = string.Join(", ", Arguments(model, plan));
        string call = $"global::{SourceFrame.Namespace}.{plan.Name}.Run({arguments})";
        w.Gap();
        if (!plan.Has(Outputs.Total))
        {
            w.Write(call + ";");
            return;
        }

        string cast = model.Element == ElementType.Single ? "(float)" : "";
        w.Write($"double total = {call};");
        w.Write(model.Reduction == ReductionKind.Mean
            ? $"return {(cast.Length > 0 ? $"{cast}(total / {Divisor(plan)})" : $"total / {Divisor(plan)}")};"
            : $"return {cast}total;");
    }

    private static string Divisor(KernelPlan plan) => plan.Truth == Truth.Labels ? "counted" : "rows";

    private static bool UsesCount(KernelModel model, KernelPlan plan) =>
        model.Reduction == ReductionKind.Mean || ClearIgnored.Applies(plan);

    /// <summary>The factor of the gradient: the user's scale, divided by what the mean divides by.</summary>
    private static void WriteWeight(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        var lanes = new Lanes(model.Element, 0);
        string one = model.Reduction == ReductionKind.Mean ? "1.0" : lanes.Literal(1);
        string scale = model.Has(ParameterRole.Scale) ? "scale" : one;
        string quotient = $"{scale} / {(scale == "scale" ? "(double)" : "")}{Divisor(plan)}";
        string weight = model.Reduction != ReductionKind.Mean ? scale
            : model.Element == ElementType.Single ? $"(float)({quotient})"
            : quotient;
        w.Write($"{lanes.Scalar} weight = {weight};");
    }

    private static IEnumerable<string> Arguments(KernelModel model, KernelPlan plan)
    {
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(plan))
        {
            ParameterModel parameter = model.Parameter(buffer.Role)!;
            yield return buffer.Role == ParameterRole.Labels
                ? ArgumentViews.Labels(model, plan.Target)
                : ArgumentViews.Name(parameter, plan.Target);
        }

        foreach ((string _, string name) in RowsSignature.Numbers(plan))
        {
            yield return name == "ignoreIndex" ? KernelText.Number(model.IgnoreIndex) : name;
        }

        if (ClearIgnored.Applies(plan))
        {
            yield return "counted";
        }

        if (plan.Batch == 0)
        {
            yield return "rows";
        }
    }
}

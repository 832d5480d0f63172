using SoftmaxGen.Generator.Emission.Linear;
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
        string kernel = $"global::{SourceFrame.Namespace}.{plan.Name}";
        if (plan.IsSharded)
        {
            w.Write($"{kernel}.RequireOffset(classOffset);");
        }

        if (plan.Truth == Truth.Labels)
        {
            // How many classes the other shards hold is not known here.
            string classes = plan.IsSharded ? "int.MaxValue" : KernelText.Number(model.Classes);
            string check = $"{ArgumentChecks.Guard}.Labels({ArgumentViews.Argument(model, ParameterRole.Labels, plan.Target)}, "
                + $"{classes}, {KernelText.Number(model.IgnoreIndex)}, \"labels\")";
            w.Write(UsesCount(model, plan) ? $"int counted = {check};" : check + ";");
        }

        if (plan.Has(Terms.Throw))
        {
            w.Write($"{kernel}.RequireFinite({string.Join(", ", FiniteArguments(model, plan))});");
        }

        if (plan.Has(Terms.Mass))
        {
            w.Write($"double mass = {kernel}.Mass({string.Join(", ", MassArguments(model, plan))});");
        }

        if (RowsSignature.TakesWeight(plan))
        {
            w.Gap();
            WriteWeight(w, model, plan);
        }

        w.Gap();
        if (plan.Has(Terms.Parallel))
        {
            SplitCall.Write(w, model, plan, () => WriteReturn(w, model, plan));
        }
        else
        {
            w.Write($"{(plan.Has(Outputs.Total) ? "double total = " : "")}{Run(model, plan)};");
            WriteReturn(w, model, plan);
        }
    }

    /// <summary>The call of the kernel on the thread of the caller.</summary>
    public static string Run(KernelModel model, KernelPlan plan) =>
        $"global::{SourceFrame.Namespace}.{plan.Name}.Run({string.Join(", ", Buffers(model, plan).Concat(Numbers(model, plan)))})";

    private static void WriteReturn(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        if (!plan.Has(Outputs.Total))
        {
            return;
        }

        string cast = model.Element == ElementType.Double ? "" : $"({MethodEmitter.ElementText(model.Element)})";
        if (model.Reduction != ReductionKind.Mean)
        {
            w.Write($"return {cast}total;");
            return;
        }

        if (plan.Has(Terms.Safe))
        {
            using (w.Open($"if ({Divisor(plan)} == 0)"))
            {
                w.Write(model.Element == ElementType.Half ? "return default;" : "return 0;");
            }

            w.Gap();
        }

        w.Write($"return {(cast.Length > 0 ? $"{cast}(total / {Divisor(plan)})" : $"total / {Divisor(plan)}")};");
    }

    private static string Divisor(KernelPlan plan) =>
        plan.Has(Terms.Mass) ? "mass" : plan.Truth == Truth.Labels ? "counted" : "rows";

    private static bool UsesCount(KernelModel model, KernelPlan plan) =>
        (model.Reduction == ReductionKind.Mean && !plan.Has(Terms.Mass)) || RowsSignature.TakesCount(plan);

    /// <summary>
    /// The factor of the derivatives: the user's scale, divided by what the mean divides by and by the temperature. Where
    /// weights sum to zero, no row has any.
    /// </summary>
    private static void WriteWeight(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        Lanes lanes = new(model.Element.Computed(), 0);
        bool mean = model.Reduction == ReductionKind.Mean;
        bool tempered = plan.Has(Terms.Temperature);
        string one = mean || tempered ? "1.0" : lanes.Literal(1);
        string scale = model.Has(ParameterRole.Scale) ? "scale" : one;
        string wide = scale == "scale" ? "(double)scale" : scale;
        string product = tempered ? $"{wide} / {Double(model.Options.Temperature)}" : wide;
        string weight = mean ? $"{product} / {Divisor(plan)}" : tempered ? product : scale;
        if (mean && plan.Has(Terms.Mass))
        {
            weight = $"mass == 0 ? 0 : {weight}";
        }

        bool narrows = lanes.Element == ElementType.Single && (mean || tempered);
        string cast = model.Element == ElementType.Half && weight == "scale" ? "(float)" : "";
        w.Write($"{lanes.Scalar} weight = {(narrows ? $"(float)({weight})" : cast + weight)};");
    }

    /// <summary>What the check of the logits reads: the logits, or all that a linear layer makes them of.</summary>
    private static IEnumerable<string> FiniteArguments(KernelModel model, KernelPlan plan)
    {
        if (!plan.IsLinear)
        {
            return [ArgumentViews.Argument(model, RowsSignature.Buffers(plan).First().Role, plan.Target)];
        }

        return RowsSignature.Buffers(plan)
            .Where(buffer => LinearFiniteCheck.Buffers(plan).Contains(buffer.Name))
            .Select(buffer => ArgumentViews.Argument(model, buffer.Role, plan.Target))
            .Append("rows");
    }

    private static IEnumerable<string> MassArguments(KernelModel model, KernelPlan plan)
    {
        foreach (RowsSignature.Buffer buffer in RowsSignature.Buffers(plan))
        {
            if (MeanMass.Buffers(plan).Contains(buffer.Name))
            {
                yield return ArgumentViews.Argument(model, buffer.Role, plan.Target);
            }
        }

        if (plan.Truth == Truth.Labels)
        {
            yield return KernelText.Number(model.IgnoreIndex);
        }

        yield return "rows";
    }

    private static IEnumerable<string> Buffers(KernelModel model, KernelPlan plan) =>
        RowsSignature.Buffers(plan).Select(buffer => ArgumentViews.Argument(model, buffer.Role, plan.Target));

    /// <summary>The arguments of the kernel that stand behind its buffers.</summary>
    public static IEnumerable<string> Numbers(KernelModel model, KernelPlan plan)
    {
        foreach ((string _, string name) in RowsSignature.Numbers(plan))
        {
            yield return NumberOf(model, name);
        }

        if (RowsSignature.TakesCount(plan))
        {
            yield return "counted";
        }

        if (plan.Batch == 0)
        {
            yield return "rows";
        }
    }

    /// <summary>A number of the kernel as its argument: the options are constants.</summary>
    private static string NumberOf(KernelModel model, string name)
    {
        Lanes lanes = new(model.Element.Computed(), 0);
        KernelOptions options = model.Options;
        return name switch
        {
            "ignoreIndex" => KernelText.Number(model.IgnoreIndex),
            "hard" => lanes.Literal(1 - options.LabelSmoothing),
            "even" => lanes.Literal(options.LabelSmoothing / model.Classes),
            "inverseTemperature" => lanes.Literal(1 / options.Temperature),
            "cap" => lanes.Literal(options.Softcap),
            "inverseCap" => lanes.Literal(1 / options.Softcap),
            "zFactor" => lanes.Literal(options.ZLoss),
            "gamma" => lanes.Literal(options.FocalGamma),
            _ => name,
        };
    }

    private static string Double(double value) => new Lanes(ElementType.Double, 0).Literal(value);
}

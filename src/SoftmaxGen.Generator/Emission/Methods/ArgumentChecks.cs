using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>The checks of lengths and overlaps in an implementing part.</summary>
internal static class ArgumentChecks
{
    /// <summary>The class with the checks, as the user's code must spell it.</summary>
    public const string Guard = "global::" + SourceFrame.Namespace + ".Guard";

    public static void Write(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        WriteLengths(w, model, plan);
        WriteOverlaps(w, model, plan.Target);
    }

    /// <summary>Whether the kernel writes to that parameter.</summary>
    public static bool IsWritten(KernelModel model, ParameterModel parameter) => parameter.Role switch
    {
        ParameterRole.Logits => model.IsLinear,
        ParameterRole.Upstream or ParameterRole.Target or ParameterRole.Scale
            or ParameterRole.ClassWeights or ParameterRole.SampleWeights or ParameterRole.Vector
            or ParameterRole.Inputs or ParameterRole.Weights or ParameterRole.Bias => false,
        ParameterRole.Labels => model.Operator is KernelOperator.ArgMax or KernelOperator.LinearPredict,
        ParameterRole.LogSumExp => !model.IsSharded,
        ParameterRole.Probabilities =>
            model.Operator is KernelOperator.Softmax or KernelOperator.SoftmaxLoss or KernelOperator.LinearPredict,
        ParameterRole.LogProbabilities => model.Operator == KernelOperator.LogSoftmax,
        _ => true,
    };

    private static void WriteLengths(CodeWriter w, KernelModel model, KernelPlan plan)
    {
        ParameterModel[] buffers = Buffers(model).ToArray();
        ParameterModel main = buffers.First(p => RowsSignature.Buffers(plan).First().Role == p.Role);
        LengthText lengths = new(model, plan.Target);
        if (IsOneRow(model))
        {
            w.Write("const int rows = 1;");
            w.Write(lengths.OfBatch(main, $"one row of {KernelText.Number(model.Classes)} classes"));
        }
        else
        {
            lengths.WriteRows(w, main);
        }

        foreach (ParameterModel p in buffers.Where(p => p != main))
        {
            string classes = KernelText.Number(model.Classes);
            w.Write(BufferShapes.Of(p.Role) switch
            {
                BufferShape.PerClass => lengths.Of(p, classes, "one for each class"),
                BufferShape.Weights => lengths.Of(p, KernelText.Number(model.Classes * model.Features), $"{KernelText.Number(model.Features)} for each of {classes} classes"),
                BufferShape.Inputs => lengths.Of(p, $"{KernelText.Number(model.Features)}L * rows", $"as long as {main.Name}"),
                BufferShape.Full when model.IsLinear => lengths.Of(p, $"{classes}L * rows", $"{classes} for each row of {main.Name}"),
                BufferShape.PerRow => lengths.Of(p, "rows", $"one for each row of {main.Name}"),
                BufferShape.PerPair => lengths.Of(p, $"{classes}L * {classes} * rows", $"{classes} by {classes} for each row of {main.Name}"),
                _ => lengths.OfBatch(p, $"as long as {main.Name}"),
            });
        }
    }

    private static void WriteOverlaps(CodeWriter w, KernelModel model, TargetFacts target)
    {
        ParameterModel[] inputs = Buffers(model).Where(p => !IsWritten(model, p)).ToArray();
        ParameterModel[] outputs = Buffers(model).Where(p => IsWritten(model, p)).ToArray();
        for (int i = 0; i < outputs.Length; i++)
        {
            foreach (ParameterModel other in inputs.Concat(outputs.Take(i)))
            {
                WriteApart(w, model, outputs[i], other, target);
            }
        }
    }

    private static void WriteApart(
        CodeWriter w, KernelModel model, ParameterModel output, ParameterModel other, TargetFacts target)
    {
        // In place: an output as long as the logits may be their very memory, unless it is added to.
        bool mayBeSame = !model.IsLinear && other.Role == ParameterRole.Logits && BufferShapes.Of(output.Role) == BufferShape.Full
            && !(output.Role == ParameterRole.Gradient && model.Options.Accumulate);
        string names = $"\"{output.Name}\", \"{other.Name}\"";
        if (!target.Spans)
        {
            if (!mayBeSame)
            {
                w.Write($"{Guard}.Apart({output.Name}, {other.Name}, {names});");
            }

            return;
        }

        bool oneType = output.ElementText == other.ElementText;
        string check = mayBeSame ? "ApartOrSame" : "Apart";
        string types = oneType ? output.ElementText : $"{output.ElementText}, {other.ElementText}";
        w.Write($"{Guard}.{check}<{types}>({View(output, target)}, {View(other, target)}, {names});");
    }

    private static string View(ParameterModel parameter, TargetFacts target) => ArgumentViews.Name(parameter, target);

    private static IEnumerable<ParameterModel> Buffers(KernelModel model) =>
        model.Method.Parameters.Where(p => p.Carrier != Carrier.Scalar);

    /// <summary>A log-sum-exp that is returned has one row.</summary>
    private static bool IsOneRow(KernelModel model) =>
        model.Operator == KernelOperator.LogSumExp && model.Method.ReturnsValue;
}

using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>The loop of <see cref="Strategy.ClassesInLanes"/> at one width, and the passes that it calls.</summary>
internal static class ClassesInLanesFrame
{
    public static void Write(KernelText text, Lanes lanes)
    {
        CodeWriter w = text.Writer;
        w.Write(lanes.IsScalar
            ? "// Row by row, class by class: the same order of additions without vectors."
            : $"// Row by row, in registers of {KernelText.Number(lanes.Bits)} bits.");
        text.WriteOptimized();
        using (w.Open($"private static void Rows{KernelText.Suffix(lanes)}({RowsSignature.Parameters(text)})"))
        {
            if (text.Plan.Operator is KernelOperator.SoftmaxLoss or KernelOperator.SoftmaxLossHessianVector)
            {
                NormalizerRow.WriteOnce(text, lanes);
            }

            using (w.Open("for (; row < end; row++)"))
            {
                w.Write(RowsSignature.At(text));
                WriteRow(text, lanes);
            }
        }

        foreach (Action<KernelText, Lanes> pass in PassesOf(text.Plan))
        {
            w.Gap();
            pass(text, lanes);
        }
    }

    private static void WriteRow(KernelText text, Lanes lanes)
    {
        switch (text.Plan.Operator)
        {
            case KernelOperator.ArgMax:
                text.Writer.Write($"{text.Scalar} max = {MaxCall(text, lanes)};");
                text.Writer.Write(FindStatement(text, lanes, "labels", text.Plan.Labels));
                break;
            case KernelOperator.NllLoss:
                SmoothedNllRow.Write(text, lanes);
                break;
            case KernelOperator.SoftmaxBackward:
                text.Writer.Write($"{text.Scalar} dot = {Passes.Dot.Call(text, lanes, [("probabilities", "at"), ("upstream", "at")])};");
                text.Writer.Write(Passes.SoftmaxGradient.Call(
                    text, lanes, [("probabilities", "at"), ("upstream", "at"), ("gradient", "at")], "dot"));
                break;
            case KernelOperator.LogSoftmaxBackward:
                text.Writer.Write($"{text.Scalar} sum = {Passes.Sum.Call(text, lanes, [("upstream", "at")])};");
                text.Writer.Write(Passes.LogSoftmaxGradient.Call(
                    text, lanes, [("logProbabilities", "at"), ("upstream", "at"), ("gradient", "at")], "sum"));
                break;
            case KernelOperator.SoftmaxJacobian:
                JacobianRow.Write(text, lanes);
                break;
            default:
                NormalizerRow.Write(text, lanes);
                break;
        }
    }

    /// <summary>A call of <see cref="MaxPass"/> for the logits of the row.</summary>
    internal static string MaxCall(KernelText text, Lanes lanes) =>
        $"Max{KernelText.Suffix(lanes)}({text.Access.RowArgument("logits", "at")})";

    /// <summary>A statement that stores the class of the maximum, or of a NaN, in that buffer.</summary>
    internal static string FindStatement(KernelText text, Lanes lanes, string buffer, LabelType type)
    {
        string find = $"Find{KernelText.Suffix(lanes)}({text.Access.RowArgument("logits", "at")}, max)";
        return $"{text.Access.Element(buffer, text.Access.RowIndex("row"))} = ({LabelText.Keyword(type)}){find};";
    }

    private static IEnumerable<Action<KernelText, Lanes>> PassesOf(KernelPlan plan) => plan.Operator switch
    {
        KernelOperator.ArgMax => [MaxPass.Write, FindPass.Write],
        KernelOperator.SoftmaxBackward => [Passes.Dot.Write, Passes.SoftmaxGradient.Write],
        KernelOperator.LogSoftmaxBackward => [Passes.Sum.Write, Passes.LogSoftmaxGradient.Write],
        KernelOperator.SoftmaxJacobian => [Passes.ScaleTo.Write],
        KernelOperator.NllLoss => SmoothedNllRow.Passes(plan),
        _ => NormalizerRow.Passes(plan),
    };
}

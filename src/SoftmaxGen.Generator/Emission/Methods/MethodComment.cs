using SoftmaxGen.Generator.Emission.Sections;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Methods;

/// <summary>The documentation of a method whose author has written none.</summary>
internal static class MethodComment
{
    public static string Of(KernelModel model)
    {
        IEnumerable<string> lines = new[] { $"/// <summary>{Summary(model)}</summary>" }
            .Concat(model.Method.Parameters.Select(p => $"/// <param name=\"{p.Name}\">{Describe(model, p)}</param>"));
        if (model.Method.ReturnsValue)
        {
            lines = lines.Append($"/// <returns>{Returns(model)}</returns>");
        }

        return string.Join("\n", lines.Concat(Exceptions(model)));
    }

    private static string Summary(KernelModel model)
    {
        string classes = KernelText.Number(model.Classes);
        string what = model.Operator switch
        {
            KernelOperator.Softmax => "The softmax of each row",
            KernelOperator.LogSoftmax => "The log-softmax of each row",
            KernelOperator.SoftmaxBackward => "The backward pass of softmax",
            KernelOperator.LogSoftmaxBackward => "The backward pass of log-softmax",
            KernelOperator.SoftmaxJacobian => "The Jacobian of softmax for each row",
            KernelOperator.LogSumExp => "The logarithm of the sum of the exponentials of each row",
            KernelOperator.ArgMax => "The class of the greatest logit of each row, the first of equals",
            KernelOperator.NllLoss => "The negative log-likelihood of the labels",
            KernelOperator.LinearSoftmaxLoss => "A linear layer and the softmax cross-entropy of each row of its logits",
            KernelOperator.LinearPredict => "A linear layer and the class of the greatest logit of each row, the first of equals",
            KernelOperator.SoftmaxLossHessianVector => "The Hessian of the softmax cross-entropy times a vector",
            _ => "The softmax cross-entropy of each row",
        };
        string reduction = model.IsLoss
            ? (model.IsSharded ? ", a shard of the classes" : "") + model.Reduction switch
            {
                ReductionKind.Mean => ", averaged over the batch",
                ReductionKind.Sum => ", summed over the batch",
                _ => ", unreduced",
            }
            : "";
        string features = model.IsLinear ? KernelText.Number(model.Features) + " features and " : "";
        return $"{what}{reduction}, for {features}{classes} classes.";
    }

    private static string Describe(KernelModel model, ParameterModel parameter)
    {
        string classes = KernelText.Number(model.Classes);
        string n = model.Batch > 0 ? KernelText.Number(model.Batch) : "N";
        string features = KernelText.Number(model.Features);
        string written = model.Options.Accumulate ? "added to" : "written";
        return parameter.Role switch
        {
            ParameterRole.Inputs => $"[{n}, {features}]: read; a row of features for each row of logits.",
            ParameterRole.Weights => $"[{classes}, {features}]: read; the weights of each class.",
            ParameterRole.Bias => $"[{classes}]: read; added to the logits of every row.",
            ParameterRole.WeightGradient => $"[{classes}, {features}]: {written}.",
            ParameterRole.BiasGradient => $"[{classes}]: {written}.",
            ParameterRole.InputGradient => $"[{n}, {features}]: {written}.",
            ParameterRole.Logits when model.IsLinear => $"[{n}, {classes}]: written.",
            ParameterRole.Probabilities when model.IsLinear => $"[{n}, {classes}]: written; the softmax of each row of logits.",
            ParameterRole.Logits => $"[{n}, {classes}]: read; any finite value, and -inf for an impossible class.",
            ParameterRole.Probabilities when ArgumentChecks.IsWritten(model, parameter) =>
                $"[{n}, {classes}]: written; may be the memory of the logits.",
            ParameterRole.Probabilities => $"[{n}, {classes}]: read; the softmax of each row.",
            ParameterRole.LogProbabilities when ArgumentChecks.IsWritten(model, parameter) =>
                $"[{n}, {classes}]: written; may be the memory of the logits.",
            ParameterRole.LogProbabilities => $"[{n}, {classes}]: read; the log-softmax of each row.",
            ParameterRole.Upstream => $"[{n}, {classes}]: read; the gradient with respect to the forward pass's result.",
            ParameterRole.Target => $"[{n}, {classes}]: read; a weight for each class, which need not sum to one.",
            ParameterRole.Labels when ArgumentChecks.IsWritten(model, parameter) => $"[{n}]: written; a class for each row.",
            ParameterRole.Labels =>
                $"[{n}]: read; a class for each row, or {KernelText.Number(model.IgnoreIndex)} for a row that counts for nothing.",
            ParameterRole.Gradient => $"[{n}, {classes}]: written{(model.Has(ParameterRole.Logits) ? "; may be the memory of the logits" : "")}.",
            ParameterRole.Losses => $"[{n}]: written; the loss of each row.",
            ParameterRole.LogSumExp when model.IsSharded => $"[{n}]: read; the log-sum-exp of each row over the classes of all shards.",
            ParameterRole.ClassOffset =>
                $"The first class of this shard, which holds {classes} of them: labels count from 0 over all shards.",
            ParameterRole.LogSumExp => $"[{n}]: written; the log-sum-exp of each row.",
            ParameterRole.ClassWeights => $"[{classes}]: read; the weight of each class.",
            ParameterRole.SampleWeights => $"[{n}]: read; the weight of each row; one of 0 counts for nothing.",
            ParameterRole.Predictions => $"[{n}]: written; the class of the greatest logit, the first of equals.",
            ParameterRole.HessianDiagonal =>
                $"[{n}, {classes}]: written; the second derivatives with respect to each logit, reduced as the gradient is.",
            ParameterRole.Vector => $"[{n}, {classes}]: read; what the Hessian of each row is multiplied by.",
            ParameterRole.Product => $"[{n}, {classes}]: written; may be the memory of the logits.",
            ParameterRole.Jacobian => $"[{n}, {classes}, {classes}]: written.",
            _ => "A factor of the gradient: the gradient with respect to the result, or a loss scale.",
        };
    }

    private static string Returns(KernelModel model) => model.Operator == KernelOperator.LogSumExp
        ? "The log-sum-exp of the one row."
        : model.IsSharded ? "This shard's part of the loss: the parts of all shards add up to it."
        : model.Reduction == ReductionKind.Mean
            ? "The mean loss of the rows that count; NaN where there are none."
            : "The sum of the losses; 0 where there are none.";

    private static IEnumerable<string> Exceptions(KernelModel model)
    {
        if (model.Method.Parameters.Any(p => p.Carrier == Carrier.Array))
        {
            yield return "/// <exception cref=\"global::System.ArgumentNullException\">An array is null.</exception>";
        }

        yield return "/// <exception cref=\"global::System.ArgumentException\">A length is wrong, or an output overlaps another buffer.</exception>";
        if (model.Parameter(ParameterRole.Labels) is { } labels && !ArgumentChecks.IsWritten(model, labels))
        {
            string wrong = model.IsSharded ? "A label or the offset is negative, or a label is not ignored and too great to be one" : "A label is no class and not ignored";
            yield return $"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">{wrong}.</exception>";
        }
    }
}

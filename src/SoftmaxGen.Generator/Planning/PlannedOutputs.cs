using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Planning;

/// <summary>What a declared kernel writes and returns: what its operator always does, and the parameters that are there.</summary>
internal static class PlannedOutputs
{
    public static Outputs Of(KernelModel model)
    {
        Outputs outputs = model.Operator switch
        {
            KernelOperator.Softmax => Outputs.Probabilities,
            KernelOperator.LogSoftmax => Outputs.LogProbabilities,
            KernelOperator.SoftmaxBackward or KernelOperator.LogSoftmaxBackward => Outputs.Gradient,
            KernelOperator.SoftmaxJacobian => Outputs.Jacobian,
            KernelOperator.LogSumExp => Optional(model, ParameterRole.LogSumExp),
            KernelOperator.ArgMax => Outputs.Labels,
            KernelOperator.SoftmaxLossHessianVector => Outputs.Product,
            KernelOperator.NllLoss => Optional(model, ParameterRole.Gradient, ParameterRole.Losses),
            KernelOperator.SoftmaxLoss => Optional(
                model,
                ParameterRole.Gradient,
                ParameterRole.Losses,
                ParameterRole.Probabilities,
                ParameterRole.Predictions,
                ParameterRole.HessianDiagonal)
                // A shard reads it instead.
                | (model.IsSharded ? Outputs.None : Optional(model, ParameterRole.LogSumExp)),
            KernelOperator.LinearSoftmaxLoss => Optional(
                model,
                ParameterRole.WeightGradient,
                ParameterRole.BiasGradient,
                ParameterRole.InputGradient,
                ParameterRole.Losses,
                ParameterRole.Logits),
            KernelOperator.LinearPredict => Outputs.Labels | Optional(model, ParameterRole.Probabilities),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model.Operator, "Not a kernel operator."),
        };
        return outputs | (model.Method.ReturnsValue ? Outputs.Total : Outputs.None);
    }

    private static Outputs Optional(KernelModel model, params ParameterRole[] roles)
    {
        Outputs outputs = Outputs.None;
        foreach (ParameterRole role in roles.Where(model.Has))
        {
            outputs |= role switch
            {
                ParameterRole.Gradient => Outputs.Gradient,
                ParameterRole.Losses => Outputs.Losses,
                ParameterRole.Probabilities => Outputs.Probabilities,
                ParameterRole.LogSumExp => Outputs.LogSumExp,
                ParameterRole.Predictions => Outputs.Predictions,
                ParameterRole.HessianDiagonal => Outputs.HessianDiagonal,
                ParameterRole.WeightGradient => Outputs.WeightGradient,
                ParameterRole.BiasGradient => Outputs.BiasGradient,
                ParameterRole.InputGradient => Outputs.InputGradient,
                ParameterRole.Logits => Outputs.Logits,
                _ => throw new ArgumentOutOfRangeException(nameof(roles), role, "Not an optional output."),
            };
        }

        return outputs;
    }
}

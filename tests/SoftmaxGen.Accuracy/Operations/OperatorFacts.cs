namespace SoftmaxGen.Accuracy.Operations;

/// <summary>How operators are shown, and what they write.</summary>
internal static class OperatorFacts
{
    /// <summary>Whether it writes a number for each row, and not one for each element.</summary>
    public static bool IsPerRow(this Operator operation) =>
        operation is Operator.LogSumExp or Operator.Loss or Operator.SoftLoss;

    /// <summary>The formula in the table.</summary>
    public static string Title(this Operator operation) => operation switch
    {
        Operator.Softmax => "softmax",
        Operator.LogSoftmax => "log-softmax",
        Operator.LogSumExp => "log-sum-exp",
        Operator.Loss => "cross-entropy of a label",
        Operator.Gradient => "its gradient",
        Operator.SoftLoss => "cross-entropy of a distribution",
        Operator.SoftGradient => "its gradient",
        Operator.Hessian => "diagonal of the Hessian",
        Operator.HessianVector => "Hessian times a vector",
        Operator.SoftmaxBackward => "softmax backward",
        Operator.LogSoftmaxBackward => "log-softmax backward",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>What an ulp is one of: the largest of the terms that the formula adds up.</summary>
    public static string Unit(this Operator operation) => operation switch
    {
        Operator.Softmax => "p",
        Operator.LogSoftmax => "max(1, max - x, log Σ)",
        Operator.LogSumExp => "max(1, abs(max), log Σ)",
        Operator.Loss => "max(1, max - x, log Σ)",
        Operator.Gradient => "p; 1 at the label",
        Operator.SoftLoss => "max(1, Σt, Σ t (max - x), Σt log Σ)",
        Operator.SoftGradient => "max(p Σt, t)",
        Operator.Hessian => "p",
        Operator.HessianVector => "p max(abs(v), Σ p abs(v))",
        Operator.SoftmaxBackward => "p max(abs(u), Σ p abs(u))",
        Operator.LogSoftmaxBackward => "max(abs(u), p Σ abs(u))",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

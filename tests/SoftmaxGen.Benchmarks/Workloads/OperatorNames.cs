namespace SoftmaxGen.Benchmarks.Workloads;

/// <summary>How operators are called on the command line and in headings.</summary>
internal static class OperatorNames
{
    /// <summary>The name that <c>--only</c> takes.</summary>
    public static string Option(this Operator operation) => operation switch
    {
        Operator.LossGradient => "loss-gradient",
        Operator.Loss => "loss",
        Operator.Softmax => "softmax",
        Operator.LogSoftmax => "log-softmax",
        Operator.SoftLossGradient => "soft-loss-gradient",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>The name over its table.</summary>
    public static string Title(this Operator operation) => operation switch
    {
        Operator.LossGradient => "Index loss + gradient",
        Operator.Loss => "Index loss alone",
        Operator.Softmax => "Softmax forward",
        Operator.LogSoftmax => "Log-softmax forward",
        Operator.SoftLossGradient => "Soft loss + gradient",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

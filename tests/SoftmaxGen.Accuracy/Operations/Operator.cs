namespace SoftmaxGen.Accuracy.Operations;

/// <summary>What is swept: everything that a kernel writes, and each by itself.</summary>
internal enum Operator
{
    Softmax,
    LogSoftmax,
    LogSumExp,
    Loss,
    Gradient,
    SoftLoss,
    SoftGradient,
    Hessian,
    HessianVector,
    SoftmaxBackward,
    LogSoftmaxBackward,
}

namespace SoftmaxGen.Generator.Model;

/// <summary>What a kernel computes; one for each kernel attribute that is built, named like it.</summary>
internal enum KernelOperator
{
    Softmax,
    LogSoftmax,
    SoftmaxBackward,
    LogSoftmaxBackward,
    SoftmaxJacobian,
    LogSumExp,
    SoftmaxLoss,
    NllLoss,
    SoftmaxLossHessianVector,
    LinearSoftmaxLoss,
    LinearPredict,
    ArgMax,
}

namespace SoftmaxGen.Generator.Model;

/// <summary>A kernel declaration that has passed every check, as values: no symbol, no syntax, no compilation.</summary>
/// <param name="Operator">What it computes.</param>
/// <param name="Element">The type of the logits.</param>
/// <param name="Classes">C, from 2 to 1,048,576.</param>
/// <param name="Features">F of a linear layer; 0 where the operator has none.</param>
/// <param name="Batch">A fixed N, or 0 where any N will do.</param>
/// <param name="Target">How a loss is told the truth; Index where the operator has no target.</param>
/// <param name="Reduction">How a loss reduces its rows; None where the operator is no loss.</param>
/// <param name="IgnoreIndex">The label that counts for nothing.</param>
/// <param name="Labels">The integer under <c>labels</c>, read or written; None where there are none.</param>
/// <param name="Predictions">The integer under <c>predictions</c>, likewise.</param>
/// <param name="Options">What else changes the result.</param>
/// <param name="Shape">How the batch lies in memory.</param>
/// <param name="Method">The partial method to implement.</param>
internal sealed record KernelModel(
    KernelOperator Operator,
    ElementType Element,
    int Classes,
    int Features,
    int Batch,
    TargetKind Target,
    ReductionKind Reduction,
    int IgnoreIndex,
    LabelType Labels,
    LabelType Predictions,
    KernelOptions Options,
    BatchShape Shape,
    MethodModel Method)
{
    /// <summary>Whether logits are made by a linear layer first.</summary>
    public bool IsLinear => Operator is KernelOperator.LinearSoftmaxLoss or KernelOperator.LinearPredict;

    /// <summary>Whether it is about a loss.</summary>
    public bool IsLoss => Operator is KernelOperator.SoftmaxLoss or KernelOperator.NllLoss
        or KernelOperator.SoftmaxLossHessianVector or KernelOperator.LinearSoftmaxLoss;

    /// <summary>The parameter of that role, or null where the method has none.</summary>
    public ParameterModel? Parameter(ParameterRole role) => Method.Parameters.FirstOrDefault(p => p.Role == role);

    /// <summary>Whether the method has a parameter of that role.</summary>
    public bool Has(ParameterRole role) => Parameter(role) is not null;

    /// <summary>Whether it holds a part of the classes only: then <c>logSumExp</c>, over all of them, is read.</summary>
    public bool IsSharded => Has(ParameterRole.ClassOffset);
}

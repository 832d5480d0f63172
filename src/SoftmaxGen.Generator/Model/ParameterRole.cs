namespace SoftmaxGen.Generator.Model;

/// <summary>What a parameter is to its kernel. A role is found by the parameter's name: the member's, in camel case.</summary>
internal enum ParameterRole
{
    Logits,
    Probabilities,
    LogProbabilities,
    Upstream,
    Target,
    Labels,
    Gradient,
    Losses,
    LogSumExp,
    Jacobian,
    Scale,
    ClassWeights,
    SampleWeights,
    Predictions,
    HessianDiagonal,
    Vector,
    Product,
    Inputs,
    Weights,
    Bias,
    WeightGradient,
    BiasGradient,
    InputGradient,
    ClassOffset,
}

namespace SoftmaxGen.Generator.Planning;

/// <summary>What a kernel writes or returns. A term that a plan has not leaves no trace in the emitted code.</summary>
[Flags]
internal enum Outputs
{
    None = 0,
    Probabilities = 1 << 0,
    LogProbabilities = 1 << 1,
    LogSumExp = 1 << 2,
    Losses = 1 << 3,
    Gradient = 1 << 4,
    Jacobian = 1 << 5,
    Labels = 1 << 6,

    /// <summary>The sum over the rows of the loss (of the log-sum-exp, where the operator is no loss), returned.</summary>
    Total = 1 << 7,
    Predictions = 1 << 8,
    HessianDiagonal = 1 << 9,
    Product = 1 << 10,
    WeightGradient = 1 << 11,
    BiasGradient = 1 << 12,
    InputGradient = 1 << 13,
    Logits = 1 << 14,

    /// <summary>What a linear layer hands back of the gradient of its logits.</summary>
    LinearGradients = WeightGradient | BiasGradient | InputGradient,
}

namespace SoftmaxGen.Benchmarks.Workloads;

/// <summary>What is measured. Public because BenchmarkDotNet takes it as a parameter.</summary>
public enum Operator
{
    /// <summary>Mean cross-entropy of index labels, and its gradient.</summary>
    LossGradient,

    /// <summary>Mean cross-entropy of index labels alone.</summary>
    Loss,

    /// <summary>Probabilities from logits.</summary>
    Softmax,

    /// <summary>Logarithms of the probabilities from logits.</summary>
    LogSoftmax,

    /// <summary>Mean cross-entropy of soft targets, and its gradient.</summary>
    SoftLossGradient,
}

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>What numbers stand for, as far as a library says so.</summary>
internal enum ValueDomain
{
    Unknown,
    Logits,
    Probabilities,
    LogProbabilities,
}

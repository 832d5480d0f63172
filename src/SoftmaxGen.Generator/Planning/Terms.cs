namespace SoftmaxGen.Generator.Planning;

/// <summary>
/// What a kernel computes beyond softmax and cross-entropy. The numbers of the options (the temperature, the smoothing)
/// are arguments of the kernel; a term that a plan has not leaves no trace in the emitted code.
/// </summary>
[Flags]
internal enum Terms
{
    None = 0,

    /// <summary>Each class has a weight.</summary>
    ClassWeights = 1 << 0,

    /// <summary>Each row has a weight.</summary>
    SampleWeights = 1 << 1,

    /// <summary>A share of each target is spread over all classes.</summary>
    Smoothing = 1 << 2,

    /// <summary>The logits are divided by a number.</summary>
    Temperature = 1 << 3,

    /// <summary>The logits are bounded by a hyperbolic tangent.</summary>
    Softcap = 1 << 4,

    /// <summary>The squared log-sum-exp is a part of the loss.</summary>
    ZLoss = 1 << 5,

    /// <summary>Each loss is weighted by a power of the probability that its label lacks.</summary>
    Focal = 1 << 6,

    /// <summary>The gradient is added to what its buffer holds.</summary>
    Accumulate = 1 << 7,

    /// <summary>A row of -inf alone gives zeros.</summary>
    Safe = 1 << 8,

    /// <summary>A logit that is not finite is refused before anything is written.</summary>
    Throw = 1 << 9,

    /// <summary>The mean divides by the sum of weights, which the kernel computes.</summary>
    Mass = 1 << 10,

    /// <summary>A linear layer has a bias.</summary>
    Bias = 1 << 11,

    /// <summary>The classes are a part of all, from <c>classOffset</c> on, and the log-sum-exp over all of them is given.</summary>
    Sharded = 1 << 12,

    /// <summary>The batch is split over the thread pool where it is large enough.</summary>
    Parallel = 1 << 13,

    /// <summary>
    /// A linear layer is given a batch block by block: its sums over the rows go on from one to the next, and rows are
    /// counted from the first.
    /// </summary>
    Blockwise = 1 << 14,
}

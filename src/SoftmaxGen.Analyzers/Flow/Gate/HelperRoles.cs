namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>What a helper does for its callers, as far as syntax tells.</summary>
[Flags]
internal enum HelperRoles
{
    None = 0,

    /// <summary>It works out exponentials or probabilities, and may hand them over.</summary>
    Gives = 1,

    /// <summary>It takes a logarithm, divides, or is a loss: what it is given may be too small or too large for it.</summary>
    Takes = 2,

    /// <summary>It is a generated kernel: its very call is looked at.</summary>
    Kernel = 4,
}

namespace SoftmaxGen.Generator.Planning;

/// <summary>How a loss kernel learns the truth.</summary>
internal enum Truth
{
    /// <summary>It is no loss.</summary>
    None,

    /// <summary>By a class index per row.</summary>
    Labels,

    /// <summary>By a weight per class and row: one-hot and soft targets alike.</summary>
    Distribution,
}

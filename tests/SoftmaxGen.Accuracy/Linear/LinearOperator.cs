namespace SoftmaxGen.Accuracy.Linear;

/// <summary>What a linear layer under cross-entropy writes.</summary>
internal enum LinearOperator
{
    Logits,
    Loss,
    WeightGradient,
    BiasGradient,
    InputGradient,
}

/// <summary>How they are shown.</summary>
internal static class LinearOperatorFacts
{
    /// <summary>The formula in the table.</summary>
    public static string Title(this LinearOperator operation) => operation switch
    {
        LinearOperator.Logits => "x = i · w + b",
        LinearOperator.Loss => "cross-entropy of a label",
        LinearOperator.WeightGradient => "its gradient by w",
        LinearOperator.BiasGradient => "by b",
        LinearOperator.InputGradient => "by i",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>What an ulp is one of: the sum of the magnitudes of what is added up.</summary>
    public static string Unit(this LinearOperator operation) => operation switch
    {
        LinearOperator.Logits => "s = Σ abs(i w) + abs(b)",
        LinearOperator.Loss => "max(1, max - x, log Σ, max s)",
        LinearOperator.WeightGradient => "Σ abs(i) g",
        LinearOperator.BiasGradient => "Σ g",
        LinearOperator.InputGradient => "Σ abs(w) g",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

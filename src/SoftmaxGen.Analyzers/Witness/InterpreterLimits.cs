namespace SoftmaxGen.Analyzers.Witness;

/// <summary>How much a run may cost before it is given up as not interpretable.</summary>
/// <param name="steps">Operations evaluated.</param>
/// <param name="depth">Calls inside each other.</param>
/// <param name="cells">Array elements, list items and fields allocated.</param>
internal sealed class InterpreterLimits(int steps = 20_000, int depth = 32, int cells = 100_000)
{
    /// <summary>Enough for a kernel over a few rows, and short enough to be unnoticed in an editor.</summary>
    public static InterpreterLimits Default { get; } = new();

    /// <summary>Operations evaluated.</summary>
    public int Steps { get; } = steps;

    /// <summary>Calls inside each other.</summary>
    public int Depth { get; } = depth;

    /// <summary>Array elements, list items and fields allocated.</summary>
    public int Cells { get; } = cells;
}

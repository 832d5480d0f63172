namespace Digits;

/// <summary>What the classifier makes of a digit.</summary>
/// <param name="Digit">The digit that was shown.</param>
/// <param name="Predicted">The class of the greatest probability.</param>
/// <param name="Probability">That probability.</param>
internal sealed record Reading(Digit Digit, int Predicted, float Probability)
{
    /// <summary>Whether the digit was read as what it is.</summary>
    public bool IsRight => Predicted == Digit.Label;
}

namespace Digits;

/// <summary>One handwritten digit.</summary>
/// <param name="Line">The line of the file that holds it, from 1.</param>
/// <param name="Pixels">64 values from 0 (paper) to 1 (ink), row by row.</param>
/// <param name="Label">The digit that was written.</param>
internal sealed record Digit(int Line, float[] Pixels, int Label);

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>
/// Judges probabilities by the logits that they were made of, where all of them are finite: those of two logits that lie far apart
/// must not be the same number, at whatever temperature.
/// </summary>
internal static class LostOrder
{
    private const double FarApart = 50;

    /// <summary>Whether numbers that went in far apart came out alike.</summary>
    public static bool IsIn(double[] logits, double[] output)
    {
        // Of a method that returns nothing, both of its buffers come back.
        if (output.Length == 2 * logits.Length)
            output = output.Skip(logits.Length).ToArray();
        if (output.Length != logits.Length || output.Any(p => !(p >= 0 && p <= 1)))
            return false;
        for (int i = 0; i < logits.Length; i++)
            for (int j = 0; j < logits.Length; j++)
                if (logits[i] - logits[j] >= FarApart && output[i] == output[j])
                    return true;
        return false;
    }
}

using SoftmaxGen.Kernels.Tests.Reference;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>
/// A number for all the bits that a kernel wrote and returned, by which runs in different processes are compared.
/// Widening a float to double loses nothing, so one digest serves both; which NaN it is does not count.
/// </summary>
internal static class Digest
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The digest of an answer.</summary>
    public static ulong Of(Answer answer)
    {
        ulong digest = Add(Offset, answer.Returned);
        foreach ((_, double[] values) in answer.Elements.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (double value in values)
            {
                digest = Add(digest, value);
            }
        }

        foreach (long label in answer.Labels)
        {
            digest = Add(digest, (ulong)label);
        }

        return digest;
    }

    private static ulong Add(ulong digest, double value) =>
        Add(digest, BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value));

    private static ulong Add(ulong digest, ulong bits) => (digest ^ bits ^ (bits >> 32)) * Prime;
}

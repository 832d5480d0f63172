using System.Numerics;
using System.Runtime.InteropServices;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>
/// The floor: one vectorised pass of exp that loads and stores every element once. Any softmax has to do at least that.
/// </summary>
internal static class ExpFloor
{
    public const string Name = "exp floor";

    /// <summary>Writes the exp of every logit, all in [-80, 80]: a floor carries no care for the rest.</summary>
    public static void Run<T>(ReadOnlySpan<T> logits, Span<T> output)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            SingleExpPass.Run(MemoryMarshal.Cast<T, float>(logits), MemoryMarshal.Cast<T, float>(output));
        else
            DoubleExpPass.Run(MemoryMarshal.Cast<T, double>(logits), MemoryMarshal.Cast<T, double>(output));
    }
}

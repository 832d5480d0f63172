using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>
/// <see cref="ExpFloor"/> in float: reduction by n ln 2 in two constants, degree 6 by Estrin's scheme (shorter chains
/// than Horner's), the power of two added to the exponent; fused multiply-add where the machine has it. One vector a
/// turn: unrolled, the JIT no longer keeps the constants in registers, and the pass is slower.
/// </summary>
internal static class SingleExpPass
{
    /// <summary>1.5 * 2^23: added to a small number, it leaves the nearest integer in the low bits.</summary>
    private const float Rounder = 12_582_912f;

    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693145752f;
    private const float Ln2Low = 1.42860677e-6f;
    private const float C3 = 1.6666657e-1f;
    private const float C4 = 4.1666646e-2f;
    private const float C5 = 8.3334519e-3f;
    private const float C6 = 1.3981999e-3f;

    public static void Run(ReadOnlySpan<float> logits, Span<float> output)
    {
        ref float input = ref MemoryMarshal.GetReference(logits);
        ref float result = ref MemoryMarshal.GetReference(output[..logits.Length]);
        nuint done = Vector512.IsHardwareAccelerated
            ? Run512(ref input, ref result, (nuint)logits.Length)
            : Vector.IsHardwareAccelerated ? RunNative(ref input, ref result, (nuint)logits.Length) : 0;
        for (int i = (int)done; i < logits.Length; i++)
            output[i] = MathF.Exp(logits[i]);
    }

    private static nuint Run512(ref float input, ref float result, nuint length)
    {
        nuint i = 0;
        for (; i + (nuint)Vector512<float>.Count <= length; i += (nuint)Vector512<float>.Count)
            Exp(Vector512.LoadUnsafe(ref input, i)).StoreUnsafe(ref result, i);
        return i;
    }

    private static nuint RunNative(ref float input, ref float result, nuint length)
    {
        nuint i = 0;
        for (; i + (nuint)Vector<float>.Count <= length; i += (nuint)Vector<float>.Count)
            Exp(Vector.LoadUnsafe(ref input, i)).StoreUnsafe(ref result, i);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        Vector512<float> n = shifted - Vector512.Create(Rounder);
        Vector512<float> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        Vector512<float> r2 = r * r;
        Vector512<float> middle = Vector512.MultiplyAddEstimate(Vector512.Create(C3), r, Vector512.Create(0.5f));
        Vector512<float> top = Vector512.MultiplyAddEstimate(Vector512.Create(C5), r, Vector512.Create(C4));
        top = Vector512.MultiplyAddEstimate(Vector512.Create(C6), r2, top);
        middle = Vector512.MultiplyAddEstimate(top, r2, middle);
        Vector512<float> p = Vector512.MultiplyAddEstimate(middle, r2, r + Vector512<float>.One);
        return (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>The same in the machine's own width: 256 bits with AVX2, 128 on Arm64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> shifted = Vector.MultiplyAddEstimate(x, Vector.Create(Log2E), Vector.Create(Rounder));
        Vector<float> n = shifted - Vector.Create(Rounder);
        Vector<float> r = Vector.MultiplyAddEstimate(n, Vector.Create(-Ln2High), x);
        r = Vector.MultiplyAddEstimate(n, Vector.Create(-Ln2Low), r);
        Vector<float> r2 = r * r;
        Vector<float> middle = Vector.MultiplyAddEstimate(Vector.Create(C3), r, Vector.Create(0.5f));
        Vector<float> top = Vector.MultiplyAddEstimate(Vector.Create(C5), r, Vector.Create(C4));
        top = Vector.MultiplyAddEstimate(Vector.Create(C6), r2, top);
        middle = Vector.MultiplyAddEstimate(top, r2, middle);
        Vector<float> p = Vector.MultiplyAddEstimate(middle, r2, r + Vector<float>.One);
        return (p.As<float, int>() + (shifted.As<float, int>() << 23)).As<int, float>();
    }
}

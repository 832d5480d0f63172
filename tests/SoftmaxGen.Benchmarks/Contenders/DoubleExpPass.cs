using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftmaxGen.Benchmarks.Contenders;

/// <summary>
/// <see cref="ExpFloor"/> in double: reduction by n ln 2 in two constants, degree 11 by Estrin's scheme, the power of
/// two added to the exponent; fused multiply-add where the machine has it.
/// </summary>
internal static class DoubleExpPass
{
    /// <summary>1.5 * 2^52: added to a small number, it leaves the nearest integer in the low bits.</summary>
    private const double Rounder = 6_755_399_441_055_744d;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // From the third power up: interpolation at the Chebyshev nodes of [-ln 2 / 2, ln 2 / 2].
    private const double C3 = 0.1666666666666668;
    private const double C4 = 0.0416666666664881;
    private const double C5 = 0.008333333333319601;
    private const double C6 = 0.0013888888952314775;
    private const double C7 = 0.00019841269890047113;
    private const double C8 = 2.4801485482328494e-05;
    private const double C9 = 2.755724091857897e-06;
    private const double C10 = 2.763263963904103e-07;
    private const double C11 = 2.5110037605963777e-08;

    public static void Run(ReadOnlySpan<double> logits, Span<double> output)
    {
        ref double input = ref MemoryMarshal.GetReference(logits);
        ref double result = ref MemoryMarshal.GetReference(output[..logits.Length]);
        nuint done = Vector512.IsHardwareAccelerated
            ? Run512(ref input, ref result, (nuint)logits.Length)
            : Vector.IsHardwareAccelerated ? RunNative(ref input, ref result, (nuint)logits.Length) : 0;
        for (int i = (int)done; i < logits.Length; i++)
            output[i] = Math.Exp(logits[i]);
    }

    private static nuint Run512(ref double input, ref double result, nuint length)
    {
        nuint i = 0;
        for (; i + (nuint)Vector512<double>.Count <= length; i += (nuint)Vector512<double>.Count)
            Exp(Vector512.LoadUnsafe(ref input, i)).StoreUnsafe(ref result, i);
        return i;
    }

    private static nuint RunNative(ref double input, ref double result, nuint length)
    {
        nuint i = 0;
        for (; i + (nuint)Vector<double>.Count <= length; i += (nuint)Vector<double>.Count)
            Exp(Vector.LoadUnsafe(ref input, i)).StoreUnsafe(ref result, i);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> shifted =
            Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(Rounder));
        Vector512<double> n = shifted - Vector512.Create(Rounder);
        Vector512<double> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);
        Vector512<double> r2 = r * r;
        Vector512<double> r4 = r2 * r2;
        Vector512<double> c23 = Vector512.MultiplyAddEstimate(Vector512.Create(C3), r, Vector512.Create(0.5));
        Vector512<double> c45 = Vector512.MultiplyAddEstimate(Vector512.Create(C5), r, Vector512.Create(C4));
        Vector512<double> c67 = Vector512.MultiplyAddEstimate(Vector512.Create(C7), r, Vector512.Create(C6));
        Vector512<double> c89 = Vector512.MultiplyAddEstimate(Vector512.Create(C9), r, Vector512.Create(C8));
        Vector512<double> c1011 = Vector512.MultiplyAddEstimate(Vector512.Create(C11), r, Vector512.Create(C10));
        Vector512<double> low = Vector512.MultiplyAddEstimate(c45, r2, c23);
        Vector512<double> high = Vector512.MultiplyAddEstimate(c89, r2, c67);
        high = Vector512.MultiplyAddEstimate(c1011, r4, high);
        low = Vector512.MultiplyAddEstimate(high, r4, low);
        Vector512<double> p = Vector512.MultiplyAddEstimate(low, r2, r + Vector512<double>.One);
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>The same in the machine's own width: 256 bits with AVX2, 128 on Arm64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exp(Vector<double> x)
    {
        Vector<double> shifted = Vector.MultiplyAddEstimate(x, Vector.Create(Log2E), Vector.Create(Rounder));
        Vector<double> n = shifted - Vector.Create(Rounder);
        Vector<double> r = Vector.MultiplyAddEstimate(n, Vector.Create(-Ln2High), x);
        r = Vector.MultiplyAddEstimate(n, Vector.Create(-Ln2Low), r);
        Vector<double> r2 = r * r;
        Vector<double> r4 = r2 * r2;
        Vector<double> c23 = Vector.MultiplyAddEstimate(Vector.Create(C3), r, Vector.Create(0.5));
        Vector<double> c45 = Vector.MultiplyAddEstimate(Vector.Create(C5), r, Vector.Create(C4));
        Vector<double> c67 = Vector.MultiplyAddEstimate(Vector.Create(C7), r, Vector.Create(C6));
        Vector<double> c89 = Vector.MultiplyAddEstimate(Vector.Create(C9), r, Vector.Create(C8));
        Vector<double> c1011 = Vector.MultiplyAddEstimate(Vector.Create(C11), r, Vector.Create(C10));
        Vector<double> low = Vector.MultiplyAddEstimate(c45, r2, c23);
        Vector<double> high = Vector.MultiplyAddEstimate(c89, r2, c67);
        high = Vector.MultiplyAddEstimate(c1011, r4, high);
        low = Vector.MultiplyAddEstimate(high, r4, low);
        Vector<double> p = Vector.MultiplyAddEstimate(low, r2, r + Vector<double>.One);
        return (p.As<double, long>() + (shifted.As<double, long>() << 52)).As<long, double>();
    }
}

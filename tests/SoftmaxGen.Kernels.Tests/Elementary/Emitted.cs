using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using SoftmaxGen.Generator.Emission.Elementary;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>The emitted functions for one element type, called with arrays of any length.</summary>
internal static class Emitted<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What every array is filled up to: the lanes of the widest register.</summary>
    private const int Lanes = 16;

    /// <summary>The exponent of the scale of ScaledExp.</summary>
    public static int ScaleExponent { get; } = typeof(T) == typeof(float) ? ExpScale.Single : ExpScale.Double;

    /// <summary>The scale of ScaledExp.</summary>
    public static T Scale { get; } = T.ScaleB(T.One, ScaleExponent);

    /// <summary>Whether this register's MultiplyAdd rounds only once.</summary>
    public static bool Fuses(Register register) =>
        register != Register.Portable && (Fma.IsSupported || AdvSimd.IsSupported);

    /// <summary>e^x times the scale.</summary>
    public static T[] ScaledExp(Register register, T[] x) => Apply("ScaledExp", register, x);

    /// <summary>e^x.</summary>
    public static T[] Exp(Register register, T[] x) => Apply("Exp", register, x);

    /// <summary>The logarithm of x divided by the scale.</summary>
    public static T[] LogOfScaled(Register register, T[] x) => Apply("LogOfScaled", register, x);

    /// <summary>The greater.</summary>
    public static T[] Max(Register register, T[] a, T[] b) => Apply("Max", register, a, b);

    /// <summary>a * b + c.</summary>
    public static T[] MultiplyAdd(Register register, T[] a, T[] b, T[] c) => Apply("MultiplyAdd", register, a, b, c);

    private static T[] Apply(string function, Register register, params T[][] operands)
    {
        int length = operands[0].Length;
        int filled = (length + Lanes - 1) / Lanes * Lanes;
        T[] result = new T[filled];
        T[][] filledOperands = [.. operands.Select(operand => (T[])[.. operand, .. new T[filled - length]])];
        ElementaryLibrary.Bind<T>(function, register)(filledOperands, result);
        return result[..length];
    }
}

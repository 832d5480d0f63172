using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>What a process has of vector registers: what emitted code asks before it takes a path.</summary>
/// <param name="Vector512">512-bit registers, or the claim of them.</param>
/// <param name="Vector256">256-bit registers.</param>
/// <param name="Vector128">128-bit registers.</param>
/// <param name="Fused">Fused multiply-add.</param>
internal sealed record HardwareFacts(bool Vector512, bool Vector256, bool Vector128, bool Fused)
{
    /// <summary>Those of this process.</summary>
    public static HardwareFacts Here { get; } = new(
        Registers.Has512,
        System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
        System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated,
        Fma.IsSupported || AdvSimd.IsSupported);
}

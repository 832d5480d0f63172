using System.Runtime.Intrinsics.X86;
using SoftmaxGen.Kernels.Tests.Library;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>A way to run the same kernels on less, or more, than the machine has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Setting">
/// The environment variable that the runtime reads at its start, as <c>name=value</c>, or nothing.
/// </param>
/// <param name="Left">What must be left of the machine's registers.</param>
internal sealed record Variant(string Name, string Setting, Func<HardwareFacts, HardwareFacts> Left)
{
    /// <summary>The machine as it is, against which the others are compared.</summary>
    public static Variant Native { get; } = new("native", "", all => all);

    /// <summary>The 512-bit path, on registers or in software.</summary>
    public static Variant Claimed512 { get; } = new(
        "claimed512", Registers.Claim + "=1", all => all with { Vector512 = true });

    /// <summary>Without vectors and fused multiply-add, against which the others without are compared.</summary>
    public static Variant Scalar { get; } = new(
        "scalar", "DOTNET_EnableHWIntrinsic=0", _ => new HardwareFacts(false, false, false, false));

    /// <summary>All that this machine can be made into; only x64 lets itself be cut down.</summary>
    public static IReadOnlyList<Variant> All { get; } = X86Base.IsSupported
        ?
        [
            Native,
            Claimed512,
            new("width256", "DOTNET_PreferredVectorBitWidth=256", all => all with { Vector512 = false }),
            new(
                "width128",
                "DOTNET_PreferredVectorBitWidth=128",
                all => all with { Vector512 = false, Vector256 = false }),
            new("noAvx512", "DOTNET_EnableAVX512=0", all => all with { Vector512 = false }),
            new("noAvx2", "DOTNET_EnableAVX2=0", all => new HardwareFacts(false, false, all.Vector128, false)),
            Scalar,
        ]
        : [Native, Claimed512];

    /// <summary>The variant of that name.</summary>
    public static Variant Named(string name) => All.Single(variant => variant.Name == name);

    /// <inheritdoc />
    public override string ToString() => Name;
}

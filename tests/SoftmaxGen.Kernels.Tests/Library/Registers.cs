using System.Runtime.Intrinsics;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>
/// Answers for the emitted code, in the libraries that are built to ask here, whether there are 512-bit registers. Told
/// to, it says yes on any machine: the runtime then does the same arithmetic in software, and so the 512-bit path is
/// tested everywhere.
/// </summary>
public static class Registers
{
    /// <summary>The environment variable that makes it say yes: set to 1.</summary>
    public const string Claim = "SOFTMAXGEN_TESTS_CLAIM_512";

    /// <summary>Whether the 512-bit path is to be taken; a constant to the JIT.</summary>
    public static readonly bool Has512 =
        Vector512.IsHardwareAccelerated || Environment.GetEnvironmentVariable(Claim) == "1";
}

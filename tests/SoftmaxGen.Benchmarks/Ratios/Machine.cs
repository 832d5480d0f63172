using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>The lines above the tables.</summary>
    /// <typeparam name="T">The type of the logits.</typeparam>
    public static IEnumerable<string> Describe<T>() =>
    [
        $"{ProcessorName()} ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription.Trim()}",
        "",
        $"Vector512 {Accelerated(Vector512.IsHardwareAccelerated)}, "
            + $"Vector256 {Accelerated(Vector256.IsHardwareAccelerated)}; {Element<T>()} logits in [-10, 10); "
            + "ns per element are the fastest of all rounds, ratios the medians over rounds; one thread.",
    ];

    private static string Accelerated(bool yes) => yes ? "accelerated" : "not accelerated";

    private static string Element<T>() => typeof(T) == typeof(float) ? "float" : "double";

    private static string ProcessorName()
    {
        string? name = File.Exists(LinuxProcessors)
            ? File.ReadLines(LinuxProcessors)
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name is null ? "Unknown processor" : name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

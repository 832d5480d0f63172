namespace SoftmaxGen.Package.Tests.Harness;

/// <summary>A test that runs a program of .NET Framework: on Windows by itself, elsewhere by Mono, and nowhere without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DesktopFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where such a program cannot run.</summary>
    public DesktopFactAttribute()
    {
        if (!OperatingSystem.IsWindows() && Mono is null)
        {
            Skip = "There is no mono on the PATH: .ci/run installs Debian's mono-runtime.";
        }
    }

    /// <summary>Where Mono lies, or null.</summary>
    internal static string? Mono { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);
}

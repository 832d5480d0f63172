using System.Diagnostics;
using System.Globalization;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>Runs <see cref="Program"/> in a process of its own, whose runtime is told something at its start.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The cases that the child prints.</summary>
    /// <param name="name">What to call it where it fails.</param>
    /// <param name="arguments">What <see cref="Program"/> takes.</param>
    /// <param name="setting">An environment variable, as <c>name=value</c>, or nothing.</param>
    public static async Task<IReadOnlyList<Entry>> RunAsync(string name, string[] arguments, string setting)
    {
        using Process child = Process.Start(Command(arguments, setting))!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await child.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            throw new TimeoutException($"The suites took more than {Patience} as {name}.");
        }

        return child.ExitCode == 0
            ? [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
            : throw new InvalidOperationException($"{name}: exit code {child.ExitCode}. {await errors}");
    }

    private static ProcessStartInfo Command(string[] arguments, string setting)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The code that counts is the optimised one, and no kernel is called often enough to get there by itself.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        if (setting.Split('=') is [string name, string value])
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Entry Parse(string line)
    {
        string[] parts = line.Split('\t');
        return new Entry(
            parts[0],
            ulong.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            parts[2].Length == 0 ? null : parts[2]);
    }
}

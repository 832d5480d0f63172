using System.Diagnostics;
using System.Globalization;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>
/// Runs the suites in a child process for each variant: all of them once, as soon as the first is asked for.
/// </summary>
internal static class ChildRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly SemaphoreSlim Processors = new(Environment.ProcessorCount);

    private static readonly Lazy<Dictionary<string, Task<IReadOnlyList<Entry>>>> Runs = new(() =>
        Variant.All.ToDictionary(variant => variant.Name, variant => Task.Run(() => RunAsync(variant))));

    /// <summary>What became of every case in that variant.</summary>
    public static Task<IReadOnlyList<Entry>> Of(Variant variant) => Runs.Value[variant.Name];

    private static async Task<IReadOnlyList<Entry>> RunAsync(Variant variant)
    {
        string library = Libraries.NumericsPath;
        await Processors.WaitAsync();
        try
        {
            return await StartAsync(variant, library);
        }
        finally
        {
            Processors.Release();
        }
    }

    private static async Task<IReadOnlyList<Entry>> StartAsync(Variant variant, string library)
    {
        using Process child = Process.Start(Command(variant, library))!;
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
            throw new TimeoutException($"The suites took more than {Patience} as {variant}.");
        }

        return child.ExitCode == 0
            ? [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
            : throw new InvalidOperationException($"{variant}: exit code {child.ExitCode}. {await errors}");
    }

    private static ProcessStartInfo Command(Variant variant, string library)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                "exec",
                typeof(ChildRun).Assembly.Location,
                library,
                variant.Left(HardwareFacts.Here).ToString(),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The code that counts is the optimised one, and no kernel is called often enough to get there by itself.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        if (variant.Setting.Split('=') is [string name, string value])
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

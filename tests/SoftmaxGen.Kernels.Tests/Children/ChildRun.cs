using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>
/// Runs the suites in a child process for each variant: all of them once, as soon as the first is asked for.
/// </summary>
internal static class ChildRun
{
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
            return await ChildProcess.RunAsync(
                variant.Name, [library, Program.Widths, variant.Left(HardwareFacts.Here).ToString()], variant.Setting);
        }
        finally
        {
            Processors.Release();
        }
    }
}

using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>
/// Runs the suites in a child process for each variant: all of them once, as soon as the first is asked for.
/// </summary>
internal static class ChildRun
{
    private static readonly SemaphoreSlim Processors = new(Environment.ProcessorCount);

    private static readonly Lazy<Dictionary<string, Task<IReadOnlyList<Entry>>>> All = new(() => Start(Program.Widths));

    private static readonly Lazy<Dictionary<string, Task<IReadOnlyList<Entry>>>> Few = new(() => Start(Program.FewWidths));

    /// <summary>What became of every case in that variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="few">Whether only the golden cases of a few class counts are run.</param>
    public static Task<IReadOnlyList<Entry>> Of(Variant variant, bool few) => (few ? Few : All).Value[variant.Name];

    private static Dictionary<string, Task<IReadOnlyList<Entry>>> Start(string suites) =>
        Variant.All.ToDictionary(variant => variant.Name, variant => Task.Run(() => RunAsync(variant, suites)));

    private static async Task<IReadOnlyList<Entry>> RunAsync(Variant variant, string suites)
    {
        string library = suites == Program.FewWidths ? Libraries.FewPath : Libraries.NumericsPath;
        await Processors.WaitAsync();
        try
        {
            return await ChildProcess.RunAsync(
                variant.Name, [library, suites, variant.Left(HardwareFacts.Here).ToString()], variant.Setting);
        }
        finally
        {
            Processors.Release();
        }
    }
}

using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>
/// What a child process runs, given the path of a library, which suites, and what it must have (registers, or processors):
/// it makes sure that the switch in its environment worked, runs the suites with the kernels of the library, and prints a
/// line per case.
/// </summary>
internal static class Program
{
    /// <summary>The suites that run at every register width.</summary>
    public const string Widths = "widths";

    /// <summary>The golden cases of a few class counts, at every register width.</summary>
    public const string FewWidths = "few widths";

    /// <summary>The suite that runs on every number of processors.</summary>
    public const string Threads = "threads";

    private const int WrongHardware = 2;

    private static int Main(string[] arguments)
    {
        bool threads = arguments[1] == Threads;
        string here = threads
            ? Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)
            : HardwareFacts.Here.ToString();
        if (here != arguments[2])
        {
            Console.Error.WriteLine($"This process has {here}, where {arguments[2]} was asked for.");
            return WrongHardware;
        }

        KernelLibrary library = KernelLibrary.Load(arguments[0]);
        IEnumerable<Entry> entries = threads
            ? SplitTrials.Part.Select(trial => trial.Split(library))
            : (arguments[1] == FewWidths ? [GoldenTrials.Few] : Libraries.Suites).SelectMany(suite => suite.Run(library));
        using StreamWriter output = new(Console.OpenStandardOutput());
        foreach (Entry entry in entries)
        {
            string? failure = entry.Failure?.ReplaceLineEndings(" ");
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{entry.Case}\t{entry.Digest:X16}\t{failure}\n"));
        }

        return 0;
    }
}

using System.Globalization;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Children;

/// <summary>
/// What a child process runs, given the path of a library and the registers it must have: it makes sure that the switch
/// in its environment worked, runs all suites with the kernels of the library, and prints a line per case.
/// </summary>
internal static class Program
{
    private const int WrongHardware = 2;

    private static int Main(string[] arguments)
    {
        string here = HardwareFacts.Here.ToString();
        if (here != arguments[1])
        {
            Console.Error.WriteLine($"This process has {here}, where {arguments[1]} was asked for.");
            return WrongHardware;
        }

        KernelLibrary library = KernelLibrary.Load(arguments[0]);
        using StreamWriter output = new(Console.OpenStandardOutput());
        foreach (Entry entry in Libraries.Suites.SelectMany(suite => suite.Run(library)))
        {
            string? failure = entry.Failure?.ReplaceLineEndings(" ");
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{entry.Case}\t{entry.Digest:X16}\t{failure}\n"));
        }

        return 0;
    }
}

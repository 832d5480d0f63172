using System.Numerics;
using SoftmaxGen.Benchmarks.Workloads;

namespace SoftmaxGen.Benchmarks.Ratios;

/// <summary>The fast interleaved mode: checks that all contenders agree, times them, prints Markdown tables.</summary>
internal static class RatiosCommand
{
    /// <summary>Runs with the arguments after <c>ratios</c>; returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        RatiosOptions options;
        try
        {
            options = RatiosOptions.Parse(arguments);
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine(problem.Message);
            Console.Error.WriteLine(RatiosOptions.Usage);
            return 2;
        }

        IEnumerable<string> lines = options.Double ? Report<double>(options) : Report<float>(options);
        using TextWriter? file = options.Output is null ? null : new StreamWriter(options.Output) { NewLine = "\n" };
        foreach (string line in lines)
        {
            Console.WriteLine(line);
            file?.WriteLine(line);
        }

        return 0;
    }

    private static IEnumerable<string> Report<T>(RatiosOptions options)
        where T : struct, IFloatingPointIeee754<T>
    {
        foreach (string line in Machine.Describe<T>())
            yield return line;
        ILookup<Operator, Contest<T>> contests = options.Operators
            .SelectMany(operation => options.Shapes, (operation, shape) => (operation, shape))
            .ToLookup(row => row.operation, row => new Contest<T>(row.operation, row.shape));
        Contest<T>[] all = [.. contests.SelectMany(group => group)];
        foreach (Contest<T> contest in all)
            contest.Check();
        WarmUp.Run(all);
        foreach (IGrouping<Operator, Contest<T>> group in contests)
        {
            foreach (string line in ResultTable.Header(group.Key))
                yield return line;
            foreach (Contest<T> contest in group)
                yield return ResultTable.Row(contest.Measure(options.Rounds));
        }
    }
}

using System.Numerics;
using SoftmaxGen.Benchmarks.OneDnn;
using SoftmaxGen.Benchmarks.Python;
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

        using PythonProcess? python = options.Torch ? PythonProcess.Start() : null;
        IEnumerable<string> lines = options.Double ? Report<double>(options, python) : Report<float>(options, python);
        using TextWriter? file = options.Output is null ? null : new StreamWriter(options.Output) { NewLine = "\n" };
        foreach (string line in lines)
        {
            Console.WriteLine(line);
            file?.WriteLine(line);
        }

        return 0;
    }

    private static IEnumerable<string> Report<T>(RatiosOptions options, PythonProcess? python)
        where T : struct, IFloatingPointIeee754<T>
    {
        string[] libraries =
        [
            .. python is null ? Array.Empty<string>() : [python.Versions],
            .. options.OneDnn ? [OneDnnSoftmax<T>.Load()] : Array.Empty<string>(),
        ];
        string[] machine = [.. Machine.Describe<T>(), .. libraries.Length == 0 ? libraries : ["", $"{string.Join(", ", libraries)}, one thread."]];
        foreach (string line in machine)
            yield return line;
        ILookup<Operator, Contest<T>> contests = options.Operators
            .SelectMany(operation => options.Shapes, (operation, shape) => (operation, shape))
            .ToLookup(row => row.operation, row => new Contest<T>(row.operation, row.shape, python, options.OneDnn));
        Contest<T>[] all = [.. contests.SelectMany(group => group)];
        foreach (Contest<T> contest in all)
            contest.Check();
        WarmUp.Run(all);
        List<Result> results = [];
        foreach (IGrouping<Operator, Contest<T>> group in contests)
        {
            foreach (string line in ResultTable.Header(group.Key, group.First().Columns))
                yield return line;
            foreach (Contest<T> contest in group)
            {
                results.Add(contest.Measure(options.Rounds));
                yield return ResultTable.Row(results[^1]);
            }
        }

        if (options.Picture is not null)
            File.WriteAllText(options.Picture, Picture.Of(results, machine[0]));
    }
}

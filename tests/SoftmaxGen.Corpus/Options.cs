namespace SoftmaxGen.Corpus;

/// <summary>What the command line asks for.</summary>
/// <param name="Folder">The folder whose children are repositories, each named <c>owner+name@commit8</c>.</param>
/// <param name="LabelsPath">The labels, or <c>-</c> for none.</param>
/// <param name="Repository">Analyse only directories whose name contains this.</param>
/// <param name="Verbose">Also list what was found and what was silent on suboptimal places.</param>
/// <param name="JsonPath">Where everything is written for other programs.</param>
/// <param name="Passes">Analyse this often and keep the fastest time: the first pass also compiles the analyzers.</param>
/// <param name="ImplicitUsings">Whether projects with implicit usings get them, as their own build would.</param>
/// <param name="Quick">Whether to do without Roslyn's driver, which binds every body of every file.</param>
internal sealed record Options(
    string Folder,
    string LabelsPath,
    string? Repository,
    bool Verbose,
    string? JsonPath,
    int Passes,
    bool ImplicitUsings,
    bool Quick)
{
    /// <summary>The text for a command line that cannot be read.</summary>
    public const string Usage =
        """
        dotnet run -c Release --project tests/SoftmaxGen.Corpus -- <folder of repositories> <labels.jsonl or ->
            [--repo name]           only directories whose name contains this
            [--verbose]             list every label and what was reported on it
            [--json out]            write labels, reports, crashes and times as JSON
            [--passes n]            analyse n times, keep the fastest time (default 1)
            [--no-implicit-usings]  compile without the usings that projects get from their SDK
            [--quick]               without Roslyn's driver: many times faster, no telemetry
        """;

    /// <summary>Reads a command line; null when it makes no sense.</summary>
    public static Options? Parse(string[] arguments)
    {
        List<string> positional = [];
        Options options = new("", "", null, false, null, 1, true, false);
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            switch (argument)
            {
                case "--verbose":
                    options = options with { Verbose = true };
                    break;
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--no-implicit-usings":
                    options = options with { ImplicitUsings = false };
                    break;
                case "--repo" when rest.TryDequeue(out string? name):
                    options = options with { Repository = name };
                    break;
                case "--json" when rest.TryDequeue(out string? path):
                    options = options with { JsonPath = path };
                    break;
                case "--passes" when rest.TryDequeue(out string? text) && int.TryParse(text, out int n) && n > 0:
                    options = options with { Passes = n };
                    break;
                case ['-', '-', ..]:
                    return null;
                default:
                    positional.Add(argument);
                    break;
            }
        }

        return positional is [string folder, string labels]
            ? options with { Folder = folder, LabelsPath = labels }
            : null;
    }
}

using SoftmaxGen.Corpus;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

IReadOnlyList<Label> labels = Labels.Load(options.LabelsPath);
IReadOnlyList<Repository> repositories = [.. Repository.All(options.Folder).Where(IsWanted)];

List<Analysis> analyses = [];
foreach (Repository repository in repositories)
{
    Console.Error.WriteLine($"{repository.Name} …");
    analyses.Add(await Analysis.RunAsync(repository, PathsOf(repository), options));
}

Score score = Scorer.Match([.. labels.Where(label => Matches(label.DirectoryName))], analyses);
Report.Print(score, options.Verbose, Console.Out);
if (options.JsonPath is not null)
    Report.Write(score, options.JsonPath);
return analyses.Any(analysis => analysis.Crashes.Count > 0) ? 1 : 0;

bool Matches(string name) => options.Repository is null || name.Contains(options.Repository, StringComparison.OrdinalIgnoreCase);

bool IsWanted(Repository repository) => Matches(repository.Name);

IReadOnlySet<string> PathsOf(Repository repository) =>
    labels.Where(label => label.DirectoryName == repository.Name).Select(label => label.Path).ToHashSet();

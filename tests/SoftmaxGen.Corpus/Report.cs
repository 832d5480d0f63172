using System.Text.Json;

namespace SoftmaxGen.Corpus;

/// <summary>Prints a score for people, and writes it for programs.</summary>
internal static class Report
{
    /// <summary>Everything that is worth reading, the numbers last.</summary>
    public static void Print(Score score, bool verbose, TextWriter output)
    {
        if (verbose)
        {
            Section(output, "Labels", score.Labels, PrintLabel);
            Section(output, "Slowest files", SlowestFiles(score), (line, writer) => writer.WriteLine(line));
        }

        Section(output, "Reports that belong to no label", score.Unlabelled, PrintUnlabelled);
        Section(output, "Unstable labels missed", Unstable(score).Where(s => !s.IsFound), PrintLabel);
        Section(output, "Stable labels with a warning", Stable(score).Where(s => s.IsFlagged), PrintLabel);
        Section(output, "Crashes (AD0001)", score.Analyses.SelectMany(a => a.Crashes, (a, crash) => $"{a.Repository}: {crash}"),
            (crash, writer) => writer.WriteLine(crash));
        Section(output, "Labels whose repository was not analysed", score.Absent.GroupBy(label => label.DirectoryName),
            (group, writer) => writer.WriteLine($"{group.Key}: {group.Count()}"));
        Recall(score, output);
        Precision(score, output);
        Times(score, output);
    }

    /// <summary>The same as JSON.</summary>
    public static void Write(Score score, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(score, Labels.Json));

    private static IEnumerable<Scored> Unstable(Score score) => score.Labels.Where(s => s.Label.Verdict == Verdict.Unstable);

    private static IEnumerable<Scored> Stable(Score score) => score.Labels.Where(s => s.Label.Verdict == Verdict.Stable);

    private static IEnumerable<string> SlowestFiles(Score score) =>
        score.Analyses.SelectMany(a => a.Slowest, (a, file) => (Name: $"{a.Repository}/{file.Path}", Time: file.Milliseconds))
            .OrderByDescending(file => file.Time).Take(30).Select(file => $"{file.Time,9:0} ms  {file.Name}");

    private static void Recall(Score score, TextWriter output)
    {
        output.WriteLine("== Recall of unstable labels ==");
        foreach (IGrouping<string, Scored> kind in Unstable(score).GroupBy(s => s.Label.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
            output.WriteLine($"{kind.Key,-32}{Share(kind)}{(Labels.IsHeadline(kind.Key) ? "  headline" : "")}");
        output.WriteLine($"{"headline kinds",-32}{Share(Unstable(score).Where(s => Labels.IsHeadline(s.Label.Kind)))}");
        output.WriteLine($"{"all",-32}{Share(Unstable(score))}");
        output.WriteLine();
    }

    private static void Precision(Score score, TextWriter output)
    {
        int flagged = Stable(score).Count(s => s.IsFlagged);
        int warnings = score.Analyses.Sum(a => a.Findings.Count(f => f.IsWarning));
        int reports = score.Labels.Sum(s => s.Findings.Count) + score.Unlabelled.Count;
        output.WriteLine("== Reports ==");
        output.WriteLine($"reports {reports}, of them warnings {warnings}; by rule: {ByRule(score)}");
        output.WriteLine($"stable labels with a warning: {flagged} of {Stable(score).Count()}, {Percent(flagged, warnings)} of the warnings");
        output.WriteLine($"suboptimal labels with a report: {score.Labels.Count(s => s.Label.Verdict == Verdict.Suboptimal && s.IsFound)} of {score.Labels.Count(s => s.Label.Verdict == Verdict.Suboptimal)}");
        output.WriteLine($"reports on no label: {score.Unlabelled.Count}, of them warnings {score.Unlabelled.Count(u => u.Finding.IsWarning)}");
        output.WriteLine($"crashes: {score.Analyses.Sum(a => a.Crashes.Count)}");
        output.WriteLine();
    }

    private static void Times(Score score, TextWriter output)
    {
        output.WriteLine("== Analyzer time (all threads added) ==");
        foreach (Analysis analysis in score.Analyses)
            output.WriteLine($"{analysis.Repository,-52}{Time(analysis.Milliseconds, analysis.Lines, analysis.Findings.Count)}");
        output.WriteLine($"{"all",-52}{Time(score.Analyses.Sum(a => a.Milliseconds), score.Analyses.Sum(a => (long)a.Lines), score.Analyses.Sum(a => a.Findings.Count))}");
    }

    private static void PrintLabel(Scored scored, TextWriter output)
    {
        Label label = scored.Label;
        output.WriteLine($"{label.Verdict} {label.Kind} {label.DirectoryName}/{label.Path}:{label.Line} {label.Method}");
        output.WriteLine($"    {label.Note}");
        foreach (Finding finding in scored.Findings)
            output.WriteLine($"    -> {finding.Rule} {finding.Severity} line {finding.Line}: {finding.Message}");
    }

    private static void PrintUnlabelled(Unlabelled report, TextWriter output)
    {
        Finding finding = report.Finding;
        output.WriteLine($"{finding.Rule} {finding.Severity} {report.Repository}/{finding.Path}:{finding.Line}");
        output.WriteLine($"    {finding.Text}");
        output.WriteLine($"    {finding.Message}");
    }

    private static void Section<T>(TextWriter output, string title, IEnumerable<T> items, Action<T, TextWriter> print)
    {
        IReadOnlyList<T> all = [.. items];
        if (all.Count == 0)
            return;
        output.WriteLine($"== {title}: {all.Count} ==");
        foreach (T item in all)
            print(item, output);
        output.WriteLine();
    }

    private static string ByRule(Score score) =>
        string.Join(", ", score.Analyses.SelectMany(a => a.Findings).CountBy(f => f.Rule)
            .OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Key} {rule.Value}"));

    private static string Share(IEnumerable<Scored> labels)
    {
        IReadOnlyList<Scored> all = [.. labels];
        int found = all.Count(s => s.IsFound);
        return $"{found,4} of {all.Count,3}  {Percent(found, all.Count),6}";
    }

    private static string Percent(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:0.0} %";

    private static string Time(double milliseconds, long lines, int reports) =>
        $"{milliseconds,9:0} ms {lines,9} lines {(lines == 0 ? 0 : milliseconds * 1e5 / lines),8:0.0} ms per 100,000  {reports,5} reports";
}

using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Corpus;

/// <summary>A label and the reports that belong to it.</summary>
internal sealed record Scored(Label Label, IReadOnlyList<Finding> Findings)
{
    /// <summary>Something is reported here by a rule that counts.</summary>
    public bool IsFound => Findings.Any(finding => finding.CountsForRecall);

    /// <summary>A warning is shown here.</summary>
    public bool IsFlagged => Findings.Any(finding => finding.IsWarning);
}

/// <summary>A report that no label speaks of: to be read before it is called right or wrong.</summary>
internal sealed record Unlabelled(string Repository, Finding Finding);

/// <summary>Labels and reports of all repositories, brought together.</summary>
internal sealed record Score(
    IReadOnlyList<Scored> Labels,
    IReadOnlyList<Unlabelled> Unlabelled,
    IReadOnlyList<Label> Absent,
    IReadOnlyList<Analysis> Analyses);

/// <summary>Gives every report to the nearest label of its file.</summary>
internal static class Scorer
{
    /// <summary>How far away, in lines, a label may be to own a report.</summary>
    private const int Reach = 8;

    /// <summary>Matches analyses with labels; labels of repositories that were not analysed are absent.</summary>
    public static Score Match(IReadOnlyList<Label> labels, IReadOnlyList<Analysis> analyses)
    {
        List<Scored> scored = [];
        List<Unlabelled> unlabelled = [];
        ILookup<string, Label> byRepository = labels.ToLookup(label => label.DirectoryName);
        foreach (Analysis analysis in analyses)
        {
            IReadOnlyList<Label> own = [.. byRepository[analysis.Repository]];
            ILookup<Label?, Finding> byLabel = analysis.Findings
                .Where(finding => finding.Severity != DiagnosticSeverity.Hidden)
                .ToLookup(finding => Nearest(own, finding));
            scored.AddRange(own.Select(label => new Scored(label, [.. byLabel[label]])));
            unlabelled.AddRange(byLabel[null].Select(finding => new Unlabelled(analysis.Repository, finding)));
        }

        HashSet<string> analysed = [.. analyses.Select(analysis => analysis.Repository)];
        return new(scored, unlabelled, [.. labels.Where(label => !analysed.Contains(label.DirectoryName))], analyses);
    }

    /// <summary>Of two labels equally far away, the one that stands first.</summary>
    private static Label? Nearest(IReadOnlyList<Label> labels, Finding finding) =>
        labels.Where(label => label.Path == finding.Path && Math.Abs(label.Line - finding.Line) <= Reach)
            .OrderBy(label => Math.Abs(label.Line - finding.Line))
            .ThenBy(label => label.Line)
            .FirstOrDefault();
}

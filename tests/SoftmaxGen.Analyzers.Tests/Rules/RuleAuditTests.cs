using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.CodeFixes;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>What every rule has to have: a page, a place in the releases, tests, and a fix or a reason for none.</summary>
public sealed class RuleAuditTests
{
    private const int FewestTests = 6;

    // The catalogue of the rules. SMG1011 is a warning in losses only there; it ships as advice.
    private static readonly Dictionary<string, DiagnosticSeverity> Severities = new()
    {
        ["SMG1001"] = DiagnosticSeverity.Warning,
        ["SMG1002"] = DiagnosticSeverity.Warning,
        ["SMG1003"] = DiagnosticSeverity.Warning,
        ["SMG1004"] = DiagnosticSeverity.Warning,
        ["SMG1005"] = DiagnosticSeverity.Warning,
        ["SMG1006"] = DiagnosticSeverity.Warning,
        ["SMG1007"] = DiagnosticSeverity.Warning,
        ["SMG1008"] = DiagnosticSeverity.Warning,
        ["SMG1009"] = DiagnosticSeverity.Warning,
        ["SMG1010"] = DiagnosticSeverity.Warning,
        ["SMG1011"] = DiagnosticSeverity.Info,
        ["SMG1012"] = DiagnosticSeverity.Warning,
        ["SMG1013"] = DiagnosticSeverity.Info,
        ["SMG1014"] = DiagnosticSeverity.Warning,
        ["SMG1015"] = DiagnosticSeverity.Info,
        ["SMG1016"] = DiagnosticSeverity.Warning,
        ["SMG1017"] = DiagnosticSeverity.Warning,
        ["SMG1018"] = DiagnosticSeverity.Warning,
        ["SMG1019"] = DiagnosticSeverity.Info,
        ["SMG1020"] = DiagnosticSeverity.Info,
        ["SMG1021"] = DiagnosticSeverity.Info,
        ["SMG1022"] = DiagnosticSeverity.Warning,
        ["SMG2001"] = DiagnosticSeverity.Warning,
        ["SMG2002"] = DiagnosticSeverity.Warning,
        ["SMG2003"] = DiagnosticSeverity.Warning,
        ["SMG2004"] = DiagnosticSeverity.Warning,
        ["SMG2005"] = DiagnosticSeverity.Warning,
        ["SMG2006"] = DiagnosticSeverity.Info,
        ["SMG2007"] = DiagnosticSeverity.Warning,
        ["SMG3001"] = DiagnosticSeverity.Info,
        ["SMG3002"] = DiagnosticSeverity.Info,
        ["SMG3003"] = DiagnosticSeverity.Hidden,
        ["SMG3004"] = DiagnosticSeverity.Info,
        ["SMG3005"] = DiagnosticSeverity.Info,
        ["SMG3006"] = DiagnosticSeverity.Info,
    };

    private static readonly Dictionary<string, FlowRule> Rules = FlowRules.All.ToDictionary(rule => rule.Descriptor.Id);

    private static readonly HashSet<string> Fixable = [.. typeof(StabilityFix).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
        .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)];

    /// <summary>The rules, by their IDs; a theory cannot carry an internal type.</summary>
    public static TheoryData<string> Ids => [.. Rules.Keys];

    [Fact]
    public void TheCatalogueIsShipped()
    {
        Assert.Empty(Rules.Keys.Except(Severities.Keys));
        Assert.Empty(Severities.Keys.Except(Rules.Keys));
    }

    [Fact]
    public void EveryFixMendsARule() => Assert.Empty(Fixable.Except(Rules.Keys));

    [Fact]
    public void EveryPageBelongsToARule() => Assert.Empty(RulePage.All.Keys.Except(Rules.Keys));

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheSeverityIsThatOfTheCatalogue(string id) => Assert.Equal(Severities[id], Rules[id].Descriptor.DefaultSeverity);

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheNameAndTheFolderTellTheRule(string id)
    {
        Type type = Rules[id].GetType();
        string folder = type.Namespace!.Split('.')[^1];
        Assert.StartsWith(id, type.Name, StringComparison.Ordinal);
        Assert.Equal("SoftmaxGen." + folder, Rules[id].Descriptor.Category);
        Assert.Equal($"{folder}/{id}.md", RulePage.All[id].Path);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheLinkLeadsToThePage(string id) => Assert.Equal(
        "https://github.com/softmaxgen/softmaxgen/blob/main/src/SoftmaxGen.Analyzers/Rules/" + RulePage.All[id].Path,
        Rules[id].Descriptor.HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void ThePageHasItsHeadings(string id)
    {
        RulePage page = RulePage.All[id];
        string[] headings = ["Cause", "Example that breaks", "How to fix", "When to suppress", "Options"];
        Assert.Equal([$"# {id}: {Rules[id].Descriptor.Title}", .. headings.Select(heading => "## " + heading)], page.Headings);
        Assert.All(headings, heading => Assert.NotEmpty(page.Section(heading)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ThePageShowsWhatCameOut(string id) => Assert.Matches(
        "```csharp\n[^`]+```\n(?s:.*)\n(prints|throws) \\(\\.NET 10[^\n]*\n\n```\n[^`]+```", RulePage.All[id].Section("Example that breaks"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void ThePageTellsTheFixOrWhyThereIsNone(string id)
    {
        string prose = RulePage.All[id].Prose;
        if (Fixable.Contains(id))
            Assert.Contains("A fix is offered", prose, StringComparison.Ordinal);
        else
            Assert.True(
                prose.Contains("No fix is offered because", StringComparison.Ordinal) && !prose.Contains("A fix is offered", StringComparison.Ordinal), prose);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheReleaseNamesIt(string id)
    {
        DiagnosticDescriptor rule = Rules[id].Descriptor;
        string severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
        string[] releases = [.. RulePage.Resources("AnalyzerReleases.").SelectMany(file => file.Text.Split('\n'))];
        Assert.Equal(
            $"{id} | {rule.Category} | {severity} | {rule.Title}",
            Assert.Single(releases, line => line.StartsWith(id, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ItsTestsShowWhenItFiresAndWhenNot(string id)
    {
        Type? tests = typeof(RuleAuditTests).Assembly.GetType($"{typeof(RuleAuditTests).Namespace}.{id}Tests");
        Assert.NotNull(tests);
        Assert.InRange(Cases(tests, "Fires"), FewestTests, int.MaxValue);
        Assert.InRange(Cases(tests, "IsSilent"), FewestTests, int.MaxValue);
    }

    // A theory is as many cases as it has lines.
    private static int Cases(Type tests, string prefix) => tests.GetMethods()
        .Where(method => method.Name.StartsWith(prefix, StringComparison.Ordinal) && method.GetCustomAttribute<FactAttribute>() is { Skip: null })
        .Sum(method => method.GetCustomAttribute<TheoryAttribute>() is null ? 1 : method.GetCustomAttributes<InlineDataAttribute>().Count());
}

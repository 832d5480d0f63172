using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>Checks one rule by itself, also one that is hidden by default; what others say of a source is their tests' business.</summary>
internal sealed class RuleRun(string id, params string[] libraries)
{
    /// <summary>Options of an <c>.editorconfig</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the source uses a library that is not referred to.</summary>
    public bool MissesLibrary { get; init; }

    /// <summary>Exactly what is marked in the source is reported.</summary>
    public void Marks(string source) => new AnalyzerRun
    {
        Options = Options,
        MissesLibrary = MissesLibrary,
        Severities = FlowRules.All.Select(rule => rule.Descriptor.Id).ToDictionary(
            other => other, other => other == id ? ReportDiagnostic.Warn : ReportDiagnostic.Suppress),
    }.Verify([source, .. libraries]);

    /// <summary>The same for the members of a class.</summary>
    public void MarksMembers(string members) => Marks($"static partial class C {{ {members} }}");

    /// <summary>What is said at the only mark of a source.</summary>
    public string Message(string source)
    {
        MarkedSource marked = MarkedSource.Parse(source);
        return Assert.Single(
            new AnalyzerRun().Diagnose([marked.Text, .. libraries]), diagnostic => diagnostic.Id == id).GetMessage(null);
    }
}

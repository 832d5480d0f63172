using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Rules;
using SoftmaxGen.Analyzers.Tests.Support;

namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>
/// Checks sources of the rules on stability and on losses. The advice on needless work is off: much of what overflows does
/// needless work, too, and its own tests look at that.
/// </summary>
internal static class RuleCheck
{
    private static readonly Dictionary<string, ReportDiagnostic> Severities = FlowRules.All
        .Select(rule => rule.Descriptor)
        .Where(descriptor => descriptor.Id.StartsWith("SMG3", StringComparison.Ordinal))
        .ToDictionary(descriptor => descriptor.Id, _ => ReportDiagnostic.Suppress);

    /// <summary>Exactly what is marked is reported.</summary>
    public static void Marks(string source) => new AnalyzerRun { Severities = Severities }.Verify(source);
}

using System.Text.Json.Serialization;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Corpus;

/// <summary>One diagnostic, reduced to what is scored and printed.</summary>
/// <param name="Line">Counted from one, as editors and labels do.</param>
/// <param name="Text">The line itself, so that a report can be judged without opening the file.</param>
internal sealed record Finding(
    string Rule,
    [property: JsonConverter(typeof(JsonStringEnumConverter<DiagnosticSeverity>))] DiagnosticSeverity Severity,
    string Path,
    int Line,
    string Text,
    string Message)
{
    /// <summary>What a user sees as a squiggle that must be right.</summary>
    [JsonIgnore]
    public bool IsWarning => Severity >= DiagnosticSeverity.Warning;

    /// <summary>Only the rules on stability and on the use of losses find a label.</summary>
    [JsonIgnore]
    public bool CountsForRecall =>
        Severity != DiagnosticSeverity.Hidden
        && (Rule.StartsWith("SMG1", StringComparison.Ordinal) || Rule.StartsWith("SMG2", StringComparison.Ordinal));

    /// <summary>Reads what matters off a diagnostic.</summary>
    public static Finding Of(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        int line = span.StartLinePosition.Line;
        string text = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString().Trim() ?? "";
        return new(diagnostic.Id, diagnostic.Severity, span.Path, line + 1, text, diagnostic.GetMessage());
    }
}

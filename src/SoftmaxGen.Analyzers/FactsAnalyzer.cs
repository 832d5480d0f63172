using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers;

/// <summary>
/// SMG4001: says which lines of the user's own tables (<c>*.softmaxgen.facts</c>) could not be read. They count for nothing; all
/// other lines do.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FactsAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What is reported.</summary>
    internal static readonly DiagnosticDescriptor Unreadable = new(
        "SMG4001", "A line of a facts table cannot be read", "{0}({1}): {2}; the line is left out",
        "SoftmaxGen.Configuration", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/softmaxgen/softmaxgen/blob/main/src/SoftmaxGen.Analyzers/Flow/Facts/SMG4001.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Unreadable);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(Read);
    }

    private static void Read(AdditionalFileAnalysisContext context)
    {
        if (!LibraryFacts.IsTable(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        List<FactError> errors = [];
        FactParser.Parse(text.ToString(), context.AdditionalFile.Path, errors);
        string file = System.IO.Path.GetFileName(context.AdditionalFile.Path);
        foreach (FactError error in errors)
            context.ReportDiagnostic(Diagnostic.Create(Unreadable, LocationOf(error, text), file, error.Line, error.Message));
    }

    private static Location LocationOf(FactError error, SourceText text)
    {
        // The parser counts lines by their line feeds; an old Macintosh's carriage returns make fewer of them than Roslyn sees.
        int line = Math.Min(error.Line, text.Lines.Count) - 1;
        TextSpan span = text.Lines[line].Span;
        return Location.Create(error.Path, span, text.Lines.GetLinePositionSpan(span));
    }
}

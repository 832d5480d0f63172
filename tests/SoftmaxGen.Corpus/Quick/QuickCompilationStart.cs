using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Corpus.Quick;

/// <summary>What an analyzer registers with when a compilation starts: actions on semantic models.</summary>
internal sealed class QuickCompilationStart(Compilation compilation, AnalyzerOptions options)
    : CompilationStartAnalysisContext(compilation, options, default)
{
    private readonly List<Action<SemanticModelAnalysisContext>> _actions = [];

    /// <summary>What is to be run on every file.</summary>
    public IReadOnlyList<Action<SemanticModelAnalysisContext>> Actions => _actions;

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => _actions.Add(action);

    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => throw QuickContext.Unknown();

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw QuickContext.Unknown();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw QuickContext.Unknown();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw QuickContext.Unknown();

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw QuickContext.Unknown();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw QuickContext.Unknown();
}

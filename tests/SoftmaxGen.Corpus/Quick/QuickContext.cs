using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Corpus.Quick;

/// <summary>What an analyzer registers with when it is initialised: only a start of a compilation is understood.</summary>
internal sealed class QuickContext : AnalysisContext
{
    private readonly List<Action<CompilationStartAnalysisContext>> _starts = [];

    /// <summary>Whether generated files are left out.</summary>
    public bool SkipsGenerated { get; private set; }

    /// <summary>Lets the analyzer see the compilation.</summary>
    public void Start(CompilationStartAnalysisContext start)
    {
        foreach (Action<CompilationStartAnalysisContext> action in _starts)
            action(start);
    }

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) =>
        SkipsGenerated = (analysisMode & GeneratedCodeAnalysisFlags.Analyze) == 0;

    public override void EnableConcurrentExecution()
    {
    }

    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => _starts.Add(action);

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
        _starts.Add(start => start.RegisterSemanticModelAction(action));

    /// <summary>A repository is compiled without additional files: there is nothing to run it on.</summary>
    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action)
    {
    }

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw Unknown();

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw Unknown();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unknown();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unknown();

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unknown();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unknown();

    /// <summary>Says what to do instead, loudly: silence would look like a clean repository.</summary>
    internal static NotSupportedException Unknown() =>
        new("The quick host runs actions on semantic models only: run without --quick.");
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;
using SoftmaxGen.Analyzers.Flow.Gate;
using SoftmaxGen.Analyzers.Rules;

namespace SoftmaxGen.Analyzers;

/// <summary>
/// Finds numerically unstable softmax, cross-entropy, log-sum-exp, sigmoid and softplus code: the gate chooses the bodies, the flow
/// engine evaluates them on terms, the rules look at what came out.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StabilityAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        FlowRules.All.Select(r => r.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        LibraryFacts facts = LibraryFacts.Create(start.Compilation, start.Options.AdditionalFiles, start.CancellationToken);
        var gate = new Gate(start.Compilation, facts);
        var session = new FlowSession(start.Compilation, facts, gate.IsHelper) { HasOwnWork = gate.HasOwnWork, MayGive = gate.MayGive, NamesExponentials = gate.NamesExponentials };
        var options = new ConcurrentDictionary<SyntaxTree, AnalysisOptions>();
        var analysis = new BodyAnalysis(session, tree => options.GetOrAdd(tree, t =>
            AnalysisOptions.Read(start.Options.AnalyzerConfigOptionsProvider.GetOptions(t))));
        start.RegisterSemanticModelAction(context =>
        {
            session.Offer(context.SemanticModel);
            foreach (SyntaxNode declaration in gate.Bodies(context.SemanticModel, context.CancellationToken))
                foreach (RuleFinding finding in analysis.Report(declaration, context.CancellationToken))
                    context.ReportDiagnostic(FindingReport.Create(finding));
        });
    }
}

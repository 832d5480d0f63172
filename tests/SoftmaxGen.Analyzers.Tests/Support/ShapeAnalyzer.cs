using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SoftmaxGen.Analyzers.Tests.Support;

#pragma warning disable RS1017, RS1036, RS1038, RS1041, RS2008 // For tests only.

/// <summary>Reports an ID on every outermost expression that a test says is bad: for the tests of a fix alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ShapeAnalyzer(string id, Func<ExpressionSyntax, SemanticModel, bool> isBad) : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule =
        new(id, "A shape", "A shape", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSemanticModelAction(file =>
        {
            SyntaxNode root = file.SemanticModel.SyntaxTree.GetRoot(file.CancellationToken);
            foreach (ExpressionSyntax expression in root.DescendantNodes(node => !Bad(node)).OfType<ExpressionSyntax>().Where(Bad))
                file.ReportDiagnostic(Diagnostic.Create(_rule, expression.GetLocation()));

            bool Bad(SyntaxNode node) => node is ExpressionSyntax expression && isBad(expression, file.SemanticModel);
        });
    }
}

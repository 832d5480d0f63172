using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SoftmaxGen.Generator.Declarations;
using SoftmaxGen.Generator.Declarations.Checks;

namespace SoftmaxGen.Generator;

/// <summary>Reports what keeps a kernel from being generated, by the very checks that keep the generator from it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        DeclarationChecks.All.Select(check => check.Descriptor).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            symbol => Report((IMethodSymbol)symbol.Symbol, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.Method);
        // These are methods too, but none that symbol actions see.
        context.RegisterSyntaxNodeAction(
            ReportNested,
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression);
    }

    private static void ReportNested(SyntaxNodeAnalysisContext context)
    {
        ISymbol? symbol = context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            ?? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is IMethodSymbol method)
            Report(method, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void Report(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        // Both parts of a partial method carry the attributes of both.
        if (method.PartialDefinitionPart is not null)
            return;

        foreach (AttributeData attribute in Declaration.KernelAttributesOf(method).Take(1))
        {
            KernelContract contract = KernelContracts.Of(attribute.AttributeClass)!;
            Declaration declaration = Declaration.Read(method, attribute, contract, cancellationToken);
            foreach (Finding finding in DeclarationChecks.Run(declaration, cancellationToken))
                report(finding.ToDiagnostic());
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1007 and SMG3002: <c>x.Max()</c> inside the loop or lambda that runs over <c>x</c> is taken before it. It is the
/// same Max, as that of an array does not let a NaN through and Math.Max does; an empty row still has none.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HoistMaximumFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public HoistMaximumFix()
        : base("SMG1007", "SMG3002")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        foreach (InvocationExpressionSyntax call in site.Candidates().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax { Expression: { } row }
                && call.ArgumentList.Arguments.Count == 0
                && site.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "Max", ContainingType.Name: "Enumerable" }
                && Plan(call, row, site) is { } plan)
            {
                return plan;
            }
        }

        return null;
    }

    private static FixPlan? Plan(InvocationExpressionSyntax call, ExpressionSyntax row, FixSite site)
    {
        SemanticModel model = site.Model;
        if (model.GetTypeInfo(call).Type is not { SpecialType: SpecialType.System_Double or SpecialType.System_Single } type
            || !Purity.IsPure(row, model)
            || Count(row, model) is not { } count
            || call.Ancestors().FirstOrDefault(node => node is ForStatementSyntax or ForEachStatementSyntax
                or WhileStatementSyntax or LambdaExpressionSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax) is not { } repeated
            || repeated is MemberDeclarationSyntax or LocalFunctionStatementSyntax
            || (repeated is ForEachStatementSyntax each && each.Expression.Span.Contains(call.Span))
            || (repeated is LambdaExpressionSyntax lambda && RowDomain.RunOver(lambda, model) is null)
            || repeated.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || !IsThere(row, repeated, statement, model)
            || (site.Diagnostic.Id != "SMG1007" && IsWrittenIn(row, repeated, model)))
        {
            return null;
        }

        string name = new FreshNames(block, model).Next("max");
        string text = Code.Text(row);
        string zero = type.SpecialType == SpecialType.System_Double ? "double" : "float";
        StatementSyntax hoisted = SyntaxFactory.ParseStatement($"{zero} {name} = {text}.{count} > 0 ? {text}.Max() : 0;")
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        FixPlan plan = new("Take the maximum once");
        plan.InsertBefore(statement, hoisted);
        foreach (InvocationExpressionSyntax same in repeated.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (SyntaxFactory.AreEquivalent(same, call))
                plan.Replace(same, SyntaxFactory.IdentifierName(name));
        }

        return plan;
    }

    private static string? Count(ExpressionSyntax row, SemanticModel model) => model.GetTypeInfo(row).Type switch
    {
        IArrayTypeSymbol => "Length",
        { } type when type.OriginalDefinition.ToDisplayString() == "System.Collections.Generic.List<T>" => "Count",
        _ => null,
    };

    // What the row is written with exists before the statement, and is none of what the loop or lambda itself declares.
    private static bool IsThere(ExpressionSyntax row, SyntaxNode repeated, StatementSyntax statement, SemanticModel model) =>
        row.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .All(symbol => symbol is not (ILocalSymbol or IParameterSymbol)
                || symbol.Locations.All(location => !statement.Span.Contains(location.SourceSpan) && !repeated.Span.Contains(location.SourceSpan)));

    private static bool IsWrittenIn(ExpressionSyntax row, SyntaxNode repeated, SemanticModel model)
    {
        HashSet<ISymbol> read = new(
            row.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>(),
            SymbolEqualityComparer.Default);
        return repeated.DescendantNodes().OfType<IdentifierNameSyntax>().Any(
            name => Writes.IsWritten(name) && model.GetSymbolInfo(name).Symbol is { } symbol && read.Contains(symbol));
    }
}

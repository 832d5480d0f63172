using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Kernels;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Fixes;

/// <summary>
/// SMG1002: before <c>TensorPrimitives.SoftMax(x, y)</c> the maximum is subtracted, into <c>y</c>, where the softmax is
/// then computed in place. The library's maximum lets a NaN through and throws for an empty row, as its softmax does.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LibrarySoftmaxFix : StabilityFix
{
    /// <summary>Called by the editor.</summary>
    public LibrarySoftmaxFix()
        : base("SMG1002")
    {
    }

    internal override FixPlan? Plan(FixSite site)
    {
        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } call
            || call.ArgumentList.Arguments is not { Count: 2 } arguments
            || arguments.Any(argument => argument.NameColon is not null)
            || site.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol
            {
                Name: "SoftMax", ContainingType: { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" },
            }
            || call.Expression is not MemberAccessExpressionSyntax library
            || !Purity.IsPure(arguments[0].Expression, site.Model)
            || !Purity.IsPure(arguments[1].Expression, site.Model)
            || IsShifted(statement, arguments[0].Expression))
        {
            return null;
        }

        string? part = site.Model.GetTypeInfo(arguments[1].Expression).Type switch
        {
            IArrayTypeSymbol => "AsSpan",
            { } type when type.OriginalDefinition.ToDisplayString() == "System.Span<T>" => "Slice",
            _ => null,
        };
        if (part is null || !Purity.IsIndexable(site.Model.GetTypeInfo(arguments[0].Expression).Type))
            return null;
        string owner = library.Expression.WithoutTrivia().ToString();
        string x = Code.Tight(arguments[0].Expression);
        string y = Code.Tight(arguments[1].Expression);
        // The type is written out: an array alone does not tell it to every version of the language.
        string generic = site.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { TypeArguments: { Length: 1 } types }
            ? $"<{types[0].ToMinimalDisplayString(site.Model, call.SpanStart)}>" : "";
        StatementSyntax shift = SyntaxFactory.ParseStatement(
            $"{owner}.Subtract{generic}({x}, {owner}.Max{generic}({x}), {y});").WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        return new FixPlan("Subtract the maximum")
            .InsertBefore(statement, shift)
            .Replace(call, Code.Expression($"{owner}.SoftMax{generic}({y}.{part}(0, {x}.Length), {y})"));
    }

    internal override FixPlan? PlanKernel(FixSite site)
    {
        SemanticModel model = site.Model;
        if (site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax } call
            || call.ArgumentList.Arguments is not { Count: 2 } arguments
            || arguments.Any(argument => argument.NameColon is not null)
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol
            {
                Name: "SoftMax", ContainingType: { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" },
            }
            || !Purity.IsPure(arguments[0].Expression, model)
            || !Purity.IsPure(arguments[1].Expression, model)
            || Viewed(arguments[0].Expression) is not { } logits
            || KernelBuffer.LengthOf(logits, model) is not { } classes
            || KernelBuffer.ElementOf(logits, isWritten: false, model) is not { } element
            || Viewed(arguments[1].Expression) is not { } probabilities
            || !SymbolEqualityComparer.Default.Equals(element, KernelBuffer.ElementOf(probabilities, isWritten: true, model)))
        {
            return null;
        }

        FixPlan plan = new("Use a generated kernel");
        return KernelDeclaration.Name(plan, site, KernelShape.Softmax, classes, element) is { } kernel
            ? plan.Replace(call, Code.Expression($"{kernel}({Code.Text(logits)}, {KernelBuffer.Text(probabilities, classes, model)})"))
            : null;
    }

    // x.AsSpan() is x.
    private static ExpressionSyntax? Viewed(ExpressionSyntax expression) =>
        Code.Bare(expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AsSpan" } access, ArgumentList.Arguments.Count: 0 }
            ? access.Expression : expression;

    private static bool IsShifted(StatementSyntax statement, ExpressionSyntax input) =>
        statement.Parent is BlockSyntax block
        && block.Statements.IndexOf(statement) is > 0 and var index
        && block.Statements[index - 1].ToString() is var before
        && before.Contains(".Subtract(") && before.Contains(".Max")
        && input is InvocationExpressionSyntax;
}

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
        if (Softmax(site) is not var (call, input, output)
            || call.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement
            || call.Expression is not MemberAccessExpressionSyntax library
            || IsShifted(statement, input))
        {
            return null;
        }

        string? part = site.Model.GetTypeInfo(output).Type switch
        {
            IArrayTypeSymbol => "AsSpan",
            { } type when type.OriginalDefinition.ToDisplayString() == "System.Span<T>" => "Slice",
            _ => null,
        };
        if (part is null || !Purity.IsIndexable(site.Model.GetTypeInfo(input).Type))
            return null;
        string owner = library.Expression.WithoutTrivia().ToString();
        string x = Code.Tight(input);
        string y = Code.Tight(output);
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
        if (Softmax(site) is not var (call, input, output)
            || Viewed(input) is not { } logits
            || KernelBuffer.LengthOf(logits, model) is not { } classes
            || KernelBuffer.ElementOf(logits, isWritten: false, model) is not { } element
            || Viewed(output) is not { } probabilities
            || !SymbolEqualityComparer.Default.Equals(element, KernelBuffer.ElementOf(probabilities, isWritten: true, model)))
        {
            return null;
        }

        FixPlan plan = new("Use a generated kernel");
        return KernelDeclaration.Name(plan, site, KernelShape.Softmax, classes, element) is { } kernel
            ? plan.Replace(call, Code.Expression($"{kernel}({Code.Text(logits)}, {KernelBuffer.Text(probabilities, classes, model)})"))
            : null;
    }

    // TensorPrimitives.SoftMax(x, y);
    private static (InvocationExpressionSyntax Call, ExpressionSyntax Input, ExpressionSyntax Output)? Softmax(FixSite site) =>
        site.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Parent: ExpressionStatementSyntax, ArgumentList.Arguments: { Count: 2 } arguments } call
        && arguments.All(argument => argument.NameColon is null && Purity.IsPure(argument.Expression, site.Model))
        && site.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "SoftMax", ContainingType: { Name: "TensorPrimitives", ContainingNamespace.Name: "Tensors" } }
            ? (call, arguments[0].Expression, arguments[1].Expression) : null;

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

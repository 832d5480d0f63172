using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Shift;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>Arrays and spans that a kernel is given: it takes as many elements as it has classes, and no more.</summary>
internal static class KernelBuffer
{
    /// <summary>The type of the elements of an array or span; null for all others, and where a result cannot be written.</summary>
    public static ITypeSymbol? ElementOf(ExpressionSyntax buffer, bool isWritten, SemanticModel model) => model.GetTypeInfo(buffer).Type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } span when span.OriginalDefinition.ToDisplayString() == "System.Span<T>"
            || (!isWritten && span.OriginalDefinition.ToDisplayString() == "System.ReadOnlySpan<T>") => span.TypeArguments[0],
        _ => null,
    };

    /// <summary>The number of elements of a local that is made with a constant one and never replaced, or of a part of anything; else null.</summary>
    public static int? LengthOf(ExpressionSyntax buffer, SemanticModel model) => RowDomain.Number(RowDomain.Length(buffer, model));

    /// <summary>The first elements, so many as there are classes.</summary>
    public static string Text(ExpressionSyntax buffer, int classes, SemanticModel model) =>
        LengthOf(buffer, model) == classes ? Code.Text(buffer)
        : model.GetTypeInfo(buffer).Type is IArrayTypeSymbol array
            ? model.LookupSymbols(buffer.SpanStart, array, "AsSpan", includeReducedExtensionMethods: true).IsEmpty
                ? $"System.MemoryExtensions.AsSpan({Code.Text(buffer)}, 0, {classes})"
                : $"{Code.Tight(buffer)}.AsSpan(0, {classes})"
        : $"{Code.Tight(buffer)}.Slice(0, {classes})";

    /// <summary>A span of one number: a part of the array or span that it stands in, else one that holds it alone.</summary>
    public static string One(ExpressionSyntax number, ITypeSymbol type, SemanticModel model)
    {
        if (Code.Bare(number) is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } access
            && SymbolEqualityComparer.Default.Equals(ElementOf(access.Expression, isWritten: false, model), type)
            && model.GetTypeInfo(arguments[0].Expression).Type?.SpecialType == SpecialType.System_Int32)
        {
            string index = Code.Text(arguments[0].Expression);
            return model.GetTypeInfo(access.Expression).Type is not IArrayTypeSymbol array ? $"{Code.Tight(access.Expression)}.Slice({index}, 1)"
                : model.LookupSymbols(access.SpanStart, array, "AsSpan", includeReducedExtensionMethods: true).IsEmpty
                    ? $"System.MemoryExtensions.AsSpan({Code.Text(access.Expression)}, {index}, 1)"
                    : $"{Code.Tight(access.Expression)}.AsSpan({index}, 1)";
        }

        // The stack grows with every turn of a loop, and is out of reach where a method is left and entered again.
        bool isPlain = number.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).All(node => node is not
            (ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or TryStatementSyntax
            or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            && number.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            && !method.Modifiers.Any(modifier => modifier.Text == "async")
            && !method.DescendantNodes().OfType<YieldStatementSyntax>().Any()
            && !method.DescendantNodes().OfType<LabeledStatementSyntax>().Any();
        return $"{(isPlain ? "stackalloc" : "new")} {type.ToDisplayString()}[] {{ {Code.Text(number)} }}";
    }

    /// <summary>A constant whole number.</summary>
    public static int? Constant(ExpressionSyntax expression, SemanticModel model) =>
        model.GetConstantValue(expression) is { HasValue: true, Value: int value } ? value : null;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Reading;
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

    /// <summary>The number of elements of a local that is made with a constant one and never replaced; else null.</summary>
    public static int? LengthOf(ExpressionSyntax buffer, SemanticModel model) =>
        Local.Read(buffer, model, elementsToo: false) is not { } local ? null : Code.Bare(local.Value) switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer, Type.RankSpecifiers.Count: 1 } => initializer.Expressions.Count,
            ArrayCreationExpressionSyntax { Type.RankSpecifiers: { Count: 1 } ranks } when ranks[0].Sizes.Count == 1 => Constant(ranks[0].Sizes[0], model),
            ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Count,
            StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } } =>
                Constant(ranks[0].Sizes[0], model),
            _ => null,
        };

    /// <summary>The first elements, so many as there are classes.</summary>
    public static string Text(ExpressionSyntax buffer, int classes, SemanticModel model) =>
        LengthOf(buffer, model) == classes ? Code.Text(buffer)
        : model.GetTypeInfo(buffer).Type is IArrayTypeSymbol array
            ? model.LookupSymbols(buffer.SpanStart, array, "AsSpan", includeReducedExtensionMethods: true).IsEmpty
                ? $"System.MemoryExtensions.AsSpan({Code.Text(buffer)}, 0, {classes})"
                : $"{Code.Tight(buffer)}.AsSpan(0, {classes})"
        : $"{Code.Tight(buffer)}.Slice(0, {classes})";

    /// <summary>A constant whole number.</summary>
    public static int? Constant(ExpressionSyntax expression, SemanticModel model) =>
        model.GetConstantValue(expression) is { HasValue: true, Value: int value } ? value : null;
}

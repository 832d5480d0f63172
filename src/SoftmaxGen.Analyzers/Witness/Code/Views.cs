using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The library's views of part of an array, which the interpreter treats as one.</summary>
internal static class Views
{
    /// <summary>Whether the type is Span, ReadOnlySpan, Memory, ReadOnlyMemory or ArraySegment.</summary>
    public static bool IsView(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1, IsValueType: true, Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" }
        && InSystem(type);

    /// <summary>Whether a type is directly in the namespace System.</summary>
    public static bool InSystem(ITypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}

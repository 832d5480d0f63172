using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>
/// Recognises a draw among weights that are exponentials: a random share of their sum, r · Σ e^x, from which one weight after the other is
/// then taken. It is a softmax that nobody divides.
/// </summary>
internal static class Draws
{
    /// <summary>The sum of exponentials that a random share is taken of; null for any other operation.</summary>
    public static Term? SumIn(Evaluated operation) => operation.Function switch
    {
        FunctionKind.Multiply when IsShare(operation.Arguments[0]) => SumOfWeights(operation.Arguments[1]),
        FunctionKind.Multiply when IsShare(operation.Arguments[1]) => SumOfWeights(operation.Arguments[0]),
        FunctionKind.RandomBetween when operation.Arguments[0].IsNumber(0) => SumOfWeights(operation.Arguments[1]),
        _ => null,
    };

    /// <summary>The expression that is the sum.</summary>
    public static SyntaxNode? SumOf(IOperation draw) => draw.Syntax switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } share => LocalUses.Unwrapped(share.Left) is IdentifierNameSyntax ? share.Left : share.Right,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[arguments.Count - 1].Expression,
        _ => null,
    };

    public static bool IsShare(Term term) => term is { Kind: TermKind.Opaque, Tag: ValueTuple<FunctionKind, SyntaxNode> { Item1: FunctionKind.Random01 } };

    // Of a single exponential a random share is noise.
    private static Term? SumOfWeights(Term term) => Shapes.SumOfExp(term) is { Bound.IsEmpty: false } sum ? sum : null;
}

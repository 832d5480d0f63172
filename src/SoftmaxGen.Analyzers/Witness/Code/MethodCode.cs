using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A body ready to be run.</summary>
/// <param name="method">The symbol whose parameters the body refers to.</param>
/// <param name="body">The statements.</param>
/// <param name="initializer">The call of another constructor that stands before them.</param>
/// <param name="isIterator">Whether it yields.</param>
internal sealed class MethodCode(IMethodSymbol method, IOperation? body, IOperation? initializer, bool isIterator)
{
    /// <summary>The symbol whose parameters the body refers to.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>The statements; null where a constructor has none.</summary>
    public IOperation? Body { get; } = body;

    /// <summary>The call of another constructor that stands before the statements.</summary>
    public IOperation? Initializer { get; } = initializer;

    /// <summary>Whether it yields.</summary>
    public bool IsIterator { get; } = isIterator;

    /// <summary>The code of an operation that a semantic model gave for a declaration; null where it has no body.</summary>
    public static MethodCode? Of(IMethodSymbol method, IOperation operation, SyntaxNode node) => operation switch
    {
        IConstructorBodyOperation constructor => new(
            method, constructor.BlockBody ?? constructor.ExpressionBody, constructor.Initializer, false),
        IMethodBodyOperation declared => Of(method, declared.BlockBody ?? declared.ExpressionBody, node),
        ILocalFunctionOperation local => Of(method, local.Body, node),
        IBlockOperation block => Of(method, block, node),
        _ => null,
    };

    private static MethodCode? Of(IMethodSymbol method, IBlockOperation? body, SyntaxNode node) =>
        body is null ? null : new(method, body, null, Yields(node));

    // A yield of a local function inside belongs to that function.
    private static bool Yields(SyntaxNode node) =>
        node.DescendantNodes(child => child == node
                || child is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(child => child.IsKind(SyntaxKind.YieldReturnStatement) || child.IsKind(SyntaxKind.YieldBreakStatement));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>What a member does with one of its locals: what the engine's events do not say, since a return or a store is none.</summary>
internal static class LocalUses
{
    /// <summary>The local that an expression is, conversions and views of it (<c>AsSpan</c>) included.</summary>
    public static ILocalSymbol? LocalOf(SyntaxNode expression, SemanticModel model, CancellationToken token) =>
        model.GetSymbolInfo(Unwrapped(expression), token).Symbol as ILocalSymbol;

    /// <summary>Whether two values are compared.</summary>
    public static bool IsComparison(BinaryExpressionSyntax node) => node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or
        SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression;

    /// <summary>Whether a number is only asked whether it is the larger one, itself or its negative; to that ∞ is as good an answer as any.</summary>
    public static bool IsOnlyCompared(SyntaxNode number)
    {
        while (number.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression })
            number = number.Parent;
        return number.Parent is BinaryExpressionSyntax comparison && IsComparison(comparison);
    }

    /// <summary>An expression without parentheses, casts and views.</summary>
    public static SyntaxNode Unwrapped(SyntaxNode expression)
    {
        while (true)
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                case InvocationExpressionSyntax
                {
                    ArgumentList.Arguments.Count: 0,
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" or "AsMemory" or "ToArray" or "ToList" or "AsEnumerable" } access,
                }:
                    expression = access.Expression;
                    break;
                default:
                    return expression;
            }
    }

    /// <summary>Every mention of a local in the member around it, its declaration aside.</summary>
    public static IEnumerable<IdentifierNameSyntax> Of(ILocalSymbol local, SyntaxNode inside, SemanticModel model, CancellationToken token)
    {
        SyntaxNode body = BodyNodes.Around(inside) ?? inside.SyntaxTree.GetRoot(token);
        foreach (SyntaxNode node in body.DescendantNodes())
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name &&
                SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, token).Symbol, local))
                yield return name;
    }

    /// <summary>What a local is declared with.</summary>
    public static ExpressionSyntax? InitializerOf(ILocalSymbol local, CancellationToken token) =>
        local.DeclaringSyntaxReferences.Length == 1 && local.DeclaringSyntaxReferences[0].GetSyntax(token) is VariableDeclaratorSyntax declarator
            ? declarator.Initializer?.Value : null;

    /// <summary>The assignment whose target is an element of the array that is mentioned; null for any other use.</summary>
    public static AssignmentExpressionSyntax? ElementWrite(IdentifierNameSyntax mention) =>
        mention.Parent is ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access && access.Expression == mention &&
        assignment.Left == access ? assignment : null;

    /// <summary>Whether a mention of an array only reads an element or the length.</summary>
    public static bool IsRead(IdentifierNameSyntax mention) => mention.Parent switch
    {
        ElementAccessExpressionSyntax access when access.Expression == mention => access.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left != access,
            PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression
                or (int)SyntaxKind.AddressOfExpression } or RefExpressionSyntax => false,
            ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0,
            _ => true,
        },
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" } => true,
        _ => false,
    };
}

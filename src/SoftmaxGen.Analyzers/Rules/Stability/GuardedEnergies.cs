using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Gate;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>
/// e^(-d · β) / Σ with the sum compared with 0: distances and energies are not negative, so their weights can vanish and nothing
/// else, and whoever asks for a sum of 0 has seen to that. A softmin takes numbers of any sign, and says so.
/// </summary>
internal static class GuardedEnergies
{
    /// <summary>Whether the exponent is a negated product and the member asks whether the sum is 0.</summary>
    /// <param name="exponent">The argument of the exponential.</param>
    /// <param name="sum">The expression that is the sum.</param>
    public static bool Are(Term exponent, SyntaxNode? sum) =>
        exponent.Kind is TermKind.Multiply or TermKind.Divide && IsNegated(exponent) && sum is not null && IsComparedWithZero(LocalUses.Unwrapped(sum)) && !IsSoftmin(sum);

    /// <summary>What a division or a logarithm has as its sum.</summary>
    public static SyntaxNode? SumOf(IOperation operation) => operation.Syntax switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient => quotient.Right,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.DivideAssignmentExpression } quotient => quotient.Right,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => arguments[0].Expression,
        _ => null,
    };

    /// <summary>Whether a term is a product with a minus.</summary>
    public static bool IsNegated(Term exponent) =>
        Algebra.Coefficient(exponent.Kind == TermKind.Divide ? exponent[0] : exponent) is (< 0, { Kind: not TermKind.Add });

    private static bool IsSoftmin(SyntaxNode sum) =>
        BodyNodes.Around(sum) is MethodDeclarationSyntax { Identifier.ValueText: var name } && name.IndexOf("softm", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsComparedWithZero(SyntaxNode sum) =>
        sum is IdentifierNameSyntax && BodyNodes.Around(sum) is { } body && body.DescendantNodes().OfType<BinaryExpressionSyntax>().Any(c =>
            LocalUses.IsComparison(c) && (IsNothing(c.Right) && SyntaxFactory.AreEquivalent(c.Left, sum) || IsNothing(c.Left) && SyntaxFactory.AreEquivalent(c.Right, sum)));

    // 0, 1e-12, double.Epsilon: next to nothing counts as well.
    private static bool IsNothing(ExpressionSyntax bound) => bound switch
    {
        LiteralExpressionSyntax { Token.Value: 0 or 0m } => true,
        LiteralExpressionSyntax { Token.Value: double value } => value <= 1e-3,
        LiteralExpressionSyntax { Token.Value: float value } => value <= 1e-3f,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Epsilon" } => true,
        _ => false,
    };
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>exp(-x * -x) and exp((-x)²), where exp(-x²) is meant: the minus is squared with the rest, and a Gaussian grows.</summary>
internal sealed class SMG1022SquaredMinus() : FlowRule(Describe(
    "SMG1022", Stability, "The minus of a Gaussian is squared away",
    "The minus is squared with the rest, so this is exp(+x²), which overflows, where exp(-x²) falls{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Exp or FunctionKind.Pow) || operation.CallSite is not null || ExponentOf(operation) is not { } exponent ||
            operation.Operation.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call || IsBelow(call))
            return;
        // What else is in the exponent keeps it from being negative, or it would be known no better than its parts.
        if (exponent.Range.IsNonNegative && double.IsPositiveInfinity(exponent.Range.High) &&
            call.ArgumentList.Arguments.Last().Expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(IsSquaredMinus))
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty, ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    private static Term? ExponentOf(Evaluated power) =>
        power.Result is { Kind: TermKind.Exp } exponential ? exponential[0] : power.Function == FunctionKind.Exp ? power.Input : null;

    // 1 / exp((-x)²) is right.
    private static bool IsBelow(SyntaxNode call)
    {
        while (call.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax)
            call = call.Parent;
        return call.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient && quotient.Right == call;
    }

    private static bool IsSquaredMinus(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product =>
            Negated(product.Left) is { } left && Negated(product.Right) is { } right && SyntaxFactory.AreEquivalent(left, right),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Pow" } or IdentifierNameSyntax { Identifier.ValueText: "Pow" }, ArgumentList.Arguments: { Count: 2 } arguments } =>
            Negated(arguments[0].Expression) is not null && LocalUses.Unwrapped(arguments[1].Expression) is LiteralExpressionSyntax { Token.Value: 2 or 2.0 or 2f },
        _ => false,
    };

    private static ExpressionSyntax? Negated(ExpressionSyntax expression) =>
        LocalUses.Unwrapped(expression) is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: not LiteralExpressionSyntax } minus ? minus.Operand : null;
}

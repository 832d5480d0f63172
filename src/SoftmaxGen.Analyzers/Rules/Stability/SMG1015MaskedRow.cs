using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>A softmax of logits that a mask may all have set to -∞.</summary>
internal sealed class SMG1015MaskedRow() : FlowRule(Describe(
    "SMG1015", Stability, "A row that is masked altogether",
    "If the mask leaves nothing of a row, its maximum is -∞ and all its probabilities are NaN{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Divide or FunctionKind.Multiply) ||
            SMG1001UnshiftedSoftmax.Quotient(operation) is not (var numerator, var denominator))
            return;
        // An epsilon or a floor below is a guard.
        if (denominator.Kind != TermKind.Sum || SMG1001UnshiftedSoftmax.SumOf(denominator, numerator) is not { } sum ||
            Exponents.In(sum[1]) is not { } exp || !exp[0].Any(IsMasked) || HasGuard(operation.Method))
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty,
            exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
    }

    private static bool IsMasked(Term term) =>
        term.Kind == TermKind.Any && term.Operands.Any(o => o.IsNumber(double.NegativeInfinity)) && term.Operands.Any(o => o.Kind is TermKind.Load or TermKind.Add or TermKind.Multiply or TermKind.Sum);

    // A mask that looks at nothing but indices (a causal one) keeps the diagonal; a comparison with -∞ or 0 is a guard.
    private static bool HasGuard(ISymbol? method)
    {
        while (method is { ContainingSymbol: IMethodSymbol outer })
            method = outer;
        SyntaxNode? root = method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (root is null)
            return true;
        bool isDataMask = false;
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } } &&
                called is "IsNegativeInfinity" or "IsInfinity" or "IsFinite" or "IsNaN" or "Any" or "All")
                return true;
            if (node is BinaryExpressionSyntax comparison && IsComparison(comparison) && (IsLimit(comparison.Left) || IsLimit(comparison.Right)))
                return true;
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NegativeInfinity" } && Condition(node) is { } condition)
                isDataMask |= condition.DescendantNodesAndSelf().Any(n => n is ElementAccessExpressionSyntax or InvocationExpressionSyntax);
        }
        return !isDataMask;
    }

    private static ExpressionSyntax? Condition(SyntaxNode node)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
            switch (ancestor)
            {
                case ConditionalExpressionSyntax choice when !choice.Condition.Contains(node):
                    return choice.Condition;
                case IfStatementSyntax branch when !branch.Condition.Contains(node):
                    return branch.Condition;
                case ForStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        return null;
    }

    private static bool IsLimit(ExpressionSyntax side) =>
        side is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NegativeInfinity" or "MinValue" } ||
        side is LiteralExpressionSyntax { Token.Value: 0 or 0.0 or 0f };

    private static bool IsComparison(BinaryExpressionSyntax node) => node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or
        SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression;
}

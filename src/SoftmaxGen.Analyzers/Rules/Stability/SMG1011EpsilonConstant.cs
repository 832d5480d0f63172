using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>double.Epsilon, the smallest number above zero, where a small number was meant that still counts.</summary>
internal sealed class SMG1011EpsilonConstant() : FlowRule(Describe(
    "SMG1011", Stability, "Epsilon stabilises nothing",
    "Epsilon is the smallest number above zero, and no small number that counts: {1}{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        (Term? guarded, string effect) = operation.Function switch
        {
            FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 when IsTermOfLoss(operation.Operation) =>
                (operation.Input, "the logarithm still falls as far as it can, and its gradient is infinite"),
            FunctionKind.Sqrt => (operation.Input, "added to anything else it changes nothing"),
            FunctionKind.Divide => (operation.Arguments[1], "what is divided by it is infinite"),
            _ => ((Term?)null, ""),
        };
        if (guarded is not null && Terms.Alternatives(guarded).Any(IsGuarded))
            context.Report(this, operation, effect);
    }

    // -log p and y · log p: a spectrum in decibels may well end at the smallest number.
    private static bool IsTermOfLoss(IOperation log)
    {
        IOperation? use = log.Parent;
        while (use is IConversionOperation or IParenthesizedOperation or IArgumentOperation)
            use = use.Parent;
        return use switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => !product.LeftOperand.ConstantValue.HasValue && !product.RightOperand.ConstantValue.HasValue,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } => true,
            _ => false,
        };
    }

    // x + ε, max(x, ε), and a clamp from ε to something.
    private static bool IsGuarded(Term term) => term.Kind switch
    {
        TermKind.Add or TermKind.Max => term.Operands.Any(IsEpsilon),
        TermKind.Min => term.Operands.Any(IsGuarded),
        _ => false,
    };

    internal static bool IsEpsilon(Term term) =>
        term.IsNumber(double.Epsilon) || term.IsNumber(float.Epsilon) ||
        // T.Epsilon and Half.Epsilon are no constants but static properties.
        term is { Kind: TermKind.Load, Path: { } path } && path.EndsWith(".Epsilon", StringComparison.Ordinal) &&
        (path.Contains("IFloatingPoint") || path.Contains(".Half."));
}

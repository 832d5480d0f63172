using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>double.Epsilon, the smallest number above zero, where a small number was meant that still counts.</summary>
internal sealed class SMG1011EpsilonConstant() : FlowRule(Describe(
    "SMG1011", Stability, "Epsilon stabilises nothing",
    "Epsilon is the smallest number above zero: added it changes nothing, and what is divided by it is still infinite{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        Term? guarded = operation.Function switch
        {
            FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 or FunctionKind.Sqrt => operation.Input,
            FunctionKind.Divide => operation.Arguments[1],
            _ => null,
        };
        if (guarded is not null && Terms.Alternatives(guarded).Any(IsGuarded))
            context.Report(this, operation);
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

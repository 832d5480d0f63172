using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log(p + ε) of a probability that was computed here: the loss stops growing, and its gradient vanishes.</summary>
internal sealed class SMG1013EpsilonHidesLoss() : FlowRule(Describe(
    "SMG1013", Stability, "An epsilon hides the loss",
    "The epsilon caps the loss where the probability underflows, and the gradient is gone there; the logits are at hand{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 && (Terms.Alternatives(operation.Input).Any(IsCapped) || IsReplaced(operation.Input)))
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty, ImmutableArray<IOperation>.Empty)
            {
                CanBeConfirmed = false,
            });
    }

    // p + ε, max(p, ε), a clamp; p may be 1 - σ, whose 1 has taken the ε in.
    private static bool IsCapped(Term term) => term.Kind switch
    {
        TermKind.Add => IsSum(term),
        TermKind.Max => term.Operands.Any(IsSmall) && term.Operands.Any(o => IsProbability(o)),
        TermKind.Min => term.Operands.Any(IsCapped),
        _ => false,
    };

    // ε instead of a p that some condition finds too small.
    private static bool IsReplaced(Term term) => term.Kind == TermKind.Any && term.Operands.Any(IsSmall) && term.Operands.Any(IsProbability);

    private static bool IsSum(Term sum)
    {
        if (sum.Operands.Length == 2 && sum[0].IsConstant)
            return IsSmall(sum[0]) && IsProbability(sum[1]) ||
                sum[0].Constant is > 1 and < 1.01 && Algebra.Coefficient(sum[1]) is (-1, { Kind: TermKind.Sigmoid or TermKind.Softmax });
        // An epsilon that is kept in a field.
        return sum.Operands.Length == 2 && sum.Operands.Any(IsProbability) &&
            sum.Operands.Any(o => o.Kind == TermKind.Load && o.Operands.Length == 1 && o.Path!.IndexOf("psilon", StringComparison.Ordinal) >= 0);
    }

    /// <summary>A constant that a probability is kept above.</summary>
    public static bool IsSmall(Term term) => term.IsConstant && term.Constant is > 1e-300 and < 0.01 && !SMG1011EpsilonConstant.IsEpsilon(term);

    private static bool IsProbability(Term term) =>
        Algebra.Coefficient(term) is (1, var p) && (Shapes.IsProbability(p) || Shapes.ComplementOfSigmoid(p) is not null);
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log(1 + e^x) where x is not known to stay small.</summary>
internal sealed class SMG1009NaiveSoftplus() : FlowRule(Describe(
    "SMG1009", Stability, "A softplus that overflows",
    "log(1 + exp(x)) is ∞ as soon as exp(x) overflows, where it should be x{0}",
    DiagnosticSeverity.Warning))
{
    // A smaller constant beside an exponential only keeps the logarithm from zero.
    private const double Smallest = 0.01;

    public override RuleProbes? Probes => RuleProbes.OfScalars(1000, -1000);

    public override bool IsOfNumbers => true;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10 or FunctionKind.LogP1))
            return;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            Term? exp = operation.Function == FunctionKind.LogP1
                ? Exponential(alternative)
                : alternative.Kind == TermKind.Add && alternative.Operands.Length == 2 && alternative[0] is { IsConstant: true, Constant: >= Smallest }
                    ? Exponential(alternative[1]) : null;
            if (exp is null || !Exponents.CanOverflow(exp[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options))
                continue;
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty,
                exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
            return;
        }
    }

    private static Term? Exponential(Term term) =>
        Algebra.Coefficient(term) is (> 0, { Kind: TermKind.Exp } exp) ? exp : null;
}

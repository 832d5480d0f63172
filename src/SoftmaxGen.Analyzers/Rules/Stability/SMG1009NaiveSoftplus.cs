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
            Term? added = operation.Function == FunctionKind.LogP1
                ? alternative
                : alternative.Kind == TermKind.Add && alternative.Operands.Length == 2 && alternative[0] is { IsConstant: true, Constant: >= Smallest }
                    ? alternative[1] : null;
            if (added is null || Exponentials(added).FirstOrDefault(e => Exponents.CanOverflow(e[0], ImmutableArray<Term>.Empty, operation.Operation, context.Options)) is not { } exp)
                continue;
            context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty,
                exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
            return;
        }
    }

    // What is added may be one of several, an exponential on some path; the range of its exponent says what that path knows of it.
    private static IEnumerable<Term> Exponentials(Term term) =>
        Algebra.Coefficient(term) is (> 0, var other) ? Terms.Alternatives(other).Where(static t => t.Kind == TermKind.Exp) : [];
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log(1 - e^x) and log(1 - p) for a probability that was computed here: nothing is left of the difference near 1.</summary>
internal sealed class SMG1010LogOfComplement() : FlowRule(Describe(
    "SMG1010", Stability, "The logarithm of a difference that cancels",
    "log(1 - {1}) loses all its digits where {1} is close to 1{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.OfScalars(-1e-17);

    public override bool IsOfNumbers => true;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10))
            return;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            // Far from 0 the exponential is far from 1, and 1 - e^x is exact enough.
            if (Shapes.OneMinusExp(alternative) is { } exp && exp[0].Range.High > -0.01 && exp[0].Any(t => t.Kind is TermKind.Load or TermKind.Root or TermKind.Opaque))
            {
                context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create("exp(x)"),
                    exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
                return;
            }
            if (alternative.Kind == TermKind.Add && alternative.Operands.Length == 2 && alternative[0].IsNumber(1) &&
                Algebra.Coefficient(alternative[1]) is (-1, { Kind: TermKind.Softmax } softmax))
            {
                context.ReportWith(this, operation, softmax, "softmax");
                return;
            }
        }
    }
}

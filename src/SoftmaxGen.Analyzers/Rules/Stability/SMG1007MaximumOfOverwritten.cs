using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>a[i] = exp(a[i] - max(a)) in a loop: from the second element on the maximum is that of half-overwritten values.</summary>
internal sealed class SMG1007MaximumOfOverwritten() : FlowRule(Describe(
    "SMG1007", Stability, "A reduction over values that its loop overwrites",
    "The {1} is evaluated again in every iteration, over values that this loop has already overwritten{0}",
    DiagnosticSeverity.Warning))
{
    public override void ExamineBody(RuleContext context)
    {
        foreach (Evaluated reduction in context.Events)
            if (reduction.ReadsOverwritten && !reduction.Loops.IsEmpty && Name(reduction.Function) is { } name &&
                context.Events.Any(e => Scales(e, reduction)))
                context.Report(new RuleFinding(this, reduction, reduction.Operation, ImmutableArray.Create(name), ImmutableArray<IOperation>.Empty));
    }

    private static string? Name(FunctionKind function) => function switch
    {
        FunctionKind.Max => "maximum",
        FunctionKind.Min => "minimum",
        FunctionKind.Sum => "sum",
        FunctionKind.Mean => "mean",
        _ => null,
    };

    // Only where the elements themselves are shifted or divided by it: other loops watch a running total on purpose.
    private static bool Scales(Evaluated operation, Evaluated reduction) =>
        operation.Function is FunctionKind.Subtract or FunctionKind.Divide && operation.Loops.SequenceEqual(reduction.Loops) &&
        operation.Arguments[1].Equals(reduction.Result) &&
        Terms.Alternatives(operation.Arguments[0]).Any(own => Terms.Alternatives(reduction.Input).Any(t => t.Shape == own.Shape) &&
            Terms.Indices(own).Any(i => i.Tag is LoopIndex index && index.Loop.Equals(operation.Loops[operation.Loops.Length - 1]) &&
                // The loop goes along the vector that is reduced, and not from one such vector to the next.
                !reduction.Result.Mentions(i)));
}

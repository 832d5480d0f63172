using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>A divergence whose flag says that its target is logarithms when it is not, or the other way round.</summary>
internal sealed class SMG2003DivergenceTarget() : FlowRule(Describe(
    "SMG2003", LossUse, "The target of a divergence is not what its flag says",
    "The target of this divergence is {1}, but log_target is {2}{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function != FunctionKind.KlDivergence || operation.Library is not { FlagIsAboutTarget: true, FlagValue: { } flag } library)
            return;
        ValueDomain given = Domains.Of(operation.Arguments[1]), expected = flag ? library.FlagDomain : library.TargetDomain;
        if (given is ValueDomain.Unknown or ValueDomain.Logits || given == expected)
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation,
            ImmutableArray.Create(given == ValueDomain.Probabilities ? "probabilities" : "log-probabilities", flag ? "true" : "false"),
            ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }
}

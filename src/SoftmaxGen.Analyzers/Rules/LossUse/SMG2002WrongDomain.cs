using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>A loss that gets probabilities where it takes their logarithms, logits where it takes probabilities, or the like.</summary>
internal sealed class SMG2002WrongDomain() : FlowRule(Describe(
    "SMG2002", LossUse, "A loss gets numbers of the wrong kind",
    "This loss takes {1}, but gets {2}{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Library is not { IsLoss: true })
            return;
        ValueDomain expected = Domains.Expected(operation), given = Domains.Of(operation.Input);
        if (given == ValueDomain.Unknown && IsNormalisedElsewhere(operation, context))
            given = ValueDomain.Logits;
        bool isWrong = (expected, given) switch
        {
            (ValueDomain.Probabilities, ValueDomain.Logits or ValueDomain.LogProbabilities) => true,
            (ValueDomain.LogProbabilities, ValueDomain.Logits or ValueDomain.Probabilities) => true,
            // A softmax normalises log-probabilities to themselves; a sigmoid does not. What is normalised twice is SMG2001.
            (ValueDomain.Logits, ValueDomain.Probabilities) => IsBinary(operation) && Domains.Normalised(operation.Input) != TermKind.Softmax,
            (ValueDomain.Logits, ValueDomain.LogProbabilities) => IsBinary(operation),
            _ => false,
        };
        if (isWrong)
            context.Report(new RuleFinding(this, operation, operation.Operation,
                ImmutableArray.Create(Words(expected), Words(given)), ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    private static bool IsBinary(Evaluated operation) => operation.Function is FunctionKind.BinaryCrossEntropy or FunctionKind.BinaryCrossEntropyLogits;

    // The very value goes into a softmax or a sigmoid somewhere else in the body: it is logits.
    private static bool IsNormalisedElsewhere(Evaluated loss, RuleContext context)
    {
        if (loss.Input.Kind is TermKind.Constant or TermKind.Any)
            return false;
        foreach (Evaluated other in context.Events)
            if (other.Result.Kind is TermKind.Softmax or TermKind.LogSoftmax or TermKind.Sigmoid &&
                Matching.Compare(loss.Input, Terms.Indices(loss.Input), other.Result[0]) == Agreement.Same)
                return true;
        return false;
    }

    private static string Words(ValueDomain domain) => domain switch
    {
        ValueDomain.Logits => "logits",
        ValueDomain.Probabilities => "probabilities",
        _ => "log-probabilities",
    };
}

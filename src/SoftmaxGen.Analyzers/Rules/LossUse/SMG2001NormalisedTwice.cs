using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>
/// Probabilities handed to what normalises its input itself: a cross-entropy on logits, or another softmax. Log-probabilities are left
/// alone: a softmax of them changes nothing.
/// </summary>
internal sealed class SMG2001NormalisedTwice() : FlowRule(Describe(
    "SMG2001", LossUse, "Probabilities are used as logits",
    "{1} takes logits, but gets the result of a {2}, so that it is normalised twice{0}",
    DiagnosticSeverity.Warning))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        switch (operation.Function)
        {
            case FunctionKind.CrossEntropyLogits or FunctionKind.CrossEntropyProbabilities or FunctionKind.BinaryCrossEntropy or FunctionKind.BinaryCrossEntropyLogits
                when Domains.Expected(operation) == ValueDomain.Logits:
                TermKind? kind = Domains.Normalised(operation.Input);
                // A sigmoid before a binary cross-entropy is the wrong one of two losses: SMG2002.
                bool isBinary = operation.Function is FunctionKind.BinaryCrossEntropy or FunctionKind.BinaryCrossEntropyLogits;
                if (kind == TermKind.Softmax || kind == TermKind.Sigmoid && !isBinary)
                    Report(operation, context, "This loss", kind == TermKind.Softmax ? "softmax" : "sigmoid");
                break;
            case FunctionKind.Softmax or FunctionKind.LogSoftmax when Domains.Normalised(operation.Input) == TermKind.Softmax:
                Report(operation, context, "This softmax", "softmax");
                break;
            // One that is written out: the quotient of an exponential and its sum.
            case FunctionKind.Divide or FunctionKind.Multiply when operation.Result.Kind == TermKind.Softmax &&
                !operation.Arguments.Contains(operation.Result) && Domains.Normalised(operation.Result[0]) == TermKind.Softmax:
                Report(operation, context, "This softmax", "softmax");
                break;
        }
    }

    private void Report(Evaluated operation, RuleContext context, string taker, string giver) =>
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(taker, giver), ImmutableArray<IOperation>.Empty)
        {
            CanBeConfirmed = false,
        });
}

using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>A kernel of C classes that is given a label below 0 or from C on, where the labels can be read off the code.</summary>
internal sealed class SMG2007LabelOutOfRange() : FlowRule(Describe(
    "SMG2007", LossUse, "A label is no class",
    "Label {1} is outside 0 to {2}, so this call throws{0}",
    DiagnosticSeverity.Warning))
{
    private const int Unset = -100;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.CrossEntropyLogits or FunctionKind.NllLoss) || operation.CallSite is not null ||
            operation.Operation is not IInvocationOperation call || operation.Library is not { Target: >= 0 } library ||
            KernelFacts.AttributeOf(call.TargetMethod) is not { } attribute ||
            KernelFacts.Option(attribute, "Classes") is not { } classes || call.TargetMethod.Parameters[library.Target].Name != "labels")
            return;
        int ignored = KernelFacts.Option(attribute, "IgnoreIndex") ?? Unset;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal != library.Target)
                continue;
            SemanticModel model = context.Session.ModelOf(call.Syntax.SyntaxTree);
            foreach (long label in new LabelArrays(context.Session, context.Token).ValuesOf(argument.Value.Syntax, model))
                if ((label < 0 || label >= classes) && label != ignored)
                {
                    context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(
                        label.ToString(CultureInfo.InvariantCulture), (classes - 1).ToString(CultureInfo.InvariantCulture)),
                        ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
                    return;
                }
        }
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>A shift before what shifts by itself. A log-softmax is a shift as well: by the log-sum-exp.</summary>
internal sealed class SMG3001RedundantShift() : FlowRule(Describe(
    "SMG3001", NeedlessWork, "A shift before a function that is stable by itself",
    "This function subtracts the maximum itself: {1} before it changes nothing{0}",
    DiagnosticSeverity.Info))
{
    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Library is not { IsByName: false } library)
            return;
        bool shiftsItself = operation.Function == FunctionKind.CrossEntropyLogits ||
            library.IsStable && (operation.Function is FunctionKind.Softmax or FunctionKind.LogSoftmax or FunctionKind.LogSumExp);
        if (!shiftsItself)
            return;
        bool isShifted = true, isNormalised = operation.Function != FunctionKind.LogSumExp;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            isShifted &= IsShiftedByMaximum(alternative);
            isNormalised &= alternative.Kind == TermKind.LogSoftmax;
        }
        if (isShifted || isNormalised)
            context.Report(new RuleFinding(this, operation, operation.Operation,
                ImmutableArray.Create(isShifted ? "subtracting it" : "a log-softmax"), ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    // x - max x, perhaps scaled: the engine has shown that it is at most 0, and a maximum is what it is compared with.
    private static bool IsShiftedByMaximum(Term term)
    {
        Term sum = Exponents.Unscaled(term);
        if (sum.Kind != TermKind.Add || !term.Range.IsNonPositive)
            return false;
        foreach (Term member in sum.Operands)
            if (Algebra.Coefficient(member) is ( < 0, { Kind: TermKind.Max } max) && !max.Operands.Any(o => o.IsConstant && !double.IsInfinity(o.Constant) && o.Constant > -1e30))
                return true;
        return false;
    }
}

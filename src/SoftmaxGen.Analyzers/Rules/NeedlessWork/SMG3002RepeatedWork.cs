using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>
/// Exponentials that are taken twice of every element, a lazy sequence of them that is run again, a reduction over the whole row that
/// is done again for every element.
/// </summary>
internal sealed class SMG3002RepeatedWork() : FlowRule(Describe(
    "SMG3002", NeedlessWork, "The same work is done again",
    "{1}{0}",
    DiagnosticSeverity.Info))
{
    public override void ExamineBody(RuleContext context)
    {
        var exponentials = context.Events.Where(e => e.Function == FunctionKind.Exp && e.CallSite is null).ToList();
        HashSet<SyntaxNode> told = [];
        foreach (Evaluated operation in context.Events)
            if (operation.CallSite is null && RepeatedPart.Around(operation, context) is { } part && told.Add(operation.Operation.Syntax))
                Report(operation, operation.Operation, "This goes over the whole row again " + part, context);
        if (told.Count > 0)
            return;
        foreach (Evaluated exponential in exponentials)
            if (LazySequence.SecondRun(exponential, context) is { } again)
            {
                Report(exponential, again, "This runs a lazy sequence again, and takes all its exponentials again", context);
                return;
            }
        for (int i = 0; i < exponentials.Count; i++)
            for (int j = 0; j < i; j++)
                if (IsSame(exponentials[j], exponentials[i], context))
                {
                    Report(exponentials[i], exponentials[i].Operation, "This exponential was taken of the same element before", context);
                    return;
                }
    }

    private void Report(Evaluated @event, IOperation at, string what, RuleContext context) =>
        context.Report(new RuleFinding(this, @event, at, ImmutableArray.Create(what), ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });

    // Two loops, or two lambdas, over the same elements.
    private static bool IsSame(Evaluated first, Evaluated second, RuleContext context)
    {
        Term x = first.Input, y = second.Input;
        ImmutableArray<Term> indices = Terms.Indices(x);
        if (indices.IsEmpty || Terms.Indices(y).IsEmpty || first.Operation.Syntax == second.Operation.Syntax ||
            Matching.Compare(x, indices, y) != Agreement.Same)
            return false;
        SyntaxNode? one = Repetition.Around(first.Operation.Syntax), other = Repetition.Around(second.Operation.Syntax);
        // Within one turn it may be the two branches of a sign, or a formula that is written as it stands in the book.
        return one is not null && other is not null && one != other && !one.Contains(other) && !other.Contains(one) &&
            Repetition.Run(one) == Repetition.Run(other) && !Repetition.GoesOn(one) && !Repetition.GoesOn(other) &&
            !Repetition.AreAlternatives(one, other) && !Repetition.IsTiny(x, context);
    }
}

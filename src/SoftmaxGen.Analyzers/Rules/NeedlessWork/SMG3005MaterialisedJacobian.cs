using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>
/// The softmax's Jacobian p[j] (δ[j, k] - p[k]), entry by entry, times the upstream gradient: all of it is p ⊙ (u - p·u), which takes
/// C steps and not C².
/// </summary>
internal sealed class SMG3005MaterialisedJacobian() : FlowRule(Describe(
    "SMG3005", NeedlessWork, "The full Jacobian of a softmax in a backward pass",
    "This multiplies the upstream gradient with every entry of the softmax's Jacobian, C × C of them, where p ⊙ (u - p·u) takes C steps{0}",
    DiagnosticSeverity.Info))
{
    public override void ExamineBody(RuleContext context)
    {
        List<(Evaluated Event, Term P, Term U)> onDiagonal = [], offDiagonal = [];
        foreach (Evaluated operation in context.Events)
        {
            if (operation.Function != FunctionKind.Multiply || operation.Loops.Length < 2)
                continue;
            // The Jacobian was filled before, and is now read.
            if (operation.Arguments.Any(IsEntry) && !operation.Arguments.All(IsEntry))
            {
                Report(operation, context);
                return;
            }
            foreach ((Term p, Term rest) in Diagonal(operation.Result))
                onDiagonal.Add((operation, p, rest));
            foreach ((Term p, Term rest) in OffDiagonal(operation.Result))
                offDiagonal.Add((operation, p, rest));
        }
        // Two branches that multiply it at once.
        foreach ((Evaluated at, Term p, Term u) in onDiagonal)
            foreach ((Evaluated other, Term q, Term v) in offDiagonal)
                if (at.Operation != other.Operation && p.Shape == q.Shape && u.Shape == v.Shape && at.Loops.SequenceEqual(other.Loops))
                {
                    Report(at, context);
                    return;
                }
    }

    private void Report(Evaluated operation, RuleContext context) =>
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty, ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });

    /// <summary>Whether a value is p (1 - p) on one path and -p p' on another.</summary>
    private static bool IsEntry(Term term)
    {
        bool diagonal = false, off = false;
        foreach (Term alternative in Terms.Alternatives(term))
        {
            diagonal |= IsDiagonal(alternative);
            off |= IsOffDiagonal(alternative);
        }
        return diagonal && off || term.Kind == TermKind.Multiply && IsDelta(term);
    }

    private static bool IsDiagonal(Term term) => term.Kind == TermKind.Multiply && term.Operands.Length == 2 &&
        (Complement(term[0]) is { } p && p.Equals(term[1]) || Complement(term[1]) is { } q && q.Equals(term[0]));

    // -p p': two different elements of one vector.
    private static bool IsOffDiagonal(Term term) => Algebra.Coefficient(term) is (-1, { Kind: TermKind.Multiply, Operands.Length: 2 } product) &&
        product[0].Shape == product[1].Shape && !product[0].Equals(product[1]) && !Terms.Indices(product).IsEmpty;

    // p (δ - p'), where δ is 1 or 0.
    private static bool IsDelta(Term term)
    {
        if (term.Operands.Length != 2)
            return false;
        for (int i = 0; i < 2; i++)
            if (term[i] is { Kind: TermKind.Add, Operands.Length: 2 } sum)
                for (int j = 0; j < 2; j++)
                    if (Terms.Alternatives(sum[j]) is { Length: 2 } choices && choices.Any(c => c.IsNumber(0)) && choices.Any(c => c.IsNumber(1)) &&
                        Algebra.Coefficient(sum[1 - j]) is (-1, { } other) && other.Shape == term[1 - i].Shape)
                        return true;
        return false;
    }

    private static IEnumerable<(Term P, Term Others)> Diagonal(Term term)
    {
        if (term.Kind != TermKind.Multiply || term.Operands.Length != 3)
            yield break;
        for (int i = 0; i < 3; i++)
            if (Complement(term[i]) is { } p && term.Operands.IndexOf(p) is >= 0 and int j)
                yield return (p, term[3 - i - j]);
    }

    private static IEnumerable<(Term P, Term Others)> OffDiagonal(Term term)
    {
        if (Algebra.Coefficient(term) is not (-1, { Kind: TermKind.Multiply, Operands.Length: 3 } product))
            yield break;
        for (int i = 0; i < 3; i++)
        {
            Term a = product[(i + 1) % 3], b = product[(i + 2) % 3];
            if (a.Shape == b.Shape && !a.Equals(b))
                yield return (a, product[i]);
        }
    }

    /// <summary>The p of 1 - p.</summary>
    private static Term? Complement(Term term) =>
        term is { Kind: TermKind.Add, Operands.Length: 2 } && term[0].IsNumber(1) && Algebra.Coefficient(term[1]) is (-1, { } p) ? p : null;
}

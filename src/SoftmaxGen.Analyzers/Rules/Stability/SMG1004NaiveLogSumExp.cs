using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.Stability;

/// <summary>log Σ exp(v) where nothing keeps v from overflowing.</summary>
internal sealed class SMG1004NaiveLogSumExp() : FlowRule(Describe(
    "SMG1004", Stability, "A log-sum-exp without a shift",
    "This log-sum-exp overflows: what is exponentiated is not shifted by its maximum{0}",
    DiagnosticSeverity.Warning))
{
    public override RuleProbes? Probes => RuleProbes.Usual;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function is not (FunctionKind.Log or FunctionKind.Log2 or FunctionKind.Log10))
            return;
        foreach (Term alternative in Terms.Alternatives(operation.Input))
        {
            if (SumIn(alternative) is { } sum && Exponents.In(sum[1]) is { } exp &&
                Exponents.CanOverflow(exp[0], sum.Bound, operation.Operation, context.Options) &&
                LooseShift.In(exp[0], sum, operation.Operation) is null && RunsOverElements(exp, sum) &&
                !GuardedEnergies.Are(exp[0], GuardedEnergies.SumOf(operation.Operation)))
            {
                context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty,
                    exp.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
                return;
            }
            if (Overflowing(alternative, operation.Operation, context.Options) is { } member)
            {
                context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray<string>.Empty,
                    member.Origin is { } origin ? ImmutableArray.Create(origin) : ImmutableArray<IOperation>.Empty));
                return;
            }
        }
    }

    // e^a + e^b, written out; with one exponential only it is a softplus, which is SMG1009's.
    private static Term? Overflowing(Term term, IOperation at, AnalysisOptions options)
    {
        if (term.Kind != TermKind.Add)
            return null;
        var exponentials = new List<Term>();
        foreach (Term member in term.Operands)
            if (Exponents.In(member) is { } exp && IsWeighted(member))
                exponentials.Add(exp);
            else if (member is not { IsConstant: true, Constant: >= 0 })
                return null;
        if (exponentials.Count < 2 || Exponents.ShareShift(exponentials))
            return null;
        return exponentials.FirstOrDefault(e => Exponents.CanOverflow(e[0], ImmutableArray<Term>.Empty, at, options));
    }

    // w · e^v with a weight; what a special function has worked out may have an exponential in it, too.
    private static bool IsWeighted(Term member) =>
        member.Kind == TermKind.Exp || Algebra.Coefficient(member) is (> 0, var rest) &&
        (rest.Kind == TermKind.Exp || rest.Kind == TermKind.Multiply && rest.Operands.All(static f => f.Kind is TermKind.Exp or TermKind.Load or TermKind.Root or TermKind.Softmax)) ||
        member.Kind == TermKind.Any && member.Operands.All(IsWeighted);

    // A loop that draws samples and asks other code for the logarithm of each one's weight goes over no vector: the mean of the
    // weights is what is wanted, and nothing says how large they are. Where the counter has a say it is a vector after all, even
    // if it could not be followed to the exponential, and a tensor's sum needs no counter.
    private static bool RunsOverElements(Term exp, Term sum) =>
        exp.Origin is not { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } origin || sum.Bound.Any(exp.Mentions) ||
        ReadsAtCounter(origin.Syntax) || exp.Any(IsSummedOverData) && UsesItsCounter(origin.Syntax);

    // Not the x of a grid, to which each iteration adds the same step.
    private static bool IsSummedOverData(Term term) => term.Kind is TermKind.Sum or TermKind.Product && !(term.Bound.IsEmpty && term[1].Kind is TermKind.Load or TermKind.Root or TermKind.Opaque);

    // exp(v[i]): what was put into v in no order that could be followed is a vector still.
    private static bool ReadsAtCounter(SyntaxNode exp)
    {
        foreach (ElementAccessExpressionSyntax element in exp.DescendantNodes().OfType<ElementAccessExpressionSyntax>())
            for (SyntaxNode? at = exp; at is not null and not MemberDeclarationSyntax; at = at.Parent)
                if (at is ForStatementSyntax { Declaration.Variables: { Count: > 0 } counters } &&
                    element.ArgumentList.Arguments.Any(a => a.Expression is IdentifierNameSyntax name && counters.Any(c => c.Identifier.ValueText == name.Identifier.ValueText)))
                    return true;
        return false;
    }

    private static bool UsesItsCounter(SyntaxNode exp)
    {
        for (SyntaxNode? at = exp; at is not null and not MemberDeclarationSyntax; at = at.Parent)
            if (at is ForStatementSyntax { Declaration.Variables: { Count: > 0 } counters } loop)
                return loop.Statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => counters.Any(c => c.Identifier.ValueText == n.Identifier.ValueText));
            else if (at is CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
                return at is CommonForEachStatementSyntax;
        return true;
    }

    // A small constant beside the sum only keeps the logarithm from zero, and 1 is the exponential of a logit that is 0: the class that
    // the others are compared with. Whatever else is added is part of another formula.
    private static Term? SumIn(Term term)
    {
        term = Algebra.Coefficient(term).Other;
        if (term.Kind == TermKind.Add && term.Operands.Length == 2 && IsBesides(term[0]))
            term = Algebra.Coefficient(term[1]).Other;
        if (term.Kind is TermKind.Max or TermKind.Multiply or TermKind.Divide && term.Operands.FirstOrDefault(o => o.Kind == TermKind.Sum) is { } inner)
            term = inner;
        return term.Kind == TermKind.Sum && (!term[0].IsConstant || IsBesides(term[0])) ? term : null;

        static bool IsBesides(Term constant) => constant.IsNumber(1) || constant.IsConstant && Math.Abs(constant.Constant) <= 1e-3;
    }
}

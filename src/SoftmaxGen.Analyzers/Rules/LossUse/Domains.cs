using System.Collections.Immutable;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>What numbers stand for: logits, probabilities, or the logarithms of these.</summary>
internal static class Domains
{
    /// <summary>What a loss takes, its <c>from_logits</c> considered.</summary>
    public static ValueDomain Expected(Evaluated loss)
    {
        if (loss.Library is not { } library)
            return ValueDomain.Unknown;
        if (library.FlagIsAboutTarget || library.Flag == LibraryFunction.Absent && library.FlagValue is null)
            return library.ExpectedDomain;
        return library.FlagValue switch { true => library.FlagDomain, false => library.ExpectedDomain, null => ValueDomain.Unknown };
    }

    /// <summary>What a term is on every path, as far as it was computed here.</summary>
    public static ValueDomain Of(Term term)
    {
        ImmutableArray<Term> alternatives = Terms.Alternatives(term);
        ValueDomain domain = OfOne(alternatives[0]);
        foreach (Term alternative in alternatives)
            if (OfOne(alternative) != domain)
                return ValueDomain.Unknown;
        return domain;
    }

    /// <summary>
    /// The one kind that a term has on every path, a shift by its own maximum aside: p - max p is still a softmax to whoever
    /// normalises it again.
    /// </summary>
    public static TermKind? Normalised(Term term)
    {
        TermKind? kind = null;
        foreach (Term alternative in Terms.Alternatives(term))
        {
            Term core = Unshifted(alternative);
            // What was picked out of a row is none itself.
            if (core is not { Kind: TermKind.Softmax or TermKind.LogSoftmax or TermKind.Sigmoid, Tag: null } || kind is not null && kind != core.Kind)
                return null;
            kind = core.Kind;
        }
        return kind;
    }

    private static Term Unshifted(Term term)
    {
        if (term.Kind != TermKind.Add)
            return term;
        Term? core = null;
        foreach (Term member in term.Operands)
        {
            (double factor, Term rest) = Algebra.Coefficient(member);
            if (factor == -1 && rest.Kind is TermKind.Max && rest.Operands.All(o => o.Kind is TermKind.Softmax or TermKind.LogSoftmax or TermKind.Constant))
                continue;
            if (core is not null)
                return term;
            core = member;
        }
        return core ?? term;
    }

    private static ValueDomain OfOne(Term term) => term.Kind switch
    {
        TermKind.Softmax or TermKind.Sigmoid => ValueDomain.Probabilities,
        TermKind.LogSoftmax => ValueDomain.LogProbabilities,
        TermKind.Log when term[0].Kind is TermKind.Softmax or TermKind.Sigmoid => ValueDomain.LogProbabilities,
        // log σ(z) = -softplus(-z)
        TermKind.Multiply when Algebra.Coefficient(term) is (-1, { Kind: TermKind.Softplus }) => ValueDomain.LogProbabilities,
        _ => ValueDomain.Unknown,
    };
}

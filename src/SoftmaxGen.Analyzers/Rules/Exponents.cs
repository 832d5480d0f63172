using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Analyzers.Flow;

namespace SoftmaxGen.Analyzers.Rules;

/// <summary>What the rules ask of the argument of an exponential.</summary>
internal static class Exponents
{
    /// <summary>The exponential in a term, alone or as a factor (w · e^v), on any path; its argument is the first operand.</summary>
    public static Term? In(Term term)
    {
        foreach (Term alternative in Terms.Alternatives(term))
        {
            if (alternative.Kind == TermKind.Exp)
                return alternative;
            if (alternative.Kind is TermKind.Multiply or TermKind.Add)
                foreach (Term operand in alternative.Operands)
                    if (operand.Kind == TermKind.Exp)
                        return operand;
        }
        return null;
    }

    /// <summary>An exponential between constant bounds, min(e^v, 1e20), on any path; its argument is the first operand.</summary>
    public static Term? Clamped(Term term)
    {
        foreach (Term alternative in Terms.Alternatives(term))
            if (IsClamp(alternative) && In(Inner(alternative)) is { } exp)
                return exp;
        return null;

        static Term Inner(Term clamp) => IsClamp(clamp) && clamp.Operands.FirstOrDefault(o => !o.IsConstant) is { } inner ? Inner(inner) : clamp;

        static bool IsClamp(Term term) => term.Kind is TermKind.Min or TermKind.Max && term.Bound.IsEmpty && term.Operands.Count(o => !o.IsConstant) == 1;
    }

    /// <summary>The exponentials that a term is a polynomial of: e, 1 + e, (1 + e)², w · e, e / w.</summary>
    public static IEnumerable<Term> Polynomial(Term term)
    {
        switch (term.Kind)
        {
            case TermKind.Exp:
                yield return term;
                break;
            case TermKind.Add or TermKind.Multiply or TermKind.Any:
                foreach (Term operand in term.Operands)
                    foreach (Term exp in Polynomial(operand))
                        yield return exp;
                break;
            case TermKind.Power:
            case TermKind.Divide when !term[1].Any(t => t.Kind == TermKind.Exp):
                foreach (Term exp in Polynomial(term[0]))
                    yield return exp;
                break;
        }
    }

    /// <summary>
    /// Whether e to the term can overflow, as far as is known: no upper bound has been shown, no shift by something unknown is in
    /// it, and it depends on data.
    /// </summary>
    /// <param name="exponent">The argument of the exponential.</param>
    /// <param name="bound">The indices of the reduction that it goes into: what does not depend on them is a shift.</param>
    /// <param name="at">The operation, for its precision.</param>
    /// <param name="options">What is assumed of logits.</param>
    public static bool CanOverflow(Term exponent, ImmutableArray<Term> bound, IOperation at, AnalysisOptions options) =>
        CanOverflow(exponent, bound, RuleContext.IsSingle(at) ? 88 : 709, options);

    /// <summary>The same for a given largest exponent.</summary>
    public static bool CanOverflow(Term exponent, ImmutableArray<Term> bound, double limit, AnalysisOptions options)
    {
        if (exponent.Range.High <= limit || options.AssumedLogitBound <= limit || IsOverLargest(exponent))
            return false;
        // if (t != 1) x /= t: each of the two ways is shifted or is not, whether or not it is scaled.
        if (Unscaled(exponent) is { Kind: TermKind.Any } either)
            return either.Operands.Any(o => CanOverflow(o, bound, limit, options));
        return DependsOnData(exponent) && !HasUnknownShift(exponent, bound) && !IsLogarithm(exponent) && !IsSmallOverScale(exponent) && !HasChosenSign(exponent);
    }

    /// <summary>The members of a sum that are the same for all classes, with the sign they have; scales are looked through.</summary>
    public static IEnumerable<Term> Shifts(Term exponent, ImmutableArray<Term> bound)
    {
        exponent = Unscaled(exponent);
        if (exponent.Kind != TermKind.Add || bound.IsEmpty && !exponent.Operands.Any(o => Algebra.Coefficient(o).Other.Kind is TermKind.Max))
            yield break;
        foreach (Term member in exponent.Operands)
            if (bound.IsEmpty ? Algebra.Coefficient(member).Other.Kind is TermKind.Max : !bound.Any(member.Mentions))
                yield return member;
    }

    /// <summary>Whether something is subtracted from all of them: it may be their maximum.</summary>
    public static bool ShareShift(IReadOnlyCollection<Term> exponentials)
    {
        return exponentials.Distinct().Take(2).Count() > 1 && Subtracted(exponentials.First()).Any(s => exponentials.All(e => Subtracted(e).Contains(s)));

        static IEnumerable<Term> Subtracted(Term exp) =>
            Unscaled(exp[0]) is { Kind: TermKind.Add } sum ? sum.Operands.Where(o => Algebra.Coefficient(o).Factor < 0) : [];
    }

    private static bool HasUnknownShift(Term exponent, ImmutableArray<Term> bound)
    {
        // A value that was too large to follow, or something unknown that is subtracted, may be the maximum.
        Term whole = Unscaled(exponent);
        if (whole is { Kind: TermKind.Opaque, Tag: BinaryExpressionSyntax or LostBuffer } || IsFolded(whole) ||
            whole.Kind == TermKind.Add && whole.Operands.Any(o => Algebra.Coefficient(o) is (< 0, var subtracted) && (Terms.Alternatives(subtracted).Any(static t => t.Kind == TermKind.Opaque || IsOfGroup(t)) || IsMaximumOfGroup(subtracted, bound) || IsElementOfWhole(subtracted, whole))))
            return true;
        bool dependsOnIndex = bound.Any(exponent.Mentions);
        foreach (Term shift in Shifts(exponent, bound))
            if (!IsNoise(shift) && (dependsOnIndex && !shift.IsConstant && !IsSwitched(shift) && !IsWeight(shift, whole, bound) || Algebra.Coefficient(shift).Other.Kind is TermKind.Max or TermKind.Log or TermKind.LogSumExp))
                return true;
        return IsShiftedWithin(whole, bound);
    }

    // A value that was too large to follow, or something that has one for a member. What is multiplied by a weight and added up is scaled, no more.
    private static bool IsFolded(Term term) => term.Kind switch
    {
        TermKind.Opaque => term.Tag is Shrinking.Folded,
        TermKind.Multiply => Algebra.Coefficient(term) is (not 1, var scaled) ? IsFolded(scaled) : false,
        TermKind.Sum => term.Operands.Any(o => o.Kind != TermKind.Multiply && IsFolded(o)),
        _ => term.Operands.Any(IsFolded),
    };

    // x[i] - m[i / n], x[i] - m[g[i]], where m is what a call has made or the caller gives: one value for many elements, of which nothing else is known.
    private static bool IsOfGroup(Term subtracted) =>
        Place.Of(subtracted) is var place && place.Indices.Any(static i => i is { Kind: TermKind.Opaque or TermKind.Load, HasIndex: true }) &&
        (place.Root.Kind == TermKind.Opaque || place is { Root.Kind: TermKind.Root, Path: "[]" or "[,]" });

    // v - v[v.MaximumIndex()], the type of v being missing: v stands for each of its elements, and the one that is subtracted may be the largest.
    private static bool IsElementOfWhole(Term subtracted, Term whole) =>
        Place.Of(subtracted) is { Indices.IsEmpty: false } element && !element.Indices.All(static i => i.IsConstant) &&
        whole.Operands.Any(o => Place.Of(o) is { Indices.IsEmpty: true } vector && vector.Root.Equals(element.Root) && element.Path.StartsWith(vector.Path + "[", StringComparison.Ordinal));

    // The same where it is known what m holds: what m[i / n] was filled with at first, or the greatest of its elements.
    private static bool IsMaximumOfGroup(Term subtracted, ImmutableArray<Term> bound) =>
        subtracted.Kind == TermKind.Any && subtracted.Operands.Any(static o => o.Kind == TermKind.Max) && subtracted.Operands.All(o => o.IsConstant || o.Kind == TermKind.Max && !bound.Any(o.Mentions));

    // x - log(-log u), Gumbel's: what a random number is made into keeps nothing small.
    private static bool IsNoise(Term shift) =>
        Algebra.Coefficient(shift).Other is { Kind: TermKind.Log } outer && Algebra.Coefficient(outer[0]) is (< 0, { Kind: TermKind.Log });

    // β · (d < 1 ? 1 : 0): a coefficient that a condition in the loop puts in or leaves out. The condition is none of the term's, so it
    // only looks the same for all classes.
    private static bool IsSwitched(Term shift) =>
        shift.Kind == TermKind.Multiply && shift.Operands.Any(o => o.Kind == TermKind.Any && o.Operands.All(a => a.IsConstant) && o.Operands.Any(a => a.IsNumber(0))) &&
        shift.Operands.All(o => o.Kind is TermKind.Any or TermKind.Load or TermKind.Root || o is { IsConstant: true, Constant: > 0 });

    // (1 - n / most) · c is a correction, and no maximum; where n is n[i] and it has been multiplied out, the same c weighs what each
    // class has of its own.
    private static bool IsWeight(Term shift, Term whole, ImmutableArray<Term> bound) =>
        Algebra.Coefficient(shift) is (> 0, var weight) &&
        (weight.Kind == TermKind.Multiply && weight.Operands.Any(o => o.Kind == TermKind.Add && o.Operands.Any(m => m.IsNumber(1))) ||
            whole.Operands.Any(o => o.Kind == TermKind.Multiply && o.Operands.Contains(weight) && bound.Any(o.Mentions)));

    /// <summary>Whether a member of the sum is shifted itself: (x + μ) / t[i] - 1, where μ may be what keeps it small.</summary>
    public static bool IsShiftedWithin(Term whole, ImmutableArray<Term> bound) =>
        whole.Kind == TermKind.Add && whole.Operands.Any(o => bound.Any(o.Mentions) && Unscaled(o).Kind == TermKind.Add && Shifts(o, bound).Any(s => !s.IsConstant));

    /// <summary>(x - m) / T and β (x - m): what stands in the parentheses.</summary>
    public static Term Unscaled(Term exponent)
    {
        while (true)
        {
            if (exponent.Kind == TermKind.Divide)
                exponent = exponent[0];
            else if (exponent.Kind == TermKind.Multiply && exponent.Operands.FirstOrDefault(o => o.Kind == TermKind.Add) is { } sum)
                exponent = sum;
            else
                return exponent;
        }
    }

    // x - 2 x [x >= 0] is -|x|: a condition chooses between x and -x, and it is written for the one that stays small.
    private static bool HasChosenSign(Term exponent)
    {
        if (exponent.Kind != TermKind.Add)
            return false;
        (double always, double chosen, Term? x, Term? choice) = (0, 0, null, null);
        foreach (Term member in exponent.Operands)
        {
            (double factor, Term value) = Algebra.Coefficient(member);
            Term? mask = value.Kind == TermKind.Multiply && value.Operands.Length == 2 ? value.Operands.FirstOrDefault(o => o.Kind == TermKind.Any && o.Operands.All(c => c.IsConstant)) : null;
            Term of = mask is null ? value : value.Operands.First(o => !ReferenceEquals(o, mask));
            if (x is not null && !x.Equals(of) || mask is not null && choice is not null)
                return false;
            (x, choice) = (of, mask ?? choice);
            if (mask is null)
                always += factor;
            else
                chosen += factor;
        }
        return choice is not null && choice.Operands.Any(c => always + chosen * c.Constant > 0) && choice.Operands.Any(c => always + chosen * c.Constant < 0);
    }

    // cos(a, b) / T, tanh(s) / T: no temperature that makes sense lets a number of that size overflow.
    private static bool IsSmallOverScale(Term exponent)
    {
        if (exponent.Kind == TermKind.Divide)
            return IsSmall(exponent[0]) && Terms.IsSetting(exponent[1]);
        return exponent.Kind == TermKind.Multiply && exponent.Operands.Count(o => !Terms.IsSetting(o)) == 1 &&
            IsSmall(exponent.Operands.First(o => !Terms.IsSetting(o)));

        static bool IsSmall(Term term) => term.Range is { Low: >= -2, High: <= 2 };
    }

    // x / max |x| is nowhere above 1.
    private static bool IsOverLargest(Term exponent) => exponent.Kind == TermKind.Divide && exponent[1].Kind == TermKind.Max &&
        exponent[1].Operands.Any(o => o.Kind == TermKind.Abs && Matching.Compare(o[0], exponent[1].Bound, exponent[0]) == Agreement.Same);

    /// <summary>e^(log p / T) is p^(1/T), and e^(log a + t log(b / a)) lies between a and b: what is made of logarithms does not overflow.</summary>
    public static bool IsLogarithm(Term exponent) => exponent.Kind switch
    {
        TermKind.Log or TermKind.LogSoftmax => true,
        TermKind.Divide => IsLogarithm(exponent[0]),
        TermKind.Multiply => exponent.Operands.Any(IsLogarithm),
        TermKind.Add => exponent.Operands.All(o => o.IsConstant || IsLogarithm(o)),
        _ => false,
    };

    private static bool DependsOnData(Term exponent) => !IsTableArgument(exponent) &&
        exponent.Any(t => t.Kind is TermKind.Load or TermKind.Opaque or TermKind.Recurrence || t.Kind == TermKind.Root && t.Tag is not "this");

    // table[i] = exp((i / (double)Size * 2 - 1) * Most): a loop's counter and a class's own numbers, chosen for each other.
    private static bool IsTableArgument(Term exponent)
    {
        return exponent.HasIndex && IsChosen(exponent);

        static bool IsChosen(Term term) => term.Kind switch
        {
            TermKind.Index or TermKind.Constant => true,
            TermKind.Load => term.Operands.Length == 1 && term[0].Tag is "static" or "this",
            TermKind.Add or TermKind.Multiply or TermKind.Divide => term.Operands.All(IsChosen),
            _ => false,
        };
    }
}

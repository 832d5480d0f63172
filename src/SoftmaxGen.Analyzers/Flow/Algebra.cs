using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Arithmetic on terms, in a normal form: sums and products are flat and ordered by shape, a difference is a sum with a negated
/// member, a negation is the factor -1, a division by a constant is a product. So x - m, -m + x and -(m - x) are one term.
/// </summary>
internal static class Algebra
{
    public static Term Add(Term a, Term b)
    {
        var members = new List<Term>();
        double constant = 0;
        Flatten(a);
        Flatten(b);
        Cancel(members);
        if (members.Count == 0)
            return Terms.Number(constant);
        if (members.Count == 1 && constant == 0)
            return members[0];
        if (SameDivisor(members, constant) is { } quotient)
            return quotient;
        members.Sort((x, y) => x.Shape.CompareTo(y.Shape));
        if (constant != 0)
            members.Insert(0, Terms.Number(constant));
        ImmutableArray<Term> operands = members.ToImmutableArray();
        // The operands may be known better as wholes than their members are (y · z ≥ 0 after a test of it).
        return new Term(TermKind.Add, operands, range: Differences.RangeOf(operands).Intersect(a.Range + b.Range));

        void Flatten(Term term)
        {
            if (term.Kind == TermKind.Add)
                foreach (Term operand in term.Operands)
                    Flatten(operand);
            else if (term.IsConstant)
                constant += term.Constant;
            else
                members.Add(term);
        }
    }

    public static Term Negate(Term a) => Multiply(Terms.Number(-1), a);

    public static Term Subtract(Term a, Term b) => Add(a, Negate(b));

    public static Term Multiply(Term a, Term b)
    {
        // A constant goes into the members of a sum: -(x - m) is m - x.
        if (a.IsConstant && b.Kind == TermKind.Add)
            return Distribute(a, b);
        if (b.IsConstant && a.Kind == TermKind.Add)
            return Distribute(b, a);
        if (a.Kind == TermKind.Divide)
            return Divide(Multiply(a[0], b), a[1]);
        if (b.Kind == TermKind.Divide)
            return Divide(Multiply(a, b[0]), b[1]);
        var members = new List<Term>();
        double constant = 1;
        Flatten(a);
        Flatten(b);
        if (members.Count == 0 || constant == 0)
            return Terms.Number(members.Count == 0 ? constant : 0);
        if (members.Count == 1 && constant == 1)
            return members[0];
        members.Sort((x, y) => x.Shape.CompareTo(y.Shape));
        Interval range = (RangeOfProduct(members) * Interval.Point(constant)).Intersect(a.Range * b.Range);
        if (constant != 1)
            members.Insert(0, Terms.Number(constant));
        return new Term(TermKind.Multiply, members.ToImmutableArray(), range: range);

        void Flatten(Term term)
        {
            if (term.Kind == TermKind.Multiply)
                foreach (Term operand in term.Operands)
                    Flatten(operand);
            else if (term.IsConstant)
                constant *= term.Constant;
            else
                members.Add(term);
        }
    }

    public static Term Divide(Term a, Term b)
    {
        if (b.IsConstant)
            return b.Constant == 0 ? new Term(TermKind.Divide, ImmutableArray.Create(a, b)) : Multiply(Terms.Number(1 / b.Constant), a);
        if (b.Kind == TermKind.Divide)
            return Divide(Multiply(a, b[1]), b[0]);
        if (a.Kind == TermKind.Divide)
            return Divide(a[0], Multiply(a[1], b));
        if (Shapes.QuotientOf(a, b) is { } known)
            return known;
        Interval range = Scaled(a, b, static (x, y) => x / y);
        return new Term(TermKind.Divide, ImmutableArray.Create(a, b), range: Cosines.IsOne(a, b) ? range.Intersect(new Interval(-1, 1)) : range);
    }

    /// <summary>The factor that a product carries in front, and the rest.</summary>
    public static (double Factor, Term Other) Coefficient(Term term)
    {
        if (term.Kind != TermKind.Multiply || !term[0].IsConstant)
            return (1, term);
        if (term.Operands.Length == 2)
            return (term[0].Constant, term[1]);
        ImmutableArray<Term> rest = term.Operands.RemoveAt(0);
        return (term[0].Constant, new Term(TermKind.Multiply, rest, range: RangeOfProduct(rest)));
    }

    private static Term Distribute(Term factor, Term sum)
    {
        Term result = Multiply(factor, sum[0]);
        for (int i = 1; i < sum.Operands.Length; i++)
            result = Add(result, Multiply(factor, sum[i]));
        // The range of the whole may know more than its parts (x - max is at most 0).
        return result.WithRange(result.Range.Intersect(factor.Range * sum.Range));
    }

    // x and -x leave nothing; the common case is a shift that is undone.
    private static void Cancel(List<Term> members)
    {
        if (members.Count < 2)
            return;
        var parts = new List<(double Factor, Term Other)>(members.Count);
        foreach (Term member in members)
            parts.Add(Coefficient(member));
        for (int i = 0; i < members.Count; i++)
        {
            (double factor, Term rest) = parts[i];
            for (int j = i + 1; j < members.Count; j++)
            {
                (double other, Term otherRest) = parts[j];
                if (!rest.Equals(otherRest) || rest.Kind is TermKind.Any)
                    continue;
                members.RemoveAt(j);
                parts.RemoveAt(j);
                Term joint = Multiply(Terms.Number(factor + other), rest);
                members.RemoveAt(i);
                parts.RemoveAt(i);
                if (!joint.IsConstant)
                {
                    members.Insert(i, joint);
                    parts.Insert(i, Coefficient(joint));
                }
                i--;
                break;
            }
        }
    }

    // x / t - m / t is (x - m) / t.
    private static Term? SameDivisor(List<Term> members, double constant)
    {
        if (constant != 0 || members.Count < 2 || members[0].Kind != TermKind.Divide)
            return null;
        foreach (Term member in members)
            if (member.Kind != TermKind.Divide || !member[1].Equals(members[0][1]))
                return null;
        Term sum = members[0][0];
        for (int i = 1; i < members.Count; i++)
            sum = Add(sum, members[i][0]);
        return Divide(sum, members[0][1]);
    }

    private static Interval RangeOfProduct(IReadOnlyList<Term> members)
    {
        Interval range = Interval.Point(1);
        bool isMeasured = false, isSquared = false;
        var unknown = new List<Term>();
        for (int i = 0; i < members.Count; i++)
        {
            Interval factor = members[i].Range;
            // A square is not negative.
            if (i + 1 < members.Count && members[i].Equals(members[i + 1]))
            {
                double high = Math.Max(Math.Abs(factor.Low), Math.Abs(factor.High));
                range *= new Interval(0, high * high);
                isSquared = true;
                i++;
            }
            else if (factor.IsUnknown)
            {
                unknown.Add(members[i]);
            }
            else
            {
                range *= factor;
                isMeasured |= factor.IsOneSigned && !IsChoice(members[i]);
            }
        }
        // Of two numbers with any sign neither is the other's scale.
        bool isScaled = isSquared || isMeasured && unknown.Count == 1;
        foreach (Term factor in unknown)
            range *= range.IsOneSigned && isScaled && IsScale(factor) ? Interval.NonNegative : factor.Range;
        return range;
    }

    private static Interval Scaled(Term a, Term b, Func<Interval, Interval, Interval> operation) =>
        b.Range.IsUnknown && a.Range.IsOneSigned ? operation(a.Range, Interval.NonNegative) : operation(a.Range, b.Range);

    // label ? 1 : 0 has a sign, but it is no measure that the other factor could scale.
    private static bool IsChoice(Term term) => term.Kind == TermKind.Any && term.Operands.All(o => o.IsConstant);

    /// <summary>
    /// A number that scales others (a temperature, a bandwidth) is taken to be positive where its sign is not known: (x - max) / T
    /// is right for every T that makes sense.
    /// </summary>
    private static bool IsScale(Term term) => term.Kind is TermKind.Root or TermKind.Opaque or TermKind.Load or TermKind.Length;
}

using System.Collections.Immutable;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The elementary functions on terms, with their ranges.</summary>
internal static class Elementary
{
    public static Term Exp(Term x)
    {
        if (x.IsConstant)
            return Terms.Number(Math.Exp(x.Constant));
        if (x.Kind == TermKind.Log)
            return x[0];
        return Terms.Unary(TermKind.Exp, x, x.Range.Map(Math.Exp));
    }

    public static Term Log(Term x)
    {
        if (x.IsConstant)
            return Terms.Number(Math.Log(x.Constant));
        if (x.Kind == TermKind.Exp)
            return x[0];
        return Terms.Unary(TermKind.Log, x, new Interval(x.Range.Low <= 0 ? double.NegativeInfinity : Math.Log(x.Range.Low),
            x.Range.High <= 0 ? double.PositiveInfinity : Math.Log(x.Range.High)));
    }

    public static Term LogP1(Term x) => Terms.Unary(TermKind.LogP1, x, Log(Algebra.Add(Terms.One, x)).Range);

    public static Term ExpM1(Term x) => Terms.Unary(TermKind.ExpM1, x, x.Range.Map(Math.Exp) + Interval.Point(-1));

    public static Term Sqrt(Term x) => Terms.Unary(TermKind.Sqrt, x, new Interval(x.Range.Low > 0 ? Math.Sqrt(x.Range.Low) : 0,
        x.Range.High > 0 ? Math.Sqrt(x.Range.High) : double.PositiveInfinity));

    public static Term Abs(Term x)
    {
        if (x.IsConstant)
            return Terms.Number(Math.Abs(x.Constant));
        Interval r = x.Range;
        double high = Math.Max(Math.Abs(r.Low), Math.Abs(r.High));
        return Terms.Unary(TermKind.Abs, x, new Interval(r.IsNonNegative ? r.Low : r.IsNonPositive ? -r.High : 0, high));
    }

    public static Term Square(Term x) => Algebra.Multiply(x, x);

    public static Term Tanh(Term x) => Terms.Unary(TermKind.Tanh, x, new Interval(-1, 1));

    /// <summary>(e^x ± e^-x) / 2.</summary>
    public static Term Hyperbolic(Term x, double sign) =>
        Algebra.Multiply(Terms.Number(0.5), Algebra.Add(Exp(x), Algebra.Multiply(Terms.Number(sign), Exp(Algebra.Negate(x)))));

    public static Term Sigmoid(Term x) => Terms.Unary(TermKind.Sigmoid, x, x.Range.Map(static v => 1 / (1 + Math.Exp(-v))));

    public static Term Softplus(Term x) => Terms.Unary(TermKind.Softplus, x, Interval.NonNegative);

    /// <summary>x to the power of y; e to a power is an exponential.</summary>
    public static Term Power(Term x, Term y)
    {
        if (x.IsConstant && y.IsConstant)
            return Terms.Number(Math.Pow(x.Constant, y.Constant));
        // People write 2.71828 for e.
        if (x.IsConstant && Math.Abs(x.Constant - Math.E) < 1e-4)
            return Exp(y);
        if (y.IsNumber(2))
            return Square(x);
        if (y.IsNumber(0.5))
            return Sqrt(x);
        if (y is { IsConstant: true, Constant: < 0 })
            return Algebra.Divide(Terms.One, Power(x, Terms.Number(-y.Constant)));
        if (y.IsNumber(1))
            return x;
        bool even = y.IsConstant && y.Constant % 2 == 0;
        return new Term(TermKind.Power, ImmutableArray.Create(x, y), range: even || x.Range.IsNonNegative ? Interval.NonNegative : Interval.All);
    }

    public static Term Max(Term a, Term b)
    {
        double low = Math.Max(a.Range.Low, b.Range.Low);
        return Extreme(TermKind.Max, a, b, new Interval(double.IsNegativeInfinity(low) && IsClamp(a, b) ? -Terms.ChosenBound : low, Math.Max(a.Range.High, b.Range.High)));
    }

    /// <summary>The larger of what a call names: max(p, -3.4e38) is p, as a floor below all that p can be keeps nothing away.</summary>
    public static Term LargerOf(Term a, Term b) => IsFloored(a, b) ? a : IsFloored(b, a) ? b : Max(a, b);

    private static bool IsFloored(Term value, Term floor) => floor.IsConstant && !value.IsConstant && floor.Constant <= value.Range.Low && !double.IsInfinity(value.Range.Low);

    public static Term Min(Term a, Term b)
    {
        double high = Math.Min(a.Range.High, b.Range.High);
        return Extreme(TermKind.Min, a, b, new Interval(Math.Min(a.Range.Low, b.Range.Low), double.IsPositiveInfinity(high) && IsClamp(a, b) ? Terms.ChosenBound : high));
    }

    // min(x, limit), whatever the limit is.
    private static bool IsClamp(Term a, Term b) =>
        !a.IsConstant && !b.IsConstant && (Terms.IsSetting(a) || Terms.IsSetting(b));

    private static Term Extreme(TermKind kind, Term a, Term b, Interval range)
    {
        if (a.IsConstant && b.IsConstant)
            return Terms.Number(kind == TermKind.Max ? Math.Max(a.Constant, b.Constant) : Math.Min(a.Constant, b.Constant));
        if (a.Equals(b))
            return a;
        var members = new List<Term>();
        var bound = new List<Term>();
        Flatten(a);
        Flatten(b);
        members.Sort((x, y) => x.Shape.CompareTo(y.Shape));
        return new Term(kind, members.ToImmutableArray(), range: range, bound: bound.ToImmutableArray());

        void Flatten(Term term)
        {
            if (term.Kind == kind)
            {
                foreach (Term index in term.Bound)
                    if (!bound.Contains(index))
                        bound.Add(index);
                foreach (Term operand in term.Operands)
                    Flatten(operand);
            }
            else if (!members.Contains(term))
            {
                members.Add(term);
            }
        }
    }
}

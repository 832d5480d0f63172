namespace SoftmaxGen.Analyzers.Flow;

/// <summary>The closed range of values that a number can have; the ends may be infinite. NaN is not tracked.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public static readonly Interval All = new(double.NegativeInfinity, double.PositiveInfinity);
    public static readonly Interval NonNegative = new(0, double.PositiveInfinity);
    public static readonly Interval NonPositive = new(double.NegativeInfinity, 0);
    public static readonly Interval Unit = new(0, 1);

    public bool IsNonNegative => Low >= 0;

    public bool IsNonPositive => High <= 0;

    public bool IsOneSigned => IsNonNegative || IsNonPositive;

    public bool IsUnknown => double.IsInfinity(Low) && double.IsInfinity(High);

    public static Interval Point(double value) => double.IsNaN(value) ? All : new(value, value);

    public Interval Union(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>What both say; contradictions (dead code) keep the other's word.</summary>
    public Interval Intersect(Interval other)
    {
        double low = Math.Max(Low, other.Low), high = Math.Min(High, other.High);
        return low <= high ? new(low, high) : other;
    }

    public static Interval operator +(Interval a, Interval b) => Of(Sum(a.Low, b.Low, -1), Sum(a.High, b.High, 1));

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator *(Interval a, Interval b)
    {
        double p = Product(a.Low, b.Low), q = Product(a.Low, b.High), r = Product(a.High, b.Low), s = Product(a.High, b.High);
        return Of(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    public static Interval operator /(Interval a, Interval b)
    {
        if (b.Low > 0)
            return a * new Interval(1 / b.High, 1 / b.Low);
        if (b.High < 0)
            return a * new Interval(1 / b.High, 1 / b.Low);
        // A divisor that may be zero: only the signs are left.
        if (b.Low == 0 || b.High == 0)
        {
            bool positive = b.Low == 0 ? a.IsNonNegative : a.IsNonPositive, negative = b.Low == 0 ? a.IsNonPositive : a.IsNonNegative;
            return positive ? NonNegative : negative ? NonPositive : All;
        }
        return All;
    }

    /// <summary>The range of a function that never falls.</summary>
    public Interval Map(Func<double, double> rising) => Of(rising(Low), rising(High));

    private static Interval Of(double low, double high) =>
        new(double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high);

    private static double Sum(double a, double b, int side) =>
        double.IsInfinity(a) && double.IsInfinity(b) && a != b
            ? side < 0 ? double.NegativeInfinity : double.PositiveInfinity
            : a + b;

    // 0 · ∞ is 0 here: the end of a range stands for a limit of finite values.
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}

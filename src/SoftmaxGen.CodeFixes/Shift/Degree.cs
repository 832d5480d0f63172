namespace SoftmaxGen.CodeFixes.Shift;

/// <summary>
/// How a value answers when every exponential of a row is multiplied by the same factor k (which is what subtracting
/// their maximum does): it is multiplied by k to this power. Only what has degree 0 may be seen from outside.
/// </summary>
/// <param name="Power">The power; nothing for zero, which has all of them.</param>
/// <param name="IsKnown">Whether there is such a power at all.</param>
internal readonly record struct Degree(int? Power, bool IsKnown = true)
{
    /// <summary>The degree of zero.</summary>
    public static Degree Any => new(null);

    /// <summary>The degree of what does not change.</summary>
    public static Degree None => new(0);

    /// <summary>The degree of an exponential of the row.</summary>
    public static Degree One => new(1);

    /// <summary>The degree of a sum of a scaled and an unscaled number.</summary>
    public static Degree Mixed => new(null, false);

    /// <summary>Whether the value is the same after as before.</summary>
    public bool IsUnscaled => IsKnown && Power is null or 0;

    /// <summary>Of a sum, or of a value that comes from one of two places.</summary>
    public static Degree Join(Degree left, Degree right) =>
        !left.IsKnown || !right.IsKnown ? Mixed
        : left.Power is null ? right
        : right.Power is null || right.Power == left.Power ? left : Mixed;

    /// <summary>Of a product (sign 1) or a quotient (sign -1).</summary>
    public static Degree Times(Degree left, Degree right, int sign) =>
        !left.IsKnown || !right.IsKnown ? Mixed
        : left.Power is null ? Any
        : right.Power is null ? (sign > 0 ? Any : Mixed) : new Degree(left.Power + sign * right.Power);
}

using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>
/// The numbers in the formulas of exp and log. The polynomials are our own Remez fits, made in 200-bit arithmetic: the
/// lowest coefficients were rounded to the element's precision one after the other, the others fitted again each time.
/// </summary>
internal sealed class ElementaryConstants
{
    private static readonly ElementaryConstants Single = new()
    {
        Scale = ExpScale.Single,
        MantissaBits = 23,
        ExponentBias = 127,
        RoundingShift = 12582912,
        InverseLn2 = 1.44269502162933349609375,
        Ln2High = 0.693145751953125,
        Ln2Low = 1.428606765330187e-06,
        Lowest = -103.97208,
        Highest = 89,
        ExpTail =
        [
            0.0013838604791089892, 0.0083691850304603577, 0.041668102145195007,
            0.16666516661643982, 0.49999994039535522,
        ],
        SqrtHalf = 0.707106769084930419921875,
        LogTail = [0.29870796203613281, 0.39977583289146423, 0.66666775941848755],
    };

    private static readonly ElementaryConstants Double = new()
    {
        Scale = ExpScale.Double,
        MantissaBits = 52,
        ExponentBias = 1023,
        RoundingShift = 6755399441055744,
        InverseLn2 = 1.4426950408889634,
        Ln2High = 0.6931471805598903,
        Ln2Low = 5.497923018708371e-14,
        Lowest = -745.1332191019411,
        Highest = 710,
        ExpTail =
        [
            2.5020376677060409885e-8, 2.7630763840215956894e-7, 2.7557530039244359074e-6, 2.4801491729364290669e-5,
            0.00019841269560682352245, 0.001388888894487145826, 0.0083333333334737105108, 0.041666666666525777052,
            0.16666666666666438146, 0.50000000000000111022,
        ],
        SqrtHalf = 0.70710678118654752,
        LogTail =
        [
            0.14795628285733006257, 0.15314085293052787096, 0.18183562835940675351, 0.22222198605302090346,
            0.28571428742026283576, 0.39999999999416646634, 0.66666666666667340202,
        ],
    };

    /// <summary>The exponent of the scale; see <see cref="ExpScale"/>.</summary>
    public int Scale { get; private init; }

    /// <summary>The stored bits of the mantissa: where the exponent begins.</summary>
    public int MantissaBits { get; private init; }

    /// <summary>What is added to a stored exponent.</summary>
    public int ExponentBias { get; private init; }

    /// <summary>1.5 times the number whose last bit is worth 1: what is added to it is rounded to an integer.</summary>
    public double RoundingShift { get; private init; }

    /// <summary>log2(e).</summary>
    public double InverseLn2 { get; private init; }

    /// <summary>
    /// The head of ln(2), with so many zeros at its end that its product with any exponent is exact without a fused
    /// multiply-add: 16 significant bits for <c>float</c>, 42 for <c>double</c>.
    /// </summary>
    public double Ln2High { get; private init; }

    /// <summary>ln(2) less its head.</summary>
    public double Ln2Low { get; private init; }

    /// <summary>The least number whose exponential is not rounded to 0: next above ln(2^-150), ln(2^-1075).</summary>
    public double Lowest { get; private init; }

    /// <summary>A number whose exponential is infinite, near the least of that kind.</summary>
    public double Highest { get; private init; }

    /// <summary>
    /// q of e^r = 1 + r + r^2 q(r), the highest power first. Norm: the relative error of e^r on |r| up to 0.3467 for
    /// <c>float</c> (degree 4, reached 2^-28.2), 0.34658 for <c>double</c> (degree 9, reached 2^-57.9): a little beyond
    /// ln(2)/2, because the exponent is rounded from a product that is itself rounded.
    /// </summary>
    public IReadOnlyList<double> ExpTail { get; private init; } = [];

    /// <summary>sqrt(1/2), rounded: where the mantissa that the logarithm sees begins.</summary>
    public double SqrtHalf { get; private init; }

    /// <summary>
    /// R of log((1+s)/(1-s)) = 2s + s z R(z) with z = s^2, the highest power first. Norm: the error relative to 2s on
    /// |s| up to 3 - 2 sqrt(2): for <c>float</c> degree 2 (reached 2^-30.2), for
    /// <c>double</c> degree 6 (reached 2^-59.5).
    /// </summary>
    public IReadOnlyList<double> LogTail { get; private init; } = [];

    /// <summary>The numbers for elements of this type.</summary>
    public static ElementaryConstants Of(ElementType element) => element == ElementType.Single ? Single : Double;
}

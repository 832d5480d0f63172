namespace SoftmaxGen.Analyzers.Witness;

/// <summary>A <c>System.Half</c>, which netstandard2.0 lacks. It is kept as the float of the same value.</summary>
internal readonly struct HalfValue : IComparable<HalfValue>, IComparable, IEquatable<HalfValue>
{
    private HalfValue(float value) => Value = value;

    /// <summary>The value: always one that eleven bits can hold.</summary>
    public float Value { get; }

    /// <summary>Rounds to the nearest, ties to even, beyond 65520 to infinity.</summary>
    public static HalfValue Round(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || value == 0) return new((float)value);
        double size = Math.Abs(value);
        if (size >= 65520) return new(value > 0 ? float.PositiveInfinity : float.NegativeInfinity);

        // The last place of the result: 2^-24 for what is subnormal, else ten bits below the leading one.
        int exponent = (int)((BitConverter.DoubleToInt64Bits(size) >> 52) & 0x7FF) - 1023;
        double unit = PowerOfTwo(Math.Max(exponent, -14) - 10);
        double rounded = Math.Round(size / unit, MidpointRounding.ToEven) * unit;
        return new((float)(value < 0 ? -rounded : rounded));
    }

    /// <inheritdoc/>
    public int CompareTo(HalfValue other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? other) => other is HalfValue half ? CompareTo(half) : 1;

    /// <inheritdoc/>
    public bool Equals(HalfValue other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is HalfValue half && Equals(half);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}

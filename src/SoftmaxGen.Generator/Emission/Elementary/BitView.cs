using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>
/// How emitted code reads and writes the bits of its elements. A target without
/// <c>BitConverter.SingleToInt32Bits</c> goes by way of <c>double</c>, which holds every <c>float</c> exactly.
/// </summary>
internal sealed class BitView
{
    private readonly Lanes lanes;
    private readonly bool widened;
    private readonly Lanes seen;
    private readonly ElementaryConstants layout;

    public BitView(Lanes lanes, TargetFacts facts)
    {
        this.lanes = lanes;
        widened = lanes.Element == ElementType.Single && !facts.Vectors;
        seen = widened ? new Lanes(ElementType.Double, 0) : lanes;
        layout = ElementaryConstants.Of(seen.Element);
    }

    /// <summary>The type of the bits.</summary>
    public string Type => seen.IntegerType;

    /// <summary>What stands before the exponent: the count of the stored bits of the mantissa.</summary>
    public string MantissaBits => layout.MantissaBits.Text();

    private bool Short => seen.Element == ElementType.Single;

    /// <summary>The bits of an element.</summary>
    public string Of(string element) => lanes.IsScalar
        ? $"BitConverter.{(Short ? "SingleToInt32Bits" : "DoubleToInt64Bits")}({element})"
        : $"{element}.As{(Short ? "Int32" : "Int64")}()";

    /// <summary>The element of these bits.</summary>
    public string ToElement(string bits) => lanes.IsScalar
        ? $"{(widened ? "(float)" : "")}BitConverter.{(Short ? "Int32BitsToSingle" : "Int64BitsToDouble")}({bits})"
        : $"{bits}.As{(Short ? "Single" : "Double")}()";

    /// <summary>The bits of a number, as a constant in every lane.</summary>
    public string Constant(double number) => seen.IntegerConstant(Bits(number));

    /// <summary>How far the bits of two numbers are apart, as a constant in every lane.</summary>
    public string Distance(double from, double to) => seen.IntegerConstant(Bits(to) - Bits(from));

    /// <summary>The mask of the mantissa.</summary>
    public string MantissaMask => seen.IntegerConstant((1L << layout.MantissaBits) - 1);

    /// <summary>
    /// What must be added to an integer so that rounding leaves it, with <paramref name="biases"/> times the exponent's
    /// bias, in the low bits of the sum.
    /// </summary>
    public double RoundingShift(int biases, int scale)
    {
        ElementaryConstants own = ElementaryConstants.Of(lanes.Element);
        return own.RoundingShift + biases * own.ExponentBias + scale;
    }

    /// <summary>
    /// Integers whose low bits are n, the scale, and the exponent's bias <paramref name="biases"/> times: the bits of
    /// the rounded sum itself, or where these cannot be had, n converted.
    /// </summary>
    public string Exponent(string sum, string n, int biases, int scale) => widened
        ? $"unchecked((long){n} + {(biases * layout.ExponentBias + scale).Text()}L)"
        : Of(sum);

    /// <summary>The power of two whose biased exponent stands in the low bits.</summary>
    public string PowerOfTwo(string exponent) =>
        ToElement(lanes.IsScalar ? $"{exponent} << {MantissaBits}" : $"({exponent} << {MantissaBits})");

    /// <summary>Statements that declare the exponent in these bits, as elements, less the bias and the scale.</summary>
    public string ExponentAbove(string name, string bits, int scale)
    {
        int bias = layout.ExponentBias + scale;
        if (lanes.IsScalar)
        {
            return $"{lanes.Scalar} {name} = ({lanes.Scalar})(({bits} >> {MantissaBits}) - {bias.Text()});";
        }

        // Under the bits of 2^23 (2^52) an integer is its own fraction: AVX2 cannot convert or shift a signed long.
        double unit = layout.RoundingShift / 1.5;
        return $"""
            {Type} biased = {lanes.Vector}.ShiftRightLogical({bits}, {MantissaBits}) | {Constant(unit)};
            {lanes.Type} {name} = {ToElement("biased")} - {lanes.Constant(unit + bias)};
            """;
    }

    private long Bits(double number) => Short
        ? BitConverter.ToInt32(BitConverter.GetBytes((float)number), 0)
        : BitConverter.DoubleToInt64Bits(number);
}

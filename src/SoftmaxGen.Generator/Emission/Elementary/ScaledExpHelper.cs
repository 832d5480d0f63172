using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits <c>ScaledExp(x)</c>, the exponential of the softmax. It calls <c>MultiplyAdd</c>.</summary>
internal static class ScaledExpHelper
{
    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        ElementaryConstants constants = ElementaryConstants.Of(lanes.Element);
        BitView bits = new(lanes, facts);
        string scale = constants.Scale.Text();
        string comment = $"""
            <summary>
            e^x times 2^{scale} for x up to 60, within 1 ulp: 2^{scale} for 0, 0 where e^x rounds to 0, NaN for NaN.
            With the scale no result is subnormal, which would be slow. x is n ln(2) + r, n an integer, so e^x is
            2^n e^r: adding a large number rounds x / ln(2) to n, with the exponent of 2^(n+{scale}) in its low bits.
            </summary>
            """;
        using (writer.OpenMethod(comment, $"{lanes.Type} ScaledExp({lanes.Type} x)"))
        {
            string shift = lanes.Constant(bits.RoundingShift(1, constants.Scale));
            writer.Write($"""
                {lanes.Type} sum = MultiplyAdd(x, {lanes.Constant(constants.InverseLn2)}, {shift});
                {lanes.Type} n = sum - {shift};

                """);
            ExpPolynomial.Write(writer, lanes, facts);
            string lowest = lanes.Constant(constants.Lowest);
            writer.Write($"""

                // A product, since adding to the exponent's bits would spoil a NaN.
                {bits.Type} exponent = {bits.Exponent("sum", "n", 1, constants.Scale)};
                {lanes.Type} power = {bits.PowerOfTwo("exponent")};
                return {lanes.Select("LessThan", "x", lowest, lanes.Zero(), "p * power")};
                """);
        }
    }
}

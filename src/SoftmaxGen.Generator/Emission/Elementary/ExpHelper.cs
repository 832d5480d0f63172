using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits <c>Exp(x)</c> for every x. It calls <c>MultiplyAdd</c>.</summary>
internal static class ExpHelper
{
    private const string Comment = """
        <summary>
        e^x for every x, within 1 ulp: 1 for 0; subnormal, 0 or infinite where it rounds to that; NaN for NaN. As
        ScaledExp without the scale, but 2^n is two factors: neither end of the range is left too early, and a
        subnormal result is rounded once.
        </summary>
        """;

    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        ElementaryConstants constants = ElementaryConstants.Of(lanes.Element);
        BitView bits = new(lanes, facts);
        using (writer.OpenMethod(Comment, $"{lanes.Type} Exp({lanes.Type} x)"))
        {
            string shift = lanes.Constant(bits.RoundingShift(2, 0));
            writer.Write($"""
                {lanes.Type} sum = MultiplyAdd(x, {lanes.Constant(constants.InverseLn2)}, {shift});
                {lanes.Type} n = sum - {shift};

                """);
            ExpPolynomial.Write(writer, lanes, facts);
            string half = lanes.IsScalar ? "exponent >> 1" : $"{lanes.Vector}.ShiftRightLogical(exponent, 1)";
            string lowest = lanes.Constant(constants.Lowest);
            string highest = lanes.Constant(constants.Highest);
            string infinite = lanes.Broadcast(lanes.Scalar + ".PositiveInfinity");
            writer.Write($"""

                // The exponent holds the bias twice: half of it and the rest are the exponents of the two factors.
                {bits.Type} exponent = {bits.Exponent("sum", "n", 2, 0)};
                {bits.Type} half = {half};
                {bits.Type} rest = {lanes.Unchecked("exponent - half")};
                {lanes.Type} result = p * {bits.PowerOfTwo("half")};
                result *= {bits.PowerOfTwo("rest")};
                result = {lanes.Select("GreaterThan", "x", highest, infinite, "result")};
                return {lanes.Select("LessThan", "x", lowest, lanes.Zero(), "result")};
                """);
        }
    }
}

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
                """);
            if (lanes.Bits == 512)
            {
                // Asked this way round, the mask becomes a part of the product: one instruction of seventeen less, 1 to 13 % of a kernel.
                writer.WriteCase(
                    "Avx512F.IsSupported",
                    $"Vector512.ConditionalSelect(Avx512F.CompareNotLessThan(x, {lowest}), p * power, {lanes.Zero()})");
            }

            writer.Write($"""
                return {lanes.Select("LessThan", "x", lowest, lanes.Zero(), "p * power")};
                """);
        }
    }

    /// <summary>Emits <c>ScaledExps</c> for four plain numbers, which is all that there is of it.</summary>
    public static void WriteFour(CodeWriter writer, Lanes lanes)
    {
        if (!lanes.IsScalar)
        {
            return;
        }

        Lanes register = lanes with { Bits = 4 * 8 * lanes.ElementSize };
        string comment = """
            <summary>
            The scaled exponentials of four numbers: in one register they take hardly more time than that of one, and are the same.
            </summary>
            """;
        string[] names = ["x0", "x1", "x2", "x3"];
        string parameters = string.Join(", ", names.Select(name => $"{lanes.Type} {name}"));
        string results = string.Join(", ", Enumerable.Range(0, 4).Select(i => $"out {lanes.Type} e{i}"));
        using (writer.OpenMethod(comment, $"void ScaledExps({parameters}, {results})"))
        {
            using (writer.Open($"if ({register.Vector}.IsHardwareAccelerated)"))
            {
                writer.Write($"""
                    {register.Type} e = ScaledExp({register.Vector}.Create({string.Join(", ", names)}));
                    e0 = e.ToScalar();
                    """);
                writer.WriteEach(Enumerable.Range(1, 3), i => $"e{i} = e.GetElement({i});");
                writer.Write("return;");
            }

            writer.Gap();
            writer.WriteEach(Enumerable.Range(0, 4), i => $"e{i} = ScaledExp(x{i});");
        }
    }
}

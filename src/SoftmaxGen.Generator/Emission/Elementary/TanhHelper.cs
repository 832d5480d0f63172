using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits <c>Tanh(x)</c>. It calls <c>MultiplyAdd</c>.</summary>
internal static class TanhHelper
{
    private const string Comment = """
        <summary>
        The hyperbolic tangent, within a few units of the last digit everywhere: with m = e^(-2|x|) - 1, which keeps its
        digits near 0, it is -m / (m + 2), with the sign of x. NaN for NaN.
        </summary>
        """;

    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        ElementaryConstants constants = ElementaryConstants.Of(lanes.Element);
        BitView bits = new(lanes, facts);

        // Beyond it the result is 1 to the last digit, and 2^n stays a normal number.
        string lowest = lanes.Constant(lanes.Element == ElementType.Single ? -40 : -80);
        string one = lanes.Constant(1);
        using (writer.OpenMethod(Comment, $"{lanes.Type} Tanh({lanes.Type} x)"))
        {
            string shift = lanes.Constant(bits.RoundingShift(1, 0));
            string below = lanes.Select("LessThan", "x", lanes.Zero(), "x + x", "-(x + x)");
            writer.Write(
                $"""
                {lanes.Type} u = {below};
                u = {lanes.Select("LessThan", "u", lowest, lowest, "u")};
                {lanes.Type} sum = MultiplyAdd(u, {lanes.Constant(constants.InverseLn2)}, {shift});
                {lanes.Type} n = sum - {shift};
                {lanes.Type} r = MultiplyAdd(n, {lanes.Constant(-constants.Ln2High)}, u);
                r = MultiplyAdd(n, {lanes.Constant(-constants.Ln2Low)}, r);

                // e^u - 1 = 2^n (e^r - 1) + (2^n - 1), with e^r - 1 = r + r^2 q(r).
                """);
            writer.WriteHorner(lanes, "q", "r", constants.ExpTail);
            writer.Write(
                $"""
                {lanes.Type} rest = MultiplyAdd(r * r, q, r);
                {bits.Type} exponent = {bits.Exponent("sum", "n", 1, 0)};
                {lanes.Type} power = {bits.PowerOfTwo("exponent")};
                {lanes.Type} m = MultiplyAdd(rest, power, power - {one});
                {lanes.Type} t = m / (m + {lanes.Constant(2)});
                return {lanes.Select("LessThan", "x", lanes.Zero(), "t", "-t")};
                """);
        }
    }
}

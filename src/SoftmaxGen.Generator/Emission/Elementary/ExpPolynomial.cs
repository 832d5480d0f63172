using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits the part that the exponentials share: e^(x - n ln 2) from x and the integer n.</summary>
internal static class ExpPolynomial
{
    /// <summary>Writes statements that read x and n and declare r and the result, p.</summary>
    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        ElementaryConstants constants = ElementaryConstants.Of(lanes.Element);
        writer.Write($"""
            // r = x - n ln(2), with ln(2) in two parts: the product of n and the first is exact (Cody and Waite).
            {lanes.Type} r = MultiplyAdd(n, {lanes.Constant(-constants.Ln2High)}, x);
            r = MultiplyAdd(n, {lanes.Constant(-constants.Ln2Low)}, r);

            // p = e^r = 1 + r + r^2 q(r): a Remez fit of our own.
            """);
        writer.WriteHorner(lanes, "p", "r", constants.ExpTail);
        if (!facts.Vectors)
        {
            writer.Write($"p = {Unfused(lanes)};");
            return;
        }

        // Over all floats Horner's last steps err by 0.89 ulp when fused but 1.17 when not; the sum by 1.02 and 0.99.
        using (writer.Open($"if ({ElementaryText.HasFusedMultiplyAdd})"))
        {
            string one = lanes.Constant(1);
            writer.Write($"p = MultiplyAdd(MultiplyAdd(p, r, {one}), r, {one});");
        }

        using (writer.Open("else"))
        {
            writer.Write($"p = {Unfused(lanes)};");
        }
    }

    private static string Unfused(Lanes lanes) => $"{lanes.Constant(1)} + MultiplyAdd(p * r, r, r)";
}

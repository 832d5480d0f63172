using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>
/// Emits <c>MultiplyAdd(a, b, c)</c>. Every width fuses exactly where the machine can: all widths give the same bits.
/// That of 512 bits calls that of 256 bits, and that one the one of 128 bits.
/// </summary>
internal static class MultiplyAddHelper
{
    private const string Comment = """
        <summary>
        a * b + c, rounded once on every machine with a fused multiply-add and twice on every other: on one machine
        the same bits at each width.
        </summary>
        """;

    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        string type = lanes.Type;
        using (writer.OpenMethod(Comment, $"{type} MultiplyAdd({type} a, {type} b, {type} c)"))
        {
            if (facts.Vectors)
            {
                WriteFused(writer, lanes);
            }

            // The casts keep a runtime that computes in more than 32 bits from doing so here.
            writer.Write(facts.Vectors || lanes.Element == ElementType.Double
                ? "return a * b + c;"
                : "return (float)((float)(a * b) + c);");
        }
    }

    private static void WriteFused(CodeWriter writer, Lanes lanes)
    {
        const string Halves = "\n    MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),\n"
            + "    MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper())";
        string arm = lanes.Element == ElementType.Single ? "AdvSimd" : "AdvSimd.Arm64";
        switch (lanes.Bits)
        {
            case 512:
                writer.WriteCase("Avx512F.IsSupported", "Avx512F.FusedMultiplyAdd(a, b, c)");
                writer.WriteCase(ElementaryText.HasFusedMultiplyAdd, $"Vector512.Create({Halves})");
                break;
            case 256:
                writer.WriteCase("Fma.IsSupported", "Fma.MultiplyAdd(a, b, c)");
                writer.WriteCase("AdvSimd.IsSupported", $"Vector256.Create({Halves})");
                break;
            case 128:
                writer.WriteCase("Fma.IsSupported", "Fma.MultiplyAdd(a, b, c)");
                writer.WriteCase(arm + ".IsSupported", arm + ".FusedMultiplyAdd(c, a, b)");
                break;
            default:
                string math = lanes.Element == ElementType.Single ? "MathF" : "Math";
                writer.WriteCase(ElementaryText.HasFusedMultiplyAdd, math + ".FusedMultiplyAdd(a, b, c)");
                break;
        }
    }
}

using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>
/// Emits <c>Max(a, b)</c> as the processor has it: one instruction. That of 512 bits calls that of 256 bits, and that
/// one the one of 128 bits.
/// </summary>
internal static class MaxHelper
{
    private const string Comment = """
        <summary>
        a where a is greater than b, and b otherwise. A NaN may be dropped here (on Arm it is kept): what is shifted
        by the maximum meets it again in the row's sum. Of zeros with different signs either may be the result.
        </summary>
        """;

    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        string type = lanes.Type;
        using (writer.OpenMethod(Comment, $"{type} Max({type} a, {type} b)"))
        {
            WriteCases(writer, lanes, facts);
            writer.Write($"return {lanes.Select("GreaterThan", "a", "b", "a", "b")};");
        }
    }

    private static void WriteCases(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        const string Halves = "Max(a.GetLower(), b.GetLower()), Max(a.GetUpper(), b.GetUpper())";
        bool single = lanes.Element == ElementType.Single;
        string arm = single ? "AdvSimd" : "AdvSimd.Arm64";
        string sse = single ? "Sse" : "Sse2";
        switch (lanes.Bits)
        {
            case 512:
                writer.WriteCase("Avx512F.IsSupported", "Avx512F.Max(a, b)");
                writer.WriteCase("Avx.IsSupported", $"Vector512.Create({Halves})");
                break;
            case 256:
                writer.WriteCase("Avx.IsSupported", "Avx.Max(a, b)");
                writer.WriteCase(arm + ".IsSupported", $"Vector256.Create({Halves})");
                break;
            case 128:
                writer.WriteCase(sse + ".IsSupported", sse + ".Max(a, b)");
                writer.WriteCase(arm + ".IsSupported", arm + ".Max(a, b)");
                break;
            case 0 when facts.Vectors:
                // The comparison would be a jump, which the processor guesses wrong.
                writer.WriteCase(sse + ".IsSupported", $"{sse}.MaxScalar({OfScalar("a")}, {OfScalar("b")}).ToScalar()");
                break;
        }
    }

    private static string OfScalar(string name) => $"Vector128.CreateScalarUnsafe({name})";
}

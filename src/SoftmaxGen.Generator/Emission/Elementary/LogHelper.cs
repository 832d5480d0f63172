using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits <c>LogOfScaled(sum)</c>, for a sum of <c>ScaledExp</c>. It calls <c>MultiplyAdd</c>.</summary>
internal static class LogHelper
{
    public static void Write(CodeWriter writer, Lanes lanes, TargetFacts facts)
    {
        ElementaryConstants constants = ElementaryConstants.Of(lanes.Element);
        string scale = constants.Scale.Text();
        string comment = $"""
            <summary>
            log(sum / 2^{scale}), quotients from 1 to 2^21, within 1 ulp: 0 for 2^{scale}, NaN for NaN and infinity.
            The form is that of fdlibm's e_log.c: the quotient is 2^k (1 + f), with 1 + f from sqrt(1/2) to sqrt(2);
            with s = f / (2 + f) and z = s^2, log(1 + f) = f - (f^2/2 - s (f^2/2 + z R(z))), R a Remez fit of our own.
            </summary>
            """;
        using (writer.OpenMethod(comment, $"{lanes.Type} LogOfScaled({lanes.Type} sum)"))
        {
            WriteReduction(writer, lanes, new BitView(lanes, facts), constants);
            writer.Write($"""
                {lanes.Type} s = f / (f + {lanes.Constant(2)});
                {lanes.Type} z = s * s;
                """);
            writer.WriteHorner(lanes, "tail", "z", constants.LogTail);
            writer.Write($"""
                {lanes.Type} half = {lanes.Constant(0.5)} * f * f;
                {lanes.Type} low = k * {lanes.Constant(constants.Ln2Low)};
                low = MultiplyAdd(s, MultiplyAdd(z, tail, half), low);
                {lanes.Type} high = MultiplyAdd(k, {lanes.Constant(constants.Ln2High)}, f - (half - low));

                // The bits of a NaN are a number by now; sum - sum is 0, or NaN.
                return high + (sum - sum);
                """);
        }
    }

    private static void WriteReduction(CodeWriter writer, Lanes lanes, BitView view, ElementaryConstants constants)
    {
        string root = view.Constant(constants.SqrtHalf);
        string carried = lanes.Unchecked($"{view.Of("sum")} + {view.Distance(constants.SqrtHalf, 1)}");
        string mantissa = lanes.Unchecked($"(bits & {view.MantissaMask}) + {root}");
        writer.Write($"""
            // What is added, from sqrt(1/2) to 1, carries into the exponent where the mantissa exceeds sqrt(2).
            {view.Type} bits = {carried};
            {view.ExponentAbove("k", "bits", constants.Scale)}
            {view.Type} mantissa = {mantissa};
            {lanes.Type} f = {view.ToElement("mantissa")} - {lanes.Constant(1)};
            """);
    }
}

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Emits what is made of the exponential and the logarithm, for the terms of a loss that few kernels have.</summary>
internal static class DerivedHelpers
{
    public static void Write(CodeWriter writer, Helper helper, Lanes lanes)
    {
        switch (helper)
        {
            case Helper.LogOnePlus:
                WriteLogOnePlus(writer, lanes);
                break;
            case Helper.Power:
                WritePower(writer, lanes);
                break;
            default:
                WriteCapped(writer, lanes);
                break;
        }
    }

    private static void WriteLogOnePlus(CodeWriter writer, Lanes lanes)
    {
        string scale = lanes.Constant(Math.Pow(2, ElementaryConstants.Of(lanes.Element).Scale));
        string comment = """
            <summary>
            log(1 + x) for x from 0 to 1, accurate also where 1 + x loses x: the logarithm of what 1 + x was rounded to,
            times x over what was added (Kahan's correction).
            </summary>
            """;
        using (writer.OpenMethod(comment, $"{lanes.Type} LogOnePlus({lanes.Type} x)"))
        {
            string added = $"sum - {lanes.Constant(1)}";
            string lost = lanes.EqualTo("added", lanes.Zero);
            writer.Write(
                $"""
                {lanes.Type} sum = {lanes.Constant(1)} + x;
                {lanes.Type} added = {added};
                return {lanes.Select(lost, "x", $"LogOfScaled(sum * {scale}) * (x / added)")};
                """);
        }
    }

    private static void WritePower(CodeWriter writer, Lanes lanes)
    {
        string scale = lanes.Constant(Math.Pow(2, ElementaryConstants.Of(lanes.Element).Scale));
        string comment = """
            <summary>
            x^exponent for x from 0 to 1 and an exponent greater than 0, as e^(exponent log x), within a few units of the
            last digit of 1; 0 for 0.
            </summary>
            """;
        using (writer.OpenMethod(comment, $"{lanes.Type} Power({lanes.Type} x, {lanes.Type} exponent)"))
        {
            string power = $"Exp(exponent * LogOfScaled(x * {scale}))";
            writer.Write($"return {lanes.Select(lanes.EqualTo("x", lanes.Zero), lanes.Zero, power)};");
        }
    }

    private static void WriteCapped(CodeWriter writer, Lanes lanes)
    {
        string comment = "<summary>The capped logit, or the logit itself where it is infinite: an impossible class stays one.</summary>";
        using (writer.OpenMethod(comment, $"{lanes.Type} Capped({lanes.Type} x, {lanes.Type} capped)"))
        {
            string infinity = lanes.Broadcast($"{lanes.Scalar}.PositiveInfinity");
            string infinite = lanes.IsScalar
                ? $"{lanes.Scalar}.IsInfinity(x)"
                : lanes.EqualTo($"{lanes.Vector}.Abs(x)", infinity);
            writer.Write($"return {lanes.Select(infinite, "x", "capped")};");
        }
    }
}

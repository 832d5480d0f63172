using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Elementary;

/// <summary>Pieces of C# that the elementary functions share and that differ between registers and targets.</summary>
internal static class ElementaryText
{
    /// <summary>What emitted code asks before it fuses: a constant to the JIT, alike for every width.</summary>
    public const string HasFusedMultiplyAdd = "Fma.IsSupported || AdvSimd.IsSupported";

    /// <summary>Writes the comment and opens a method that is always inlined.</summary>
    public static CodeWriter.Block OpenMethod(this CodeWriter writer, string comment, string signature)
    {
        writer.Gap();
        writer.WriteEach(comment.Replace("\r", "").Split('\n'), line => "/// " + line);
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        return writer.Open("internal static " + signature);
    }

    /// <summary>Writes a return for machines with an instruction set: the condition is a constant to the JIT.</summary>
    public static void WriteCase(this CodeWriter writer, string condition, string value)
    {
        using (writer.Open($"if ({condition})"))
        {
            writer.Write($"return {value};");
        }

        writer.Gap();
    }

    /// <summary>Writes Horner's scheme: declares the result, a polynomial given by its highest power first.</summary>
    public static void WriteHorner(
        this CodeWriter writer, Lanes lanes, string result, string variable, IReadOnlyList<double> coefficients)
    {
        writer.Write($"{lanes.Type} {result} = {lanes.Constant(coefficients[0])};");
        writer.WriteEach(
            coefficients.Skip(1),
            coefficient => $"{result} = MultiplyAdd({result}, {variable}, {lanes.Constant(coefficient)});");
    }

    /// <summary>An expression that chooses lane by lane, on <c>LessThan</c> or <c>GreaterThan</c>.</summary>
    public static string Select(
        this Lanes lanes, string comparison, string left, string right, string then, string otherwise) => lanes.IsScalar
            ? $"{left} {(comparison == "LessThan" ? "<" : ">")} {right} ? {then} : {otherwise}"
            : $"{lanes.Vector}.ConditionalSelect(\n"
                + $"    {lanes.Vector}.{comparison}({left}, {right}), {then}, {otherwise})";

    /// <summary>An expression for zero in every lane.</summary>
    public static string Zero(this Lanes lanes) => lanes.IsScalar ? lanes.Literal(0) : lanes.Type + ".Zero";

    /// <summary>
    /// Integer arithmetic that may run over for the lanes that are masked afterwards; a consumer may compile with
    /// overflow checks, which concern plain integers only.
    /// </summary>
    public static string Unchecked(this Lanes lanes, string expression) =>
        lanes.IsScalar ? $"unchecked({expression})" : expression;

    /// <summary>An integer as text.</summary>
    public static string Text(this int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>
/// One register as emitted code spells it: a vector of 512, 256 or 128 bits, or (0 bits) a plain number. Arithmetic
/// operators and the overloads of the helpers are spelled alike for all four, so that one section emits every width.
/// </summary>
/// <param name="Element">What a lane holds.</param>
/// <param name="Bits">512, 256, 128, or 0 for the scalar path.</param>
internal sealed record Lanes(ElementType Element, int Bits)
{
    public bool IsScalar => Bits == 0;

    /// <summary>The bytes of an element.</summary>
    public int ElementSize => Element == ElementType.Single ? 4 : 8;

    /// <summary>How many elements a register holds.</summary>
    public int Count => IsScalar ? 1 : Bits / 8 / ElementSize;

    /// <summary>The element's keyword.</summary>
    public string Scalar => Element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        _ => "Half",
    };

    /// <summary>The keyword of the integer as wide as the element.</summary>
    public string Integer => Element == ElementType.Single ? "int" : "long";

    /// <summary>The static class with the operations of this width; only for vectors.</summary>
    public string Vector => "Vector" + Bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>The register's type.</summary>
    public string Type => IsScalar ? Scalar : $"{Vector}<{Scalar}>";

    /// <summary>The type of a register of integers as wide as the elements.</summary>
    public string IntegerType => IsScalar ? Integer : $"{Vector}<{Integer}>";

    /// <summary>The element or integer in every lane.</summary>
    public string Broadcast(string expression) => IsScalar ? expression : $"{Vector}.Create({expression})";

    /// <summary>A constant in every lane.</summary>
    public string Constant(double value) => Broadcast(Literal(value));

    /// <summary>An integer constant in every lane, of the integer as wide as the element.</summary>
    public string IntegerConstant(long value) =>
        Broadcast(value.ToString(CultureInfo.InvariantCulture) + (Element == ElementType.Single ? "" : "L"));

    /// <summary>
    /// A literal that reads back as the value, rounded to the element's type first. (<c>G9</c> and <c>G17</c> rather than
    /// <c>R</c>: on .NET Framework, where Visual Studio runs generators, <c>R</c> does not always round-trip.)
    /// </summary>
    public string Literal(double value) => Element == ElementType.Single
        ? ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f"
        : value.ToString("G17", CultureInfo.InvariantCulture) + "d";

    /// <summary>What comparisons yield: a bool, or lanes of all ones or all zeros.</summary>
    public string MaskType => IsScalar ? "bool" : Type;

    /// <summary>Zero in every lane.</summary>
    public string Zero => IsScalar ? Literal(0) : $"{Type}.Zero";

    /// <summary>Negative infinity in every lane.</summary>
    public string NegativeInfinity => Broadcast($"{Scalar}.NegativeInfinity");

    /// <summary>The lanes of one where the mask is set, of the other where not.</summary>
    public string Select(string mask, string one, string other) =>
        IsScalar ? $"({mask} ? {one} : {other})" : $"{Vector}.ConditionalSelect({mask}, {one}, {other})";

    /// <summary>Where two registers are equal.</summary>
    public string EqualTo(string left, string right) =>
        IsScalar ? $"{left} == {right}" : $"{Vector}.Equals({left}, {right})";

    /// <summary>Where a register holds NaN.</summary>
    public string IsNaN(string value) => IsScalar ? $"{Scalar}.IsNaN({value})" : $"~{Vector}.Equals({value}, {value})";

    /// <summary>Where a register of integers equals another, as a mask for elements.</summary>
    public string IntegersEqual(string left, string right) => IsScalar
        ? $"{left} == {right}"
        : $"{Vector}.Equals({left}, {right}).{(Element == ElementType.Single ? "AsSingle" : "AsDouble")}()";

    /// <summary>
    /// A statement that puts a value into those lanes of a variable that are set in a mask; they must be zero before.
    /// </summary>
    public string PutWhere(string variable, string mask, string value) => this switch
    {
        { IsScalar: true } => $"{variable} = {mask} ? {value} : {variable};",
        { HasMaskRegisters: true } => $"{variable} = {Select(mask, value, variable)};",
        _ => $"{variable} |= {mask} & {value};",
    };

    /// <summary>A value where the mask is set, and zero elsewhere.</summary>
    public string OnlyWhere(string mask, string value) =>
        IsScalar || HasMaskRegisters ? Select(mask, value, Zero) : $"{mask} & {value}";

    /// <summary>
    /// Whether a comparison's mask lies in a register of its own kind, which a move takes as it is; as an operand of
    /// arithmetic it would first be moved into a register of elements.
    /// </summary>
    private bool HasMaskRegisters => Bits == 512;
}

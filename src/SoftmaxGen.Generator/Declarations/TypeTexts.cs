using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>How types are written so that they mean the same anywhere.</summary>
internal static class TypeTexts
{
    /// <summary>With <c>global::</c>, the C# keywords, <c>@</c> where needed, and nullable annotations.</summary>
    public static SymbolDisplayFormat Format { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>
    /// The type in a place of its own. A type parameter has no <c>global::</c> before it, and the compiler's own text does
    /// not escape <c>record</c>, <c>file</c> or <c>required</c>, which begin something else there.
    /// </summary>
    public static string Of(ITypeSymbol type)
    {
        string text = type.ToDisplayString(Format);
        return type is ITypeParameterSymbol && text.StartsWith(type.Name, StringComparison.Ordinal)
            ? Identifiers.Escape(type.Name) + text.Substring(type.Name.Length)
            : text;
    }
}

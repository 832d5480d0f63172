using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>How types are written so that they mean the same anywhere.</summary>
internal static class TypeTexts
{
    /// <summary>With <c>global::</c>, the C# keywords, <c>@</c> where needed, and nullable annotations.</summary>
    public static SymbolDisplayFormat Format { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
}

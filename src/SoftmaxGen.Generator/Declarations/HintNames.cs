using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>
/// Names the generated files: readable, and unique by a hash of the whole signature. File systems that ignore case are
/// served too, for the hash does not ignore it.
/// </summary>
internal static class HintNames
{
    // With the folders of a project around it a path must stay below the 260 characters of Windows.
    private const int ReadableLength = 64;

    public static string Of(IMethodSymbol method, EquatableArray<ContainingType> containingTypes)
    {
        string types = string.Join(".", containingTypes.Select(type => type.Keyword + " " + type.Name));
        string parameters = string.Join(",", method.Parameters.Select(p => p.Type.ToDisplayString(TypeTexts.Format)));
        string signature = $"{ContainingTypeReader.NamespaceOf(method)}|{types}|{method.Name}({parameters})";
        string hash = HashOf(signature).ToString("x16", CultureInfo.InvariantCulture);
        return ReadableNameOf(method) + "." + hash + ".g.cs";
    }

    private static string ReadableNameOf(IMethodSymbol method)
    {
        StringBuilder name = new();
        foreach (char character in $"{method.ContainingType.ToDisplayString(WithoutTypeParameters)}.{method.Name}")
            name.Append(IsSafe(character) ? character : '_');

        // What matters most stands last.
        return name.Length <= ReadableLength
            ? name.ToString()
            : name.ToString(name.Length - ReadableLength, ReadableLength).TrimStart('.');
    }

    private static SymbolDisplayFormat WithoutTypeParameters { get; } = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static bool IsSafe(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.';

    /// <summary>FNV-1a; <c>string.GetHashCode</c> differs from run to run.</summary>
    private static ulong HashOf(string text)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (char character in text)
            hash = unchecked((hash ^ character) * 1_099_511_628_211);

        return hash;
    }
}

using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>
/// The mark that hides our types from other assemblies. Compilers before 4.14 (the .NET 8 SDK, Unity 6) refuse a source
/// that defines <c>EmbeddedAttribute</c> as soon as they need their own, for which a nullable annotation on an old
/// framework is enough (CS8336). They get our types without the mark.
/// </summary>
internal static class EmbeddedMark
{
    /// <summary>The file that defines the attribute.</summary>
    public const string DefinitionFile = "EmbeddedAttribute.cs";

    private const string Mark = "[global::Microsoft.CodeAnalysis.Embedded]";

    private static readonly Version FirstToAllow = new(4, 14);

    /// <summary>Whether the compiler that we run in allows the mark.</summary>
    public static bool IsAllowed { get; } = IsAllowedBy(typeof(Compilation).Assembly.GetName().Version);

    /// <summary>Whether that version of the compiler allows the mark.</summary>
    public static bool IsAllowedBy(Version? compiler) => compiler >= FirstToAllow;

    /// <summary>The text, without the lines that hold the mark where it is not allowed.</summary>
    public static string Adapt(string text, bool allowed) => allowed
        ? text
        : string.Join("\n", text.Split('\n').Where(line => line.Trim() != Mark));
}
